using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Backups;

/// <summary>Backed up by the command while the lecture goes on, restored by the command; the screens notice that the log is another one.</summary>
public sealed class BackupTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_embedded_database_comes_back_and_screens_are_told_that_the_log_forked()
    {
        using var folder = new TempFolder();
        var data = folder.Of("data");
        await using var server = new ServerProcess(data);
        await server.StartAsync();
        await using var lecture = await BeginAsync(server);
        var backup = folder.Of("backup.db");
        output.WriteLine(await RunAsync(0, ["backup", backup, "--data", data]));
        await GoOnAsync(lecture);
        Assert.Contains("another server is using it", await RunAsync(2, ["restore", backup, "--data", data]), StringComparison.Ordinal);

        await server.StopAsync(Patience);
        output.WriteLine(await RunAsync(0, ["restore", backup, "--data", data]));
        Assert.Single(Directory.GetFiles(data, "classroom.db.before-*"));
        await server.StartAsync();
        await ForkedAsync(lecture, server);
    }

    [Fact]
    public async Task A_database_file_copied_back_by_hand_is_noticed_as_well()
    {
        using var folder = new TempFolder();
        var data = folder.Of("data");
        await using var server = new ServerProcess(data);
        await server.StartAsync();
        await using var lecture = await BeginAsync(server);
        await server.StopAsync(Patience);
        foreach (var file in Directory.GetFiles(data, "classroom.db*"))
        {
            File.Copy(file, folder.Of(Path.GetFileName(file)));
        }

        await server.StartAsync();
        await GoOnAsync(lecture);
        await server.KillAsync();
        foreach (var file in Directory.GetFiles(data, "classroom.db*"))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(folder.Path, "classroom.db*"))
        {
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        }

        await server.StartAsync();
        await ForkedAsync(lecture, server);
    }

    [Fact]
    public async Task A_postgresql_database_comes_back_in_another_one_and_screens_are_told_that_the_log_forked()
    {
        await using var postgres = await PostgresServer.StartAsync();
        using var folder = new TempFolder();
        var first = new Dictionary<string, string> { ["ConnectionStrings__Database"] = await postgres.CreateDatabaseAsync() };
        await using var server = new ServerProcess(folder.Path, environment: first);
        await server.StartAsync();
        await using var lecture = await BeginAsync(server);
        var backup = folder.Of("backup.zip");
        output.WriteLine(await RunAsync(0, ["backup", backup], first));
        await GoOnAsync(lecture);
        Assert.Contains("not empty", await RunAsync(2, ["restore", backup], first), StringComparison.Ordinal);

        var second = new Dictionary<string, string> { ["ConnectionStrings__Database"] = await postgres.CreateDatabaseAsync() };
        output.WriteLine(await RunAsync(0, ["restore", backup], second));
        await server.StopAsync(Patience);
        server.Environment["ConnectionStrings__Database"] = second["ConnectionStrings__Database"];
        await server.StartAsync();
        await ForkedAsync(lecture, server);
    }

    private static async Task<BackedUp> BeginAsync(ServerProcess server)
    {
        var anybody = new ContractHttp(server.Address);
        var province = await SmallProvince.ImportAsync(anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, 2, 3);
        var session = await province.OpenSessionAsync();
        var token = await province.PairScreenAsync(anybody, 0);
        await HappenAsync(province, session);
        var screen = new ContractScreen(server.Address, () => token, $"s/{session}/screen");
        var lecture = new BackedUp(province, session, screen);
        await Eventually.True("the screen shows the session", () => screen.Look(lecture.Stream, record => record.Offset >= 3));
        return lecture;
    }

    /// <summary>What happens after the backup, and is gone with it.</summary>
    private static async Task GoOnAsync(BackedUp lecture)
    {
        var offset = 0L;
        for (var i = 0; i < 3; i++)
        {
            offset = await HappenAsync(lecture.Province, lecture.Session);
        }

        await Eventually.True("the screen shows what came after the backup", () => lecture.Screen.Look(lecture.Stream, record => record.Offset >= offset), Patience);
        lecture.Remember();
    }

    private static async Task ForkedAsync(BackedUp lecture, ServerProcess server)
    {
        // The screen may have come back before anything was added: then its cursor lies ahead of the log, which is as true.
        await Eventually.True("the screen was given a snapshot", () => lecture.Screen.Look(lecture.Stream, record => record.Snapshots.Count > 1), Patience);
        Assert.Contains(lecture.Screen.Look(lecture.Stream, record => record.Snapshots[^1]), (string[])["ahead", "forked"]);

        // Another that stood where the first one stood comes back late, when the new history has grown past its cursor.
        using var anybody = new ContractHttp(server.Address);
        await lecture.Province.SignInAgainAsync(anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        for (var i = 0; i < 5; i++)
        {
            await HappenAsync(lecture.Province, lecture.Session);
        }

        var late = await anybody.As(lecture.Province.Administrator.Bearer!).GetAsync($"sessions/{lecture.Session}/frames?stream={lecture.Stream}&cursor={lecture.CursorBefore}");
        Assert.Contains("\"forked\"", late.Must().ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<long> HappenAsync(SmallProvince province, string session)
    {
        var round = (await province.Administrator.PersistAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "spotCheck" }, Guid.NewGuid(), Patience)).Must();
        return (await province.Administrator.PersistAsync($"sessions/{session}/rounds/{round["roundId"]}/close", new JsonObject(), Guid.NewGuid(), Patience)).Must()["offset"]!.GetValue<long>();
    }

    private static async Task<string> RunAsync(int expected, string[] arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RepositoryFolder.Output("src/RemoteClassroom.Server"), "RemoteClassroom.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = $"{await said}{await complained}";
        Assert.True(process.ExitCode == expected, $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {text}");
        return text;
    }

    private sealed class BackedUp(SmallProvince province, string session, ContractScreen screen) : IAsyncDisposable
    {
        private string? _cursor;

        public SmallProvince Province { get; } = province;

        public string Session { get; } = session;

        public ContractScreen Screen { get; } = screen;

        public string Stream => $"s/{Session}/screen";

        /// <summary>Where the screen stood when it had seen everything.</summary>
        public string CursorBefore => _cursor ?? throw new InvalidOperationException("Nothing was remembered.");

        public void Remember() => _cursor = Screen.Look(Stream, record => record.Cursor);

        public ValueTask DisposeAsync() => Screen.DisposeAsync();
    }
}
