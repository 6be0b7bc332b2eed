namespace RemoteClassroom.Contracts.Attendance;

/// <summary>
/// Answer of <c>GET /sessions/{s}/attendance/breakdown</c>: the figures of a unit by category and by seat, live. Cut from one state: the categories sum to <see cref="Counts"/>, and over the whole session
/// present and late together are those who sit somewhere and those who are there by a correction alone.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="LedgerSeq">Up to which entry of the ledger it goes; a greater one is newer.</param>
/// <param name="At">When it was cut; the same answer is given for half a second.</param>
/// <param name="Counts">By home: the unit's counts.</param>
/// <param name="Categories">The same by category of trainee.</param>
/// <param name="Seats">By the hall where people sit, at and below the unit, in the tree's order; at most 1,000.</param>
/// <param name="Seated">How many people sit in the unit's halls.</param>
/// <param name="Visitors">How many of them count elsewhere.</param>
/// <param name="RoundId">The round counted; absent before any.</param>
public sealed record AttendanceBreakdown(
    UnitRef Unit, long LedgerSeq, DateTimeOffset At, Counts Counts, IReadOnlyList<CategoryCounts> Categories, IReadOnlyList<HallSeats> Seats, int Seated, int Visitors, Guid? RoundId = null);

/// <summary>A category with its counts.</summary>
/// <param name="Category">The category.</param>
/// <param name="Counts">Its counts.</param>
public sealed record CategoryCounts(string Category, Counts Counts);

/// <summary>Who sits in a hall.</summary>
/// <param name="Id">The hall.</param>
/// <param name="Name">Its name.</param>
/// <param name="People">How many people.</param>
/// <param name="Visitors">How many of them count elsewhere.</param>
public sealed record HallSeats(Guid Id, string Name, int People, int Visitors);
