namespace RemoteClassroom.Domain.Attendance;

/// <summary>People who arrived at a branch in one step of a round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="Step">Which step of <see cref="ArrivalCurve.StepSeconds"/>, counted from 1970.</param>
/// <param name="Count">How many.</param>
public readonly record struct ArrivalCount(Guid RoundId, Guid BranchId, long Step, int Count);

/// <summary>Reads from the ledger when people arrived.</summary>
public interface IArrivals
{
    /// <summary>Arrivals in lines with seq above <paramref name="after"/>, and the greatest seq among them (<paramref name="after"/> if there is none).</summary>
    Task<(long UpTo, IReadOnlyList<ArrivalCount> Counts)> ReadAsync(Guid sessionId, long after, CancellationToken cancellationToken);
}
