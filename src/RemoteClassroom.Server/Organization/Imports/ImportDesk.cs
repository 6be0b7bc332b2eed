using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>
/// Imports a file in one transaction: all or nothing. A line whose code (for trainees: roster number) is there already updates it; what the file does not
/// name stays as it is. Sessions whose doors are open keep the tree and the rosters that they froze.
/// </summary>
internal sealed class ImportDesk(IEdits edits, IBulkInsert bulk, IHallNumbers halls, TimeProvider time)
{
    private const int Chunk = 2_000;

    /// <summary>Imports units.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="cancellationToken">Cancels it up to the commit.</param>
    public Task<StoredAnswer> OrgUnitsAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        async (db, faults, cancel) =>
        {
            var existing = await db.OrgUnits.AsNoTracking().ToListAsync(cancel);
            var plan = OrgUnitPlan.Make(file.Lines, existing, scope, NewId, faults);
            return (plan.Accepted, () => WriteAsync(db, plan.Added, plan.Changed, cancel));
        },
        cancellationToken);

    /// <summary>Imports venues; new ones get the next short numbers in the file's order.</summary>
    /// <inheritdoc cref="OrgUnitsAsync" />
    public Task<StoredAnswer> VenuesAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        async (db, faults, cancel) =>
        {
            var plan = VenuePlan.Make(file.Lines, await KnownPlacesAsync(db, cancel), scope, NewId, faults);
            return (plan.Accepted, async () =>
            {
                var first = plan.Added.Count > 0 ? await halls.TakeAsync(db, plan.Added.Count, cancel) : 0;
                var added = plan.Added.Select((row, i) => new VenueRow { Id = row.Id, Code = row.Code, Name = row.Name, UnitId = row.UnitId, Hall = first + i, Seats = row.Seats });
                await WriteAsync(db, added, plan.Changed, cancel);
            });
        },
        cancellationToken);

    /// <summary>Imports trainees; of the phone number only the last four digits are kept.</summary>
    /// <inheritdoc cref="OrgUnitsAsync" />
    public Task<StoredAnswer> TraineesAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        async (db, faults, cancel) =>
        {
            var known = await KnownAsync(db, file.Lines, cancel);
            var plan = TraineePlan.Make(file.Lines, await KnownPlacesAsync(db, cancel), known, scope, NewId, faults);
            return (plan.Accepted, () => WriteAsync(db, plan.Added, plan.Changed, cancel));
        },
        cancellationToken);

    private static async Task<KnownPlaces> KnownPlacesAsync(RemoteClassroomDb db, CancellationToken cancellationToken) =>
        new(await db.OrgUnits.AsNoTracking().ToListAsync(cancellationToken), await db.Venues.AsNoTracking().ToListAsync(cancellationToken));

    private static async Task<Dictionary<string, TraineeRow>> KnownAsync(RemoteClassroomDb db, List<ImportLine> lines, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, TraineeRow>(StringComparer.Ordinal);
        foreach (var numbers in lines.Select(line => line.Values[0]).Chunk(Chunk))
        {
            foreach (var row in await db.Trainees.AsNoTracking().Where(row => numbers.Contains(row.RosterNo)).ToListAsync(cancellationToken))
            {
                known[row.RosterNo] = row;
            }
        }

        return known;
    }

    private async Task WriteAsync<TRow>(RemoteClassroomDb db, IEnumerable<TRow> added, List<TRow> changed, CancellationToken cancellationToken)
        where TRow : class
    {
        await bulk.InsertAsync(db, added, cancellationToken);
        foreach (var rows in changed.Chunk(Chunk))
        {
            db.UpdateRange(rows.AsEnumerable());
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    private Task<StoredAnswer> RunAsync(
        ImportRequest file, Func<RemoteClassroomDb, ImportFaults, CancellationToken, Task<(int Accepted, Func<Task> Write)>> plan, CancellationToken cancellationToken) =>
        edits.RunAsync(
            file.Key,
            async (db, cancel) =>
            {
                var faults = new ImportFaults(file.Faults);
                var (accepted, write) = await plan(db, faults, cancel);
                if (!faults.Any && !file.DryRun)
                {
                    await write();
                }

                return (StatusCodes.Status200OK, JsonSerializer.Serialize(new ImportAnswer(accepted, faults.InOrder()), ContractsJson.Options));
            },
            cancellationToken);
}

/// <summary>An import to carry out.</summary>
/// <param name="Key">Under what its answer is kept.</param>
/// <param name="Lines">The file's lines.</param>
/// <param name="Faults">What was wrong with the file's form.</param>
/// <param name="DryRun">Only say what is wrong.</param>
internal sealed record ImportRequest(ReceiptKey Key, List<ImportLine> Lines, ImportFaults Faults, bool DryRun);
