using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>
/// The process dies on either side of COMMIT, and the caller never gets an answer. Before COMMIT: nothing is in the database file, and the same key then does it. After COMMIT: it is
/// in the file, the same key gets its answer from the next process, and there is one effect. The server is the one that is shipped; a startup hook that listens to the store's
/// activity around COMMIT sends the SIGKILL. Every idempotent endpoint of the served OpenAPI document is tried; one that this test does not know fails it. The short set kills every endpoint after
/// its COMMIT, where it has a receipt of its own to find again, but only every eighth also before: that nothing stands there before COMMIT is the doing of few, shared ways to the database.
/// Two lectures go through all of it side by side and kill at every other step each, since what takes the time is a server that starts.
/// </summary>
public sealed class ReceiptTests(ITestOutputHelper output)
{
    private const int Lectures = 2;
    private const int KilledByNine = 137;
    private static readonly int KilledBefore = FaultSettings.Whole ? 1 : 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_change_is_there_once_or_not_at_all_when_the_process_dies_at_its_commit()
    {
        var tried = (await Task.WhenAll(Enumerable.Range(0, Lectures).Select(GoThroughAsync))).SelectMany(steps => steps).ToHashSet(StringComparer.Ordinal);
        output.WriteLine($"{tried.Count} changing endpoints, killed after their COMMIT, every {KilledBefore}. before it.");
    }

    /// <summary>One lecture from its first change to its last; the process dies at the steps that are this lecture's.</summary>
    private static async Task<HashSet<string>> GoThroughAsync(int mine)
    {
        var arm = Path.Combine(Path.GetTempPath(), $"rc-kill-{Guid.NewGuid():N}");
        await using var lecture = await Lecture.BeginAsync(2, 3, new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = Path.Combine(RepositoryFolder.Output("tests/RemoteClassroom.KillAtCommit"), "RemoteClassroom.KillAtCommit.dll"),
            ["RC_KILL_AT_COMMIT"] = arm,
        });
        var (known, tried) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, step) in EveryChange.Of(lecture).Index())
        {
            known.Add(step.Endpoint);
            if (number % Lectures == mine)
            {
                await TryAsync(lecture, arm, step, before: Before(step, number / Lectures), after: FaultSettings.Whole || step.Sides.HasFlag(Sides.After));
                tried.Add(step.Endpoint);
            }
            else
            {
                var answer = await (await step.Prepare())(Guid.NewGuid());
                Assert.True(answer.Ok, $"{step.Endpoint}: {answer.Status} {answer.Text}");
            }
        }

        var documented = await EveryChange.DocumentedAsync(lecture);
        Assert.NotEmpty(documented);
        // A batch carries its keys in its entries: (device, entryId).
        Assert.True(known.Remove("POST /sessions/{s}/check-ins/batch"));
        Assert.Equal(documented.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.Equal("ok", new SqlReader(lecture.DataFolder).IntegrityCheck());
        return tried;
    }

    private static bool Before(Step step, int number) =>
        FaultSettings.Whole || step.Sides == Sides.Before || (step.Sides.HasFlag(Sides.Before) && number % KilledBefore == 0);

    private static async Task TryAsync(Lecture lecture, string arm, Step step, bool before, bool after)
    {
        var key = Guid.NewGuid();
        var send = await step.Prepare();
        var untouched = new SqlReader(lecture.DataFolder).RowCounts();

        if (before)
        {
            await DieAsync(lecture, arm, step, "before", () => send(key));
            AssertRows(step, "killed before COMMIT", untouched, lecture);
            await lecture.Server.StartAsync();
        }

        var stored = untouched;
        if (after)
        {
            await DieAsync(lecture, arm, step, "after", () => send(key));
            stored = new SqlReader(lecture.DataFolder).RowCounts();
            Assert.False(stored.SequenceEqual(untouched), $"{step.Endpoint}: the process died after COMMIT, and nothing is in the database file.");
            await lecture.Server.StartAsync();
        }

        var again = await send(key);
        Assert.True(again.Ok, $"{step.Endpoint}: after the restart {again.Status} {again.Text}");
        stored = after ? stored : new SqlReader(lecture.DataFolder).RowCounts();
        Assert.Equal((step.Endpoint, again), (step.Endpoint, await send(key)));
        AssertRows(step, "asked again", stored, lecture);
    }

    /// <summary>Sends with the process armed: no answer comes, and the process is dead.</summary>
    private static async Task DieAsync(Lecture lecture, string arm, Step step, string side, Func<Task<WireAnswer>> send)
    {
        await File.WriteAllTextAsync(arm, side);
        try
        {
            var answer = await send();
            Assert.Fail($"{step.Endpoint}: the process was to die {side} COMMIT and answered {answer.Status} {answer.Text}");
        }
        catch (HttpRequestException)
        {
            Assert.Equal(KilledByNine, await lecture.Server.EndedAsync(Patience));
        }
        finally
        {
            File.Delete(arm);
        }
    }

    private static void AssertRows(Step step, string when, Dictionary<string, long> expected, Lecture lecture)
    {
        var found = new SqlReader(lecture.DataFolder).RowCounts();
        var differing = found.Where(table => table.Value != expected[table.Key]).Select(table => $"{table.Key} {expected[table.Key]} -> {table.Value}").ToList();
        Assert.True(differing.Count == 0, $"{step.Endpoint}, {when}: {string.Join(", ", differing)}");
    }
}
