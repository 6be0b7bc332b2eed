using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Streams;

/// <summary>The relay's promise: what a client applied, range by range, is the log's view of it, whatever happens to links, readers and notices.</summary>
public sealed class GaplessTests
{
    private const int Clients = 240;
    private const int Events = 1_100;

    [Fact]
    public async Task Two_hundred_and_forty_clients_that_drop_stand_still_and_return_apply_exactly_the_log()
    {
        await using var host = await RelayHost.StartAsync(options =>
        {
            (options.RingEvents, options.RingBytes, options.ResumeEvents) = (128, 1, 400);
            (options.LookEvery, options.QuietViews, options.ByeGrace) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        });
        var lecture = new Lecture(host.Log, seed: 20_261, halls: Clients);
        var clients = Enumerable.Range(0, Clients).Select(i => Client(host, lecture, i)).ToArray();
        using var stop = new CancellationTokenSource();
        var lives = Array.ConvertAll(clients, client => client.LiveAsync(stop.Token));

        await LectureAsync(host, lecture);
        Array.ForEach(clients, client => client.Settle());
        await Eventually.True("every view of every client to reach the head", () => Array.TrueForAll(clients, client => client.LowestOffset >= lecture.Head), TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await Task.WhenAll(lives);

        AssertAll(host, lecture, clients);
    }

    private static RovingClient Client(RelayHost host, Lecture lecture, int number)
    {
        List<StreamModel> models = [new(StreamName.Screen(lecture.SessionId)), new(StreamName.Branch(lecture.SessionId, lecture.Halls[number]))];
        if (number % 8 == 0)
        {
            models.Add(new StreamModel(StreamName.Staff(lecture.SessionId)));
        }

        return new RovingClient(host.Hub, seed: number, standsStill: number % 12 == 0, [.. models]);
    }

    private static async Task LectureAsync(RelayHost host, Lecture lecture)
    {
        var random = new Random(7);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(60));
        while (lecture.Head < Events && await pace.WaitForNextTickAsync())
        {
            for (var burst = random.Next(1, 12); burst > 0; burst--)
            {
                lecture.Go();
            }

            // Every other notice is lost.
            if (random.Next(2) == 0)
            {
                host.Announce(lecture.SessionId, lecture.Head);
            }
        }
    }

    private static void AssertAll(RelayHost host, Lecture lecture, RovingClient[] clients)
    {
        var log = host.Log.All(lecture.SessionId);
        var views = new Dictionary<StreamName, ExpectedView>();
        var models = clients.SelectMany(client => client.Models).ToList();
        foreach (var model in models)
        {
            if (!views.TryGetValue(model.Name, out var view))
            {
                views[model.Name] = view = new ExpectedView(model.Name, log);
            }

            model.AssertEquals(view);
        }

        string[] reasons = [.. models.SelectMany(model => model.Segments).Select(segment => segment.Reason).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["first", "too_old"], reasons);
        Assert.True(clients.Sum(client => client.Recoveries) > Clients, "Resumes from ring and log were hardly exercised.");
        Assert.True(models.Sum(model => model.Events) >= 100_000, $"Only {models.Sum(model => model.Events)} deliveries.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{models.Sum(model => model.Events)} events delivered, {clients.Sum(client => client.Connects)} connects, {clients.Sum(client => client.Recoveries)} recovered streams, "
            + $"{models.Sum(model => model.Segments.Count)} snapshots, {clients.Sum(client => client.Byes.Count)} byes, {host.Log.Reads} reads of the log");
    }
}
