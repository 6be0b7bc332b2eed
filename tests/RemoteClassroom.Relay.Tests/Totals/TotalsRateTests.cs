using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Totals;

/// <summary>However fast people come, a watcher gets at most four frames of figures a second, and always the newest at the end.</summary>
public sealed class TotalsRateTests
{
    private const int Watchers = 50;
    private const int MostPerSecond = 4;
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_storm_of_check_ins_makes_at_most_four_frames_a_second_for_each_watcher()
    {
        // As the product sets it: nothing is changed here.
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var unit = Guid.NewGuid();
        var key = new AttendanceKey(false, unit);
        host.Attendance.Set(key, """{"present":0}""");
        var models = Enumerable.Range(0, Watchers).Select(_ => new StreamModel(StreamName.Attendance(lecture.SessionId, unit))).ToList();
        var watchers = await Task.WhenAll(models.Select(model => HubClient.ConnectAsync(host.Hub, "anybody", [model])));
        await Task.WhenAll(watchers.Zip(models, (watcher, model) => watcher.JoinAsync(model)));
        await Eventually.True("everybody sees figures", () => models.TrueForAll(model => model.Segments.Count == 1));

        var (began, present) = (TimeProvider.System.GetTimestamp(), 0);
        var before = watchers.Select(CountOf).ToList();
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2)))
        {
            while (TimeProvider.System.GetElapsedTime(began) < Storm && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            {
                host.Attendance.Set(key, $$"""{"present":{{++present}}}""");
            }
        }

        await Eventually.True("everybody has the last figures", () => watchers.All(watcher => Latest(watcher) == $$"""{"present":{{present}}}"""));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var frames = watchers.Zip(before, (watcher, count) => CountOf(watcher) - count).ToList();
        Assert.True(present > 10 * MostPerSecond * Storm.TotalSeconds, $"{present} changes are no storm");
        Assert.All(frames, count => Assert.InRange(count, 2, (int)Math.Ceiling(MostPerSecond * seconds) + 1));
        foreach (var watcher in watchers)
        {
            await watcher.DisposeAsync();
        }
    }

    private static int CountOf(HubClient client)
    {
        lock (client.Totals)
        {
            return client.Totals.Count;
        }
    }

    private static string? Latest(HubClient client)
    {
        lock (client.Totals)
        {
            return client.Totals.Count == 0 ? null : client.Totals[^1].GetProperty("data").GetRawText();
        }
    }
}
