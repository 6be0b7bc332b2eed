using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Reports;

/// <summary>Disjoint counts over a whole session: expected is the sum of all others. In a session's report they count persons (人数); over several sessions person-times (人次), one a person and session.</summary>
/// <param name="Expected">On the roster.</param>
/// <param name="Present">Present.</param>
/// <param name="Late">Late.</param>
/// <param name="LeftEarly">Left early.</param>
/// <param name="Partial">There in part.</param>
/// <param name="Excused">Excused.</param>
/// <param name="Absent">Absent.</param>
/// <param name="Unknown">Unknown.</param>
/// <param name="MadeUp">Made up.</param>
public sealed record StateCounts(int Expected, int Present, int Late, int LeftEarly, int Partial, int Excused, int Absent, int Unknown, int MadeUp);

/// <summary>A unit, hall or category with its counts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Counts">Its counts.</param>
/// <param name="Id">The unit's or hall's id; absent for a category.</param>
/// <param name="Kind">What it is; absent for a category.</param>
public sealed record NamedCounts(string Name, StateCounts Counts, Guid? Id = null, NodeKind? Kind = null);

/// <summary>Who sat in a hall.</summary>
/// <param name="Id">The hall.</param>
/// <param name="Name">Its name.</param>
/// <param name="People">How many persons were there, its own and visitors.</param>
/// <param name="Visitors">How many of them count elsewhere.</param>
public sealed record SeatCounts(Guid Id, string Name, int People, int Visitors);

/// <summary>Answer of <c>GET /sessions/{s}/report</c>. Children sum to the whole, categories too; by seat and by home the same people are counted, and over the whole session the sums are equal.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="At">When the report was made.</param>
/// <param name="Zone">The zone in which people read times.</param>
/// <param name="RulesVersion">By which rules it was judged.</param>
/// <param name="LedgerSeq">Up to which entry of the ledger it goes.</param>
/// <param name="LedgerLink">The chain's link at that entry, in hexadecimal digits.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Persons">Persons (人数) by home.</param>
/// <param name="PersonTimes">Check-ins that count, over all rounds (人次).</param>
/// <param name="Children">One level down, by home: units, halls at the unit itself, people of the unit without a hall.</param>
/// <param name="Categories">By category of trainee.</param>
/// <param name="Seats">By the hall where people sat.</param>
/// <param name="Seated">How many persons sat in the unit's halls.</param>
/// <param name="Measured">For how many persons a hall's screen told how long the lecture was really played.</param>
/// <param name="Corrections">How many corrections concern them.</param>
/// <param name="LateEntries">How many check-ins were entered after their round's close (补录), proven to lie before it.</param>
/// <param name="HallsOutOfReach">How many of the unit's halls were out of reach when the newest sign-in closed: whoever is missing there is unknown, not absent. Absent before a sign-in closed.</param>
/// <param name="Arrivals">How many persons had come by the end of each minute in which somebody came; at most 240 of these.</param>
/// <param name="TreeAt">Since when the tree stands as it is counted here: when the doors opened.</param>
/// <param name="Rounds">The session's rounds in their order; who was there, summed over them, are the person-times.</param>
public sealed record SessionReport(
    Guid SessionId, string Title, DateTimeOffset At, string Zone, string RulesVersion, long LedgerSeq, string LedgerLink, UnitRef Unit, StateCounts Persons, int PersonTimes,
    IReadOnlyList<NamedCounts> Children, IReadOnlyList<NamedCounts> Categories, IReadOnlyList<SeatCounts> Seats, int Seated, int Measured,
    int Corrections = 0, int LateEntries = 0, int? HallsOutOfReach = null, IReadOnlyList<ArrivalPoint>? Arrivals = null, DateTimeOffset? TreeAt = null,
    IReadOnlyList<RoundResult>? Rounds = null);

/// <summary>What a round found of a unit's people.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Kind">What it was for.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="ClosedAt">When it closed; absent while it is open.</param>
/// <param name="Expected">How many of them it asked.</param>
/// <param name="There">How many of these count as there, corrections included.</param>
/// <param name="Sample">How much of the unit it asked: in how many of its halls anybody, and how many people where people are drawn; absent: everybody.</param>
public sealed record RoundResult(Guid RoundId, RoundKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int Expected, int There, RoundCoverage? Sample = null);

/// <summary>A point of the curve of arrivals.</summary>
/// <param name="At">When.</param>
/// <param name="Persons">How many had come by then.</param>
public sealed record ArrivalPoint(DateTimeOffset At, int Persons);

/// <summary>Answer of <c>GET /reports/attendance</c>: several sessions, each counted over the tree of its own day. Persons and person-times are never mixed.</summary>
/// <param name="From">From when.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="At">When the report was made.</param>
/// <param name="Zone">The zone in which people read times.</param>
/// <param name="Sessions">The sessions counted, each with its person-times and its rules' version.</param>
/// <param name="Persons">Different persons who were expected (人数).</param>
/// <param name="PersonsThere">Different persons who were there at least once.</param>
/// <param name="PersonTimes">Person-times (人次), one a person and session.</param>
public sealed record PeriodReport(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset At, string Zone, IReadOnlyList<PeriodSession> Sessions, int Persons, int PersonsThere, StateCounts PersonTimes);

/// <summary>A session in a report over several.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">When it was to start.</param>
/// <param name="RulesVersion">By which rules it was judged.</param>
/// <param name="Counts">Its counts.</param>
public sealed record PeriodSession(Guid SessionId, string Title, DateTimeOffset StartsAt, string RulesVersion, StateCounts Counts);

/// <summary>Answer of <c>GET /sessions/{s}/reconciliation</c>: three counts of each hall side by side.</summary>
/// <param name="RoundId">The round; absent before any.</param>
/// <param name="Halls">The halls, those that differ first.</param>
/// <param name="Differing">How many of the unit's halls differ.</param>
public sealed record Reconciliation(Guid? RoundId, IReadOnlyList<HallReconciled> Halls, int Differing);

/// <summary>A hall's three counts.</summary>
/// <param name="Id">The hall.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expected">On its roster.</param>
/// <param name="CheckedIn">Of its roster, checked in in the round, wherever they sit.</param>
/// <param name="Seated">Checked in in the round in this hall, visitors included.</param>
/// <param name="Heads">How many the operator counted; absent if nobody counted.</param>
/// <param name="Difference">Heads less seated; absent if nobody counted, or if the round draws people. Above zero: people without a check-in; below: check-ins without people.</param>
public sealed record HallReconciled(Guid Id, string Name, int Expected, int CheckedIn, int Seated, int? Heads = null, int? Difference = null);
