using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Exports;

namespace RemoteClassroom.Server.Exports;

/// <summary>Makes one export: reads page by page, writes as it reads, seals the file and keeps it. Whoever asked must still have the right.</summary>
internal sealed class ExportMaking(IServiceScopeFactory scopes, ExportBook book, IExportFiles files, IDataProtectionProvider protection, Places places, ReportZone zone, TimeProvider time)
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);
    private readonly IDataProtector _keys = protection.CreateProtector("rc1 export key");

    /// <summary>The key that opens a finished file.</summary>
    /// <exception cref="CryptographicException">Another installation made it.</exception>
    public byte[] KeyOf(ExportRow row) => _keys.Unprotect(row.FileKey ?? throw new InvalidOperationException("There is no file."));

    /// <summary>Makes it.</summary>
    /// <exception cref="RefusedException">It may not or cannot be made.</exception>
    /// <exception cref="OperationCanceledException">The node stops, or the export was taken away.</exception>
    public async Task MakeAsync(ExportRow row, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = new Progress();
        var beating = BeatAsync(row, progress, stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var order = await OrderAsync(row, scope.ServiceProvider, stop.Token);
            await using var plain = Scratch();
            await WriteAsync(order, scope.ServiceProvider, plain, progress, stop.Token);
            plain.Position = 0;
            var key = RandomNumberGenerator.GetBytes(ExportSeal.KeyBytes);
            await files.DropAsync(row.Id, null, stop.Token);
            await files.KeepAsync(row.Id, row.Attempt, ExportSeal.SealAsync(plain, key, row.Id, row.Attempt, stop.Token), stop.Token);
            if (!await book.FinishAsync(row.Id, row.Attempt, progress.Rows, plain.Length, _keys.Protect(key), stop.Token))
            {
                await files.DropAsync(row.Id, row.Attempt, CancellationToken.None);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
        }
    }

    private async Task BeatAsync(ExportRow row, Progress progress, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(BeatEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await book.BeatAsync(row.Id, row.Attempt, progress.Rows, progress.Expected, stop.Token))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Done, or told to stop: that is how it ends.
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or StorageException)
        {
            // Unheard of for long enough, another makes it; a file that is finished first is kept all the same.
        }
    }

    private async Task<ExportOrder> OrderAsync(ExportRow row, IServiceProvider services, CancellationToken cancellationToken)
    {
        var account = await services.GetRequiredService<RemoteClassroomDb>().Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == row.AccountId, cancellationToken);
        var caller = account is null ? null : await AccountCallers.OfAsync(places, account, Guid.Empty, time.GetUtcNow(), cancellationToken);
        if (caller is null || !caller.Kind.HasFlag(Callers.Administrator))
        {
            throw Refused.Forbidden("Whoever asked for this file may not have it any more.");
        }

        var wish = JsonSerializer.Deserialize<MakeExport>(row.Wish, ContractsJson.Options)!;
        var mark = string.Create(
            CultureInfo.InvariantCulture,
            $"含个人信息,勿转发 · personal data, do not pass on · {caller.Name} ({caller.Id:D}) · {zone.Local(Micros.ToInstant(row.MadeAt)):yyyy-MM-dd HH:mm:ss} {zone.Name} · {wish.Reason}");
        return new ExportOrder(caller, wish, mark);
    }

    private static async Task WriteAsync(ExportOrder order, IServiceProvider services, FileStream output, Progress progress, CancellationToken cancellationToken)
    {
        var (session, period) = (services.GetRequiredService<SessionTables>(), services.GetRequiredService<PeriodTables>());
        if (order.Wish.Format == FileFormat.Xlsx)
        {
            var tables = order.Wish.SessionId is null ? await period.ReadAsync(order, cancellationToken) : await session.ReadAsync(order, cancellationToken);
            progress.Expected = tables.Sum(table => table.AtMost);
            await TableFiles.WriteXlsxAsync(output, tables.Select(table => table with { Rows = progress.Count(table.Rows, cancellationToken) }), cancellationToken);
            return;
        }

        var one = order.Wish.SessionId is null ? period.PersonTimes(order, 0, null, cancellationToken) : await session.ReadAsync(order, order.Wish.Table ?? ExportTable.Persons, cancellationToken);
        progress.Expected = one.AtMost;
        await TableFiles.WriteCsvAsync(output, one.Columns, progress.Count(one.Rows, cancellationToken), cancellationToken);
    }

    // Plain only while it is made. Where a name can be taken from an open file it is taken at once: a process that is killed leaves nothing.
    private static FileStream Scratch()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.None : FileShare.Delete, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>How far it is; written by the making, read by the beat.</summary>
    private sealed class Progress
    {
        private long _rows;
        private long _expected;

        public long Rows => Interlocked.Read(ref _rows);

        public long Expected
        {
            get => Interlocked.Read(ref _expected);
            set => Interlocked.Exchange(ref _expected, value);
        }

        public async IAsyncEnumerable<IReadOnlyList<object>> Count(IAsyncEnumerable<IReadOnlyList<object>> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                Interlocked.Increment(ref _rows);
                yield return row;
            }
        }
    }
}
