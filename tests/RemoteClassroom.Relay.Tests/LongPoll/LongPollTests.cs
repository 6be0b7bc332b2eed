using System.Net;
using System.Text.Json;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.LongPoll;

/// <summary>The same frames where a proxy refuses WebSockets.</summary>
public sealed class LongPollTests
{
    [Fact]
    public async Task Poll_after_poll_applies_exactly_the_log()
    {
        await using var host = await RelayHost.StartAsync(options =>
            (options.RingEvents, options.RingBytes, options.QuietViews, options.PollWait) = (64, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        var lecture = new Lecture(host.Log, seed: 9, halls: 2);
        var models = new[] { new StreamModel(StreamName.Screen(lecture.SessionId)), new StreamModel(StreamName.Staff(lecture.SessionId)), new StreamModel(StreamName.Branch(lecture.SessionId, lecture.Halls[0])) };
        using var stop = new CancellationTokenSource();
        var polls = models.Select(model => PollAsync(host, model, stop.Token)).ToList();
        var random = new Random(3);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (lecture.Head < 600 && await pace.WaitForNextTickAsync())
        {
            for (var burst = random.Next(1, 9); burst > 0; burst--)
            {
                lecture.Go();
            }

            host.Announce(lecture.SessionId, lecture.Head);
        }

        await Eventually.True("the polls to reach the head", () => models.All(model => model.Offset == lecture.Head));
        await stop.CancelAsync();
        await Task.WhenAll(polls);
        Assert.All(models, model => model.AssertEquals(new ExpectedView(model.Name, host.Log.All(lecture.SessionId))));
        Assert.All(models, model => Assert.Equal(0, model.Stale));
    }

    [Fact]
    public async Task Nothing_new_is_waited_for_and_then_said()
    {
        await using var host = await RelayHost.StartAsync(options => options.PollWait = TimeSpan.FromMilliseconds(300));
        var lecture = new Lecture(host.Log, seed: 9, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await OnceAsync(host, model, default);
        var cursor = model.Cursor;
        var answer = await OnceAsync(host, model, default);
        Assert.Equal((0, cursor), (answer.GetProperty("frames").GetArrayLength(), answer.GetProperty("cursor").GetString()));
        Assert.False(answer.TryGetProperty("snapshot", out _));
    }

    [Fact]
    public async Task How_many_may_wait_is_bounded()
    {
        await using var host = await RelayHost.StartAsync(options => options.MaxPolls = 2);
        var lecture = new Lecture(host.Log, seed: 9, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await OnceAsync(host, model, default);
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient();
        var waiting = Enumerable.Range(0, 2).Select(_ => http.GetAsync(Address(host, model), stop.Token)).ToList();
        await Eventually.True("two to have asked", () => host.Access.Asked == 3);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(Address(host, model))).StatusCode);
        var head = lecture.Say(new Domain.Sessions.SessionStarted());
        host.Announce(lecture.SessionId, head);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Attendance_comes_whole_each_time_it_changed()
    {
        await using var host = await RelayHost.StartAsync(options => options.TotalsEvery = TimeSpan.FromMilliseconds(50));
        var lecture = new Lecture(host.Log, seed: 9, halls: 1);
        var unit = Guid.NewGuid();
        host.Attendance.Set(new AttendanceKey(false, unit), """{"present":1}""");
        var model = new StreamModel(StreamName.Attendance(lecture.SessionId, unit));
        var first = await OnceAsync(host, model, default);
        Assert.Equal("""{"present":1}""", first.GetProperty("snapshot").GetProperty("state").GetRawText());
        var next = OnceAsync(host, model, default);
        host.Attendance.Set(new AttendanceKey(false, unit), """{"present":2}""");
        Assert.Equal("""{"present":2}""", (await next).GetProperty("snapshot").GetProperty("state").GetRawText());
    }

    private static async Task PollAsync(RelayHost host, StreamModel model, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(host, model, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<JsonElement> OnceAsync(RelayHost host, StreamModel model, CancellationToken stop)
    {
        using var http = new HttpClient();
        var answer = JsonDocument.Parse(await http.GetStringAsync(Address(host, model), stop)).RootElement;
        if (answer.TryGetProperty("snapshot", out var snapshot))
        {
            model.Snapshot(snapshot);
        }

        foreach (var frame in answer.GetProperty("frames").EnumerateArray())
        {
            model.Frame(frame);
        }

        Assert.Equal(model.Cursor, answer.GetProperty("cursor").GetString());
        return answer;
    }

    private static Uri Address(RelayHost host, StreamModel model) =>
        new($"{host.Poll}?session={model.Name.SessionId}&stream={Uri.EscapeDataString(model.Name.Format())}" + (model.Cursor is { } cursor ? $"&cursor={cursor}" : ""));
}
