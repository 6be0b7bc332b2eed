using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>
/// Imports a file in one transaction: all or nothing. A line whose code (for trainees: roster number) is there already updates it; what the file does not
/// name stays as it is. Sessions whose doors are open keep the tree and the rosters that they froze.
/// </summary>
internal sealed class ImportDesk(IEdits edits, IBulkInsert bulk, IHallNumbers halls, ITraineeIdentities identities, TimeProvider time)
{
    private const int Chunk = 2_000;

    /// <summary>Imports units.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="cancellationToken">Cancels it up to the commit.</param>
    public Task<StoredAnswer> OrgUnitsAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        AuditActions.UnitsImported,
        async (db, faults, cancel) =>
        {
            var existing = await db.OrgUnits.AsNoTracking().ToListAsync(cancel);
            var plan = OrgUnitPlan.Make(file.Lines, existing, scope, NewId, faults);
            return (plan.Accepted, async () =>
            {
                await WriteAsync(db, plan.Added, plan.Changed, cancel);
                await bulk.InsertAsync(db, History(plan.Changed, existing), cancel);
            });
        },
        cancellationToken);

    /// <summary>Imports venues; new ones get the next short numbers in the file's order.</summary>
    /// <inheritdoc cref="OrgUnitsAsync" />
    public Task<StoredAnswer> VenuesAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        AuditActions.VenuesImported,
        async (db, faults, cancel) =>
        {
            var plan = VenuePlan.Make(file.Lines, await KnownPlacesAsync(db, cancel), scope, NewId, faults);
            return (plan.Accepted, async () =>
            {
                await WriteAsync(db, await NumberedAsync(db, plan.Added, halls, cancel), plan.Changed, cancel);
            });
        },
        cancellationToken);

    /// <summary>Imports trainees; of the phone number only the last four digits are kept.</summary>
    /// <inheritdoc cref="OrgUnitsAsync" />
    public Task<StoredAnswer> TraineesAsync(ImportRequest file, string scope, CancellationToken cancellationToken) => RunAsync(
        file,
        AuditActions.TraineesImported,
        async (db, faults, cancel) =>
        {
            var known = await KnownAsync(db, file.Lines, cancel);
            var plan = TraineePlan.Make(file.Lines, await KnownPlacesAsync(db, cancel), known, scope, NewId, faults);
            return (plan.Accepted, () => WriteTraineesAsync(db, plan, cancel));
        },
        cancellationToken);

    // What the file changed at units that were there, for their histories; what only follows from a unit above stands in that one's.
    private IEnumerable<OrgUnitChangeRow> History(List<OrgUnitRow> changed, IEnumerable<OrgUnitRow> existing)
    {
        var now = Micros.Of(time.GetUtcNow());
        var former = existing.ToDictionary(row => row.Id);
        OrgUnitChangeRow Done(OrgUnitRow before, string kind, Guid? target, string? name) => new()
        {
            Id = NewId(), UnitId = before.Id, Kind = kind, TargetId = target, Name = name, EffectiveAt = now, MadeAt = now, DoneAt = now, FormerName = before.Name, FormerPath = before.Path,
        };
        foreach (var (row, before) in changed.Select(row => (row, former[row.Id])))
        {
            if (row.Name != before.Name)
            {
                yield return Done(before, TreeChanges.Renamed, null, row.Name);
            }

            if (row.ParentId != before.ParentId)
            {
                yield return Done(before, TreeChanges.Moved, row.ParentId, null);
            }
        }
    }

    /// <summary>New venues with the next short numbers, in their order.</summary>
    public static async Task<IReadOnlyList<VenueRow>> NumberedAsync(RemoteClassroomDb db, List<VenueRow> added, IHallNumbers halls, CancellationToken cancellationToken)
    {
        var first = added.Count > 0 ? await halls.TakeAsync(db, added.Count, cancellationToken) : 0;
        return
        [
            .. added.Select((row, i) => new VenueRow
            {
                Id = row.Id, Code = row.Code, Name = row.Name, UnitId = row.UnitId, Hall = first + i, Seats = row.Seats, Contact = row.Contact, ContactPhone = row.ContactPhone,
            }),
        ];
    }

    /// <summary>The tree and the venues as they are.</summary>
    public static async Task<KnownPlaces> KnownPlacesAsync(RemoteClassroomDb db, CancellationToken cancellationToken) =>
        new(await db.OrgUnits.AsNoTracking().ToListAsync(cancellationToken), await db.Venues.AsNoTracking().ToListAsync(cancellationToken));

    private async Task<Dictionary<string, TraineeRow>> KnownAsync(RemoteClassroomDb db, List<ImportLine> lines, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, TraineeRow>(StringComparer.Ordinal);
        foreach (var numbers in lines.Select(line => line.Values[0]).Chunk(Chunk))
        {
            var hashes = numbers.Select(identities.HashOf).ToList();
            var rows = await db.Trainees.AsNoTracking().Where(row => row.RosterHash != null && hashes.Contains(row.RosterHash)).ToListAsync(cancellationToken);
            await identities.OpenAsync(db, rows, cancellationToken);
            rows.ForEach(row => known[row.RosterNo] = row);
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

    // A changed person gets a new key, and the old one goes.
    private async Task WriteTraineesAsync(RemoteClassroomDb db, TraineePlan plan, CancellationToken cancellationToken)
    {
        var keys = identities.Seal(plan.Added);
        await bulk.InsertAsync(db, plan.Added, cancellationToken);
        await bulk.InsertAsync(db, keys, cancellationToken);
        foreach (var rows in plan.Changed.Chunk(Chunk))
        {
            var ids = rows.Select(row => row.Id).ToList();
            keys = identities.Seal(rows);
            await db.TraineeKeys.Where(key => ids.Contains(key.TraineeId)).ExecuteDeleteAsync(cancellationToken);
            db.UpdateRange(rows.AsEnumerable());
            db.AddRange(keys);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    private Task<StoredAnswer> RunAsync(
        ImportRequest file, string action, Func<RemoteClassroomDb, ImportFaults, CancellationToken, Task<(int Accepted, Func<Task> Write)>> plan, CancellationToken cancellationToken) =>
        edits.RunAsync(
            file.Key,
            async (db, cancel) =>
            {
                var faults = new ImportFaults(file.Faults);
                var (accepted, write) = await plan(db, faults, cancel);
                if (!faults.Any && !file.DryRun)
                {
                    await write();
                    db.Audit(AuditLine.Of(time.GetUtcNow(), file.By, action, file.On, detail: [("lines", accepted)]));
                }

                var taken = faults.Any && !file.DryRun ? 0 : accepted;
                return (StatusCodes.Status200OK, JsonSerializer.Serialize(new ImportAnswer(taken, faults.InOrder()), ContractsJson.Options));
            },
            cancellationToken);
}

/// <summary>An import to carry out.</summary>
/// <param name="Key">Under what its answer is kept.</param>
/// <param name="Lines">The file's lines.</param>
/// <param name="Faults">What was wrong with the file's form.</param>
/// <param name="DryRun">Only say what is wrong.</param>
/// <param name="By">Who imports.</param>
/// <param name="On">The part of the tree that the importer answers for.</param>
internal sealed record ImportRequest(ReceiptKey Key, List<ImportLine> Lines, ImportFaults Faults, bool DryRun, AuditActor By, AuditObject On);
