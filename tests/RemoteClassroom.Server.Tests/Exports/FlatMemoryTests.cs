using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>An export of a ledger ten times as long takes the same memory: what is alive while it is made does not grow with it.</summary>
[Collection(nameof(FlatMemoryTests))]
[CollectionDefinition(nameof(FlatMemoryTests), DisableParallelization = true)]
public sealed class FlatMemoryTests
{
    private const int Small = 6_000;
    private const int Large = 60_000;
    private const long MayGrow = 12L * 1024 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_workbook_of_sixty_thousand_people_takes_no_more_memory_than_one_of_six_thousand()
    {
        await using var host = await ServerHost.StartAsync();
        var root = await host.RootAsync();
        var (small, smallFile) = await MakeAsync(host, root, "s", Small);
        var (large, largeFile) = await MakeAsync(host, root, "l", Large);
        Assert.True(large - small < MayGrow, $"alive at most: {small >> 20} MiB with {Small} people, {large >> 20} MiB with {Large}");
        Assert.True(largeFile.LongLength > 8 * smallFile.LongLength, "the larger file is not larger");

        // Whole, too: as many rows as people and check-ins, read by ZIP and text alone.
        using var zip = new ZipArchive(new MemoryStream(largeFile), ZipArchiveMode.Read);
        Assert.Equal((Large + 1, Large + 1), (await RowsAsync(zip, 5), await RowsAsync(zip, 6)));
    }

    private static async Task<(long Alive, byte[] File)> MakeAsync(ServerHost host, Api root, string code, int people)
    {
        var session = await HoldAsync(host, root, code, people);

        // Once before it is measured: what the server remembers of a session for everybody is no file's.
        Assert.Equal(ExportState.Done, (await Exported.EndedAsync(root, await Exported.StartAsync(root, new MakeExport(FileFormat.Xlsx, session)))).State);
        var before = Alive();
        var export = await Exported.StartAsync(root, new MakeExport(FileFormat.Xlsx, session));
        var most = 0L;
        ExportInfo info;
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            most = Math.Max(most, Alive() - before);
            info = (await root.GetAsync($"/api/v1/exports/{export}")).As<ExportInfo>();
        }
        while (info.State is ExportState.Waiting or ExportState.Running);

        Assert.Equal((ExportState.Done, null), (info.State, info.Fault));
        Assert.True(info.Rows > 2 * people);
        return (most, await Exported.TakeAsync(host, root, export));
    }

    // What is alive, not what waits to be collected.
    private static long Alive()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    // Written into the tables as they stand after a long evening: a hall of thirty people each, everybody signed in.
    private static async Task<Guid> HoldAsync(ServerHost host, Api root, string code, int people)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RemoteClassroomDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Task RunAsync(FormattableString sql) => db.Database.ExecuteSqlAsync(sql, TestContext.Current.CancellationToken);
        var halls = people / 30;
        var unit = Guid.NewGuid();
        db.OrgUnits.Add(new Storage.Organization.OrgUnitRow { Id = unit, Code = code, Name = "大县", Level = "county", Path = code });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var first = await db.Venues.CountAsync(TestContext.Current.CancellationToken) + 1;
        await RunAsync($"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {halls}) INSERT INTO venues (id, code, name, unit_id, hall, seats) SELECT randomblob(16), {code} || '-' || i, '礼堂' || i, {unit}, {first} + i, 40 FROM n");
        await RunAsync($"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {people}) INSERT INTO trainees (id, unit_id, category, venue_id, roster_hash) SELECT randomblob(16), {unit}, '教师', v.id, randomblob(32) FROM n JOIN venues v ON v.hall = {first} + (n.i / 30)");
        var session = (await root.PostAsync("/api/v1/sessions", new CreateSession("大课", TimeProvider.System.GetUtcNow().AddHours(1), [unit]))).As<SessionCreated>().SessionId;
        (await root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var round = (await root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>().RoundId;
        var at = Domain.Log.Micros.Of(TimeProvider.System.GetUtcNow());
        await RunAsync(
            $"""
             INSERT INTO ledger (session_id, seq, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, after_close, reason)
             SELECT session_id, row_number() OVER (ORDER BY trainee_id), randomblob(16), {round}, trainee_id, branch_id, unit_id, {at}, {at}, 0, 1, 1, 0, 0 FROM session_roster WHERE session_id = {session}
             """);
        await RunAsync($"UPDATE ledger_heads SET seq = {people} WHERE session_id = {session}");
        return session;
    }

    private static async Task<int> RowsAsync(ZipArchive zip, int sheet)
    {
        var name = $"xl/worksheets/sheet{sheet.ToString(CultureInfo.InvariantCulture)}.xml";
        using var text = new StreamReader(zip.GetEntry(name)!.Open());
        var (count, buffer, before) = (0, new char[64 * 1024], "");
        for (int read; (read = await text.ReadBlockAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
        {
            var part = before + new string(buffer, 0, read);
            count += part.Split("<x:row ").Length - 1;
            before = part[Math.Max(0, part.Length - 6)..];
        }

        return count;
    }
}
