using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>A person of a session's frozen roster.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="HomeId">The hall of his roster line; his unit if no hall takes him in.</param>
/// <param name="UnitId">His unit on the day.</param>
/// <param name="Category">His category.</param>
public sealed record RosterPart(Guid TraineeId, Guid HomeId, Guid UnitId, string Category);

/// <summary>What figures need of a check-in.</summary>
/// <param name="Seq">Its place in the ledger.</param>
/// <param name="CheckInId">Its id.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="RoundId">The round.</param>
/// <param name="At">When.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="SeatId">The hall where he sits.</param>
/// <param name="HomeId">The hall or unit where he counts.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="DeviceMark">A short keyed mark of the device; empty if it showed none. Of no use outside the session.</param>
/// <param name="HelperId">The trainee whose phone was used, if another's was.</param>
/// <param name="AfterClose">Whether it was entered after the round's close, proven to lie before it.</param>
public sealed record LinePart(
    long Seq, Guid CheckInId, Guid TraineeId, Guid RoundId, DateTimeOffset At, bool Late, Guid SeatId, Guid HomeId, ProofWay Way, byte[] DeviceMark, Guid? HelperId, bool AfterClose = false);

/// <summary>A stretch in which a hall's screen played with picture and sound.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Played">The stretch.</param>
public sealed record HallPlay(Guid SessionId, Guid BranchId, Span Played);

/// <summary>Reads what reports are made of, some halls at a time, so that the memory used does not grow with the province.</summary>
public interface IAttendanceReading
{
    /// <summary>The people of these homes: halls, or units for people whom no hall takes in.</summary>
    Task<IReadOnlyList<RosterPart>> RosterAsync(Guid sessionId, IReadOnlyCollection<Guid> homes, CancellationToken cancellationToken);

    /// <summary>All check-ins of the people of these homes, wherever they sit, in the order of seq.</summary>
    Task<IReadOnlyList<LinePart>> LinesAsync(Guid sessionId, IReadOnlyCollection<Guid> homes, CancellationToken cancellationToken);

    /// <summary>All check-ins of visitors, in the order of seq.</summary>
    Task<IReadOnlyList<LinePart>> VisitorsAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>What these halls played.</summary>
    Task<IReadOnlyList<HallPlay>> PlaysAsync(Guid sessionId, IReadOnlyCollection<Guid> halls, CancellationToken cancellationToken);

    /// <summary>Keeps stretches. One that is known by its beginning grows; a shorter one changes nothing, so telling twice is harmless.</summary>
    Task KeepAsync(IReadOnlyCollection<HallPlay> plays, CancellationToken cancellationToken);
}
