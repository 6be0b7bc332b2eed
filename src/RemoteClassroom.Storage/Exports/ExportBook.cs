using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Exports;

/// <summary>
/// Who makes which export. The rows decide, so that nodes need not talk: a place at once is a unique number, an attempt that was taken from a node has no say any more, and a node that is not heard of loses
/// what it made to another.
/// </summary>
public sealed class ExportBook(IDbContextFactory<RemoteClassroomDb> databases, TimeProvider time)
{
    /// <summary>How many are made at once on all nodes together.</summary>
    public const int MostInAll = 4;

    /// <summary>How often an export is begun before it is called lost.</summary>
    public const int MostAttempts = 3;

    /// <summary>How many files of an account are kept; an older one goes.</summary>
    public const int KeptPerAccount = 10;

    /// <summary>After how long without a word a node has lost an export.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>How long a masked file is kept.</summary>
    public static readonly TimeSpan MaskedLife = TimeSpan.FromHours(24);

    /// <summary>How long an unmasked one is.</summary>
    public static readonly TimeSpan UnmaskedLife = TimeSpan.FromHours(1);

    private static readonly TimeSpan RowLife = TimeSpan.FromDays(7);

    /// <summary>Takes the oldest that waits; null if none does, or all places are taken.</summary>
    public async Task<ExportRow?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = Micros.Of(time.GetUtcNow());
        await GiveBackAsync(db, Micros.Of(time.GetUtcNow() - Silence), cancellationToken);
        if (await db.Exports.AsNoTracking().Where(row => row.State == "waiting").OrderBy(row => row.MadeAt).FirstOrDefaultAsync(cancellationToken) is not { } next)
        {
            return null;
        }

        var taken = await db.Exports.Where(row => row.Slot != null).Select(row => row.Slot!.Value).ToListAsync(cancellationToken);
        if (Enumerable.Range(1, MostInAll).Except(taken).Cast<int?>().FirstOrDefault() is not { } slot)
        {
            return null;
        }

        try
        {
            var won = await db.Exports.Where(row => row.Id == next.Id && row.State == "waiting" && row.Attempt == next.Attempt).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, "running").SetProperty(row => row.Slot, slot).SetProperty(row => row.Attempt, row => row.Attempt + 1).SetProperty(row => row.BeatAt, now)
                    .SetProperty(row => row.Rows, 0L),
                cancellationToken);
            return won == 0 ? null : await db.Exports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == next.Id, cancellationToken);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another node took the place in the same moment, or the database is away: the next look decides.
            return null;
        }
    }

    /// <summary>What this process made when it ended waits again; for the embedded database, whose only process this is.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await GiveBackAsync(db, long.MaxValue, cancellationToken);
    }

    /// <summary>Tells how far it is.</summary>
    /// <returns>False: it was taken away, or thrown away; stop.</returns>
    public async Task<bool> BeatAsync(Guid exportId, int attempt, long rows, long expected, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = Micros.Of(time.GetUtcNow());
        return await Mine(db, exportId, attempt).ExecuteUpdateAsync(set => set.SetProperty(row => row.BeatAt, now).SetProperty(row => row.Rows, rows).SetProperty(row => row.Expected, expected), cancellationToken) == 1;
    }

    /// <summary>The file is kept.</summary>
    /// <returns>False: it was taken away meanwhile; the file is nobody's.</returns>
    public async Task<bool> FinishAsync(Guid exportId, int attempt, long rows, long bytes, byte[] fileKey, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (masked, unmasked) = (Micros.Of(time.GetUtcNow() + MaskedLife), Micros.Of(time.GetUtcNow() + UnmaskedLife));
        return await Mine(db, exportId, attempt).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, "done").SetProperty(row => row.Slot, (int?)null).SetProperty(row => row.Rows, rows).SetProperty(row => row.Expected, rows).SetProperty(row => row.Bytes, bytes)
                .SetProperty(row => row.FileKey, fileKey).SetProperty(row => row.ExpiresAt, row => row.Masked ? masked : unmasked),
            cancellationToken) == 1;
    }

    /// <summary>It cannot be made.</summary>
    public async Task FailAsync(Guid exportId, int attempt, string fault, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Mine(db, exportId, attempt).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "failed").SetProperty(row => row.Slot, (int?)null).SetProperty(row => row.Fault, fault), cancellationToken);
    }

    /// <summary>The node stops: another makes it, or the same one after its next start.</summary>
    public async Task LeaveAsync(Guid exportId, int attempt, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Mine(db, exportId, attempt).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "waiting").SetProperty(row => row.Slot, (int?)null), cancellationToken);
    }

    /// <summary>Calls files expired whose time is over or which an account has too many of, and forgets old rows.</summary>
    /// <returns>Whose files are to be thrown away.</returns>
    public async Task<IReadOnlyList<Guid>> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (now, old) = (Micros.Of(time.GetUtcNow()), Micros.Of(time.GetUtcNow() - RowLife));
        var done = await db.Exports.AsNoTracking().Where(row => row.State == "done").Select(row => new { row.Id, row.AccountId, row.MadeAt, row.ExpiresAt }).ToListAsync(cancellationToken);
        var over = done.Where(row => row.ExpiresAt <= now).Concat(done.GroupBy(row => row.AccountId).SelectMany(own => own.OrderByDescending(row => row.MadeAt).Skip(KeptPerAccount))).Select(row => row.Id).Distinct().ToList();
        await Expire(db.Exports.Where(row => over.Contains(row.Id) && row.State == "done"), cancellationToken);
        var gone = await db.Exports.AsNoTracking().Where(row => row.MadeAt < old && row.State != "running").Select(row => row.Id).ToListAsync(cancellationToken);
        await db.Exports.Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        return [.. over, .. gone];
    }

    /// <summary>Throws away what names people: after one of them was erased. What is being made is begun anew. Within the erasing's own transaction.</summary>
    public static async Task ForgetUnmaskedAsync(RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await Expire(db.Exports.Where(row => row.State == "done" && !row.Masked), cancellationToken);
        await db.Exports.Where(row => row.State == "running" && !row.Masked).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "waiting").SetProperty(row => row.Slot, (int?)null), cancellationToken);
    }

    private static Task<int> Expire(IQueryable<ExportRow> rows, CancellationToken cancellationToken) =>
        rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "expired").SetProperty(row => row.FileKey, (byte[]?)null), cancellationToken);

    private static IQueryable<ExportRow> Mine(RemoteClassroomDb db, Guid exportId, int attempt) => db.Exports.Where(row => row.Id == exportId && row.Attempt == attempt && row.State == "running");

    private static async Task GiveBackAsync(RemoteClassroomDb db, long before, CancellationToken cancellationToken)
    {
        var silent = db.Exports.Where(row => row.State == "running" && row.BeatAt < before);
        if (!await silent.AnyAsync(cancellationToken))
        {
            return;
        }

        await silent.Where(row => row.Attempt >= MostAttempts).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, "failed").SetProperty(row => row.Slot, (int?)null).SetProperty(row => row.Fault, "lost"), cancellationToken);
        await silent.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "waiting").SetProperty(row => row.Slot, (int?)null), cancellationToken);
    }
}
