using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Audit;

/// <summary>The audit over its table.</summary>
internal sealed class AuditTrail(IDbContextFactory<RemoteClassroomDb> contexts, Dialect dialect) : IAuditTrail
{
    private const string Columns = "a.id, a.at, a.actor_id, a.actor_role, a.action, a.object_kind, a.object_id, a.unit_path, a.done, a.detail, a.reason";
    private const int CheckedAtOnce = 5_000;

    /// <inheritdoc />
    public async Task WriteAsync(AuditLine line, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Audit(line);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception error) when (dialect.Judge(error) != Failure.Item || error is DbUpdateException)
        {
            throw new StorageException("The audit's line is not known to be on disk.", outcomeUnknown: false, error);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(AuditQuery query, AuditPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var sql = new StringBuilder($"SELECT {Columns} FROM audit a WHERE 1 = 1");
        var values = new List<(string, object?)> { ("limit", (long)limit) };
        void Where(string condition, params ReadOnlySpan<(string, object?)> parameters)
        {
            sql.Append(" AND ").Append(condition);
            values.AddRange(parameters);
        }

        if (query.Path.Length > 0)
        {
            var (from, to) = Subtree.Below(query.Path);
            Where("(a.unit_path = @path OR (a.unit_path >= @below AND a.unit_path < @beyond))", ("path", query.Path), ("below", from), ("beyond", to));
        }

        if (query.Actor is { } actor)
        {
            Where("a.actor_id = @actor", ("actor", actor));
        }

        if (query.Action is { } action)
        {
            Where("a.action = @action", ("action", action));
        }

        if (query.About is { } on)
        {
            Where("a.object_id = @object", ("object", on));
        }

        if (query.From is { } since)
        {
            Where("a.at >= @since", ("since", Micros.Of(since)));
        }

        if (query.To is { } until)
        {
            Where("a.at < @until", ("until", Micros.Of(until)));
        }

        if (after is { } place)
        {
            Where("(a.at, a.id) < (@lastAt, @lastId)", ("lastAt", Micros.Of(place.At)), ("lastId", place.Id));
        }

        sql.Append(" ORDER BY a.at DESC, a.id DESC LIMIT @limit");
        return await dialect.ListAsync(new Statement(sql.ToString(), [.. values]), row => Line(row, 0), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<AuditCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var (links, hash) = (0L, (byte[]?)null);
        for (var after = 0L; ;)
        {
            var page = await dialect.ListAsync(
                new Statement(
                    $"SELECT c.seq, c.previous, c.hash, {Columns} FROM audit_chain c LEFT JOIN audit a ON a.id = c.line_id WHERE c.seq > @after ORDER BY c.seq LIMIT @limit",
                    ("after", after), ("limit", (long)CheckedAtOnce)),
                row => (Seq: row.Long(0), Previous: row.Bytes(1), Hash: row.Bytes(2), Line: row.IdOrNull(3) is null ? null : Line(row, 3)),
                cancellationToken);
            foreach (var link in page)
            {
                // Where the retention has taken the oldest, the first that is left says itself what it stands on.
                var stands = hash is null ? (after == 0 || link.Seq == after + 1) : link.Seq == after + 1 && link.Previous.AsSpan().SequenceEqual(hash);
                if (!stands || link.Line is null || !AuditChain.Next(link.Previous, link.Line).AsSpan().SequenceEqual(link.Hash))
                {
                    return new AuditCheck(links, link.Seq, await UnlinkedAsync(cancellationToken));
                }

                (links, hash, after) = (links + 1, link.Hash, link.Seq);
            }

            if (page.Count < CheckedAtOnce)
            {
                return new AuditCheck(links, null, await UnlinkedAsync(cancellationToken));
            }
        }
    }

    /// <summary>Lines without a link, oldest first.</summary>
    /// <param name="since">Not before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal Task<List<AuditLine>> UnlinkedAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) => dialect.ListAsync(
        new Statement(
            $"SELECT {Columns} FROM audit a WHERE a.at >= @since AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.line_id = a.id) ORDER BY a.at, a.id LIMIT @limit",
            ("since", Micros.Of(since)), ("limit", (long)limit)),
        row => Line(row, 0),
        cancellationToken);

    private Task<long> UnlinkedAsync(CancellationToken cancellationToken) => dialect.FirstAsync(
        new Statement("SELECT count(*) FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.line_id = a.id)"), row => row.Long(0), cancellationToken);

    private static AuditLine Line(SqlRow row, int first) => new(
        row.Id(first), row.Instant(first + 1), new AuditActor(row.IdOrNull(first + 2), row.Text(first + 3)), row.Text(first + 4),
        new AuditObject(row.Text(first + 5), row.IdOrNull(first + 6), row.Text(first + 7)), row.Flag(first + 8), row.Text(first + 9), row.TextOrNull(first + 10));
}
