using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>When people arrived, grouped by the database: asked again, it reads only the ledger's new lines.</summary>
internal sealed class Arrivals(Dialect dialect) : IArrivals
{
    private static readonly string Step = $"at / {ArrivalCurve.StepSeconds * 1_000_000L}";

    /// <inheritdoc />
    public async Task<(long UpTo, IReadOnlyList<ArrivalCount> Counts)> ReadAsync(Guid sessionId, long after, CancellationToken cancellationToken)
    {
        var rows = await dialect.ListAsync(
            new Statement(
                $"SELECT round_id, branch_id, {Step}, count(*), max(seq) FROM ledger WHERE session_id = @session AND seq > @after GROUP BY round_id, branch_id, {Step}",
                ("session", sessionId), ("after", after)),
            row => (Count: new ArrivalCount(row.Id(0), row.Id(1), row.Long(2), row.Int(3)), Seq: row.Long(4)),
            cancellationToken);
        return (rows.Count == 0 ? after : rows.Max(row => row.Seq), [.. rows.Select(row => row.Count)]);
    }
}
