using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.Browser.Tests.Publishing;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Screens;

/// <summary>
/// A hall's screen through a day of rounds and questions: what it holds in memory after many of them is what it held after the first few. <c>RC_FAULTS=whole</c> lets it play for an hour, or
/// <c>RC_SCREEN_MINUTES</c>, with one turn every ten seconds; else it is so many turns, one after the other.
/// </summary>
[Collection(ClassroomCollection.Name)]
public sealed class LongDayTests(Classroom classroom)
{
    private const int Hall = 2;
    private const string Keeper = "operator-of-long-day";
    private const int WarmTurns = 10;
    private const int Turns = 25;
    private static readonly bool Whole = Environment.GetEnvironmentVariable("RC_FAULTS") == "whole";
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(int.TryParse(Environment.GetEnvironmentVariable("RC_SCREEN_MINUTES"), out var minutes) ? minutes : 60);

    [Fact]
    public async Task Its_memory_stays_flat_however_many_rounds_and_questions_pass_over_it()
    {
        var session = await classroom.AnnounceAsync("漫长的一天", TimeSpan.FromMinutes(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/start")).Must();
        try
        {
            await using var screen = await classroom.Browser.VisitAsync(1280, 720);
            await screen.Page.GotoAsync(new Uri(classroom.Server.Address, "screen").AbsoluteUri);
            await classroom.PairAsync(screen.Page, Hall);
            await screen.PhaseAsync("live");
            var publish = (await classroom.Administrator.GetAsync($"sessions/{session}/publish")).Must();
            await using var publisher = new FfmpegPublisher(new Uri(publish["url"]!.GetValue<string>()), publish["user"]!.GetValue<string>(), publish["key"]!.GetValue<string>());
            await screen.Page.Keyboard.PressAsync("Enter");
            await Eventually.True("the picture to play", async () => (await screen.PictureAsync()).Frames > 30, TimeSpan.FromSeconds(40));
            await ThroughTheDayAsync(screen, publisher, session);
        }
        finally
        {
            await classroom.Administrator.PostAsync($"sessions/{session}/end");
        }
    }

    private async Task ThroughTheDayAsync(Visitor screen, FfmpegPublisher publisher, string session)
    {
        var began = TimeProvider.System.GetTimestamp();
        var held = new List<Held>();
        (await classroom.Administrator.PostAsync("accounts", new JsonObject { ["user"] = Keeper, ["password"] = Classroom.Password, ["role"] = "operator", ["venueId"] = classroom.Halls[Hall].Id })).Must();
        var keeper = await classroom.Anybody.LoginAsync(Keeper, Classroom.Password);
        while (Whole ? TimeProvider.System.GetElapsedTime(began) < Length : held.Count < Turns)
        {
            if (Whole && held.Count % 60 == 0)
            {
                // Longer than an access token lasts.
                keeper = await classroom.Anybody.LoginAsync(Keeper, Classroom.Password);
            }

            await TurnAsync(screen, keeper, session, held.Count);
            await publisher.MustRunAsync();
            held.Add(await HeldAsync(screen));
            if (Whole)
            {
                await screen.Page.WaitForTimeoutAsync(10_000);
                if (held.Count % 30 == 0)
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalMinutes:0} min, {held.Count} turns: {held[^1]}");
                }
            }
        }

        var (warm, last) = (Median(held.Skip(WarmTurns / 2).Take(WarmTurns)), Median(held.TakeLast(WarmTurns)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{held.Count} turns; warm {warm}; last {last}");
        Assert.True(last.Nodes <= warm.Nodes * 1.1 + 50, $"The page grew from {warm.Nodes} to {last.Nodes} nodes.");
        Assert.True(last.Listeners <= warm.Listeners * 1.1 + 20, $"The page grew from {warm.Listeners} to {last.Listeners} listeners.");
        Assert.True(last.HeapMb <= (warm.HeapMb * 1.15) + 2, $"The scripts' memory grew from {warm.HeapMb:0.0} to {last.HeapMb:0.0} MB.");
        var before = (await screen.PictureAsync()).Frames;
        await Eventually.True("the picture to play still", async () => (await screen.PictureAsync()).Frames > before, TimeSpan.FromSeconds(20));
    }

    /// <summary>A question is shown, answered and gone; a round opens and closes.</summary>
    private async Task TurnAsync(Visitor screen, ContractHttp keeper, string session, int turn)
    {
        var admin = classroom.Administrator;
        var question = (await keeper.PostAsync($"sessions/{session}/questions", new JsonObject { ["branchId"] = classroom.Halls[Hall].Id, ["text"] = $"第 {turn} 个问题？" })).Must()["questionId"]!.GetValue<string>();
        (await admin.PostAsync($"questions/{question}/approve")).Must();
        await Expect(screen.Page.GetByTestId("question")).ToContainTextAsync($"第 {turn} 个问题");
        (await admin.PostAsync($"questions/{question}/answering")).Must();
        (await admin.PostAsync($"questions/{question}/answered")).Must();

        var round = (await admin.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "spotCheck" })).Must()["roundId"]!.GetValue<string>();
        await Expect(screen.Page.GetByTestId("qr")).ToBeVisibleAsync();
        (await admin.PostAsync($"sessions/{session}/rounds/{round}/close")).Must();
        await Expect(screen.Page.GetByTestId("qr")).ToHaveCountAsync(0);
    }

    /// <summary>What the page holds after everything that nobody needs was collected.</summary>
    private static async Task<Held> HeldAsync(Visitor screen)
    {
        var devtools = await screen.Context.NewCDPSessionAsync(screen.Page);
        try
        {
            await devtools.SendAsync("HeapProfiler.collectGarbage");
            var counters = (await devtools.SendAsync("Memory.getDOMCounters"))!.Value;
            var heap = (await devtools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
            return new Held(counters.GetProperty("nodes").GetInt32(), counters.GetProperty("jsEventListeners").GetInt32(), heap / (1024 * 1024));
        }
        finally
        {
            await devtools.DetachAsync();
        }
    }

    private static Held Median(IEnumerable<Held> held)
    {
        var all = held.ToList();
        T Middle<T>(Func<Held, T> of) => all.Select(of).Order().ElementAt(all.Count / 2);
        return new Held(Middle(one => one.Nodes), Middle(one => one.Listeners), Middle(one => one.HeapMb));
    }

    /// <summary>What a page holds.</summary>
    private sealed record Held(int Nodes, int Listeners, double HeapMb);
}
