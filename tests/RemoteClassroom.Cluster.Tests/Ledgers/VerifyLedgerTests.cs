using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Ledgers;

/// <summary>The command <c>verify-ledger</c>, run as a program of its own on the database of a real server: while it runs, after it stopped, and after somebody changed a line in the file.</summary>
public sealed class VerifyLedgerTests
{
    private const int People = 5;

    [Fact]
    public async Task It_says_that_a_ledger_is_whole_and_names_the_first_entry_that_is_not_as_it_was_written()
    {
        using var folder = new TempFolder();
        var data = folder.Of("data");
        await using var server = new ServerProcess(data);
        await server.StartAsync();
        var session = await CheckInAsync(server);

        // Beside the running server, which keeps its lock.
        var (code, said) = await RunAsync("verify-ledger", "--data", data);
        Assert.Equal((0, 1), (code, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Matches($"^{session} whole: {People} entries; ends at {People} with [0-9a-f]{{64}}", said);
        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((0, said), await RunAsync("verify-ledger", session, "--data", data));

        // Two lines are tampered with: the first of them is named, and the code says so to a script.
        await TamperAsync(data, "UPDATE ledger SET late = 1 - late WHERE seq IN (3, 4)");
        var (broken, named) = await RunAsync("verify-ledger", "--data", data);
        Assert.Equal(1, broken);
        Assert.StartsWith($"{session} BROKEN at entry 3:", named, StringComparison.Ordinal);
        await TamperAsync(data, "UPDATE ledger SET late = 1 - late WHERE seq IN (3, 4)");
        Assert.Equal(0, (await RunAsync("verify-ledger", "--data", data)).Code);

        // A line that is gone.
        await TamperAsync(data, "DELETE FROM ledger WHERE seq = 5");
        var (gone, missing) = await RunAsync("verify-ledger", session, "--data", data);
        Assert.Equal((1, true), (gone, missing.Contains("BROKEN at entry 5: The entry is missing.", StringComparison.Ordinal)));

        Assert.Equal(2, (await RunAsync("verify-ledger", "not-a-session", "--data", data)).Code);
    }

    private static async Task<string> CheckInAsync(ServerProcess server)
    {
        using var anybody = new ContractHttp(server.Address);
        var province = await SmallProvince.ImportAsync(anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, 1, People);
        var session = await province.OpenSessionAsync();
        var screen = anybody.As(await province.PairScreenAsync(anybody, 0));
        (await province.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" }, Guid.NewGuid())).Must();
        for (var person = 0; person < People; person++)
        {
            var code = (await screen.GetAsync($"sessions/{session}/branches/{province.VenueIds[0]}/code")).Must()["code"]!.GetValue<string>();
            var ticket = (await anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must()["ticket"]!.GetValue<string>();
            (await anybody.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = SmallProvince.RosterNo(0, person), ["lastDigits"] = SmallProvince.LastDigits(0, person) }, Guid.NewGuid())).Must();
        }

        return session;
    }

    private static async Task TamperAsync(string data, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "classroom.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written here.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.InRange(await command.ExecuteNonQueryAsync(), 1, 2);
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RepositoryFolder.Output("src/RemoteClassroom.Server"), "RemoteClassroom.Server.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await complained;
        return (process.ExitCode, await said);
    }
}
