using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Grains.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Grains.Tests.Sessions;

public sealed class MainClassroomTests : IAsyncLifetime
{
    private Classroom _classroom = null!;

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync();

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task A_lecture_runs_from_the_doors_to_the_end()
    {
        var sessionId = await _classroom.World.Province.ScheduleAsync(_classroom.World.Time.GetUtcNow());
        var main = _classroom.Main(sessionId);

        Assert.Equal(2, Classroom.Read<CommandDone>(await main.OpenAsync(Classroom.Command())).Offset);
        Assert.Equal(3, Classroom.Read<CommandDone>(await main.StartAsync(Classroom.Command())).Offset);
        var round = Classroom.Read<RoundOpenedAnswer>(await main.OpenRoundAsync(Classroom.Command(), RoundPurpose.SignIn, null));
        Classroom.Refused("conflict", await main.OpenRoundAsync(Classroom.Command(), RoundPurpose.SpotCheck, null));
        var asked = await main.AskAsync(Classroom.Command(), new AskRequest(Province.Hall(1), Province.Person(1, 0).TraineeId, "How is the fee worked out?", false));
        Assert.Equal(201, asked.Status);
        var question = Classroom.Read<QuestionAskedAnswer>(asked).QuestionId;
        Classroom.Refused("illegal_transition", await main.AnsweringAsync(Classroom.Command(), question));
        Classroom.Done(await main.ApproveAsync(Classroom.Command(), question));
        Classroom.Done(await main.AnsweringAsync(Classroom.Command(), question));
        Classroom.Done(await main.AnsweredAsync(Classroom.Command(), question));
        Assert.True(await main.MediaStartedAsync("/live/1/index.m3u8"));
        Assert.True(await main.MediaStartedAsync("/live/1/index.m3u8"));
        Assert.True(await main.MediaStoppedAsync());
        Assert.True(await main.MediaStoppedAsync());
        Classroom.Done(await main.PauseAsync(Classroom.Command()));
        Classroom.Done(await main.ResumeAsync(Classroom.Command()));
        Classroom.Done(await main.EndAsync(Classroom.Command()));
        Classroom.Refused("illegal_transition", await main.StartAsync(Classroom.Command()));
        Assert.False(await main.MediaStartedAsync("/live/1/index.m3u8"));

        var log = (await _classroom.World.Store.LogOfAsync(sessionId));
        Assert.Equal(
            ["SessionScheduled", "SessionOpened", "SessionStarted", "RoundOpened", "QuestionAsked", "QuestionApproved", "QuestionAnswering", "QuestionAnswered",
                "MediaStarted", "MediaStopped", "SessionPaused", "SessionResumed", "RoundClosed", "SessionEnded"],
            log.Select(entry => entry.Event.GetType().Name));
        Assert.Equal("Hall 1", Assert.IsType<QuestionAsked>(log[4].Event).Hall);
        Assert.Equal(round.RoundId, Assert.IsType<RoundClosed>(log[12].Event).RoundId);
    }

    [Fact]
    public async Task Every_command_sent_twice_at_once_has_one_effect_and_one_answer()
    {
        var sessionId = await _classroom.World.Province.ScheduleAsync(_classroom.World.Time.GetUtcNow());
        var main = _classroom.Main(sessionId);
        Guid round = Guid.Empty, question = Guid.Empty, other = Guid.Empty;
        (string Name, Func<CommandContext, Task<CommandAnswer>> Send, Action<CommandAnswer>? Then)[] commands =
        [
            ("open", main.OpenAsync, null),
            ("start", main.StartAsync, null),
            ("round", context => main.OpenRoundAsync(context, RoundPurpose.SignIn, null), answer => round = Classroom.Read<RoundOpenedAnswer>(answer).RoundId),
            ("close", context => main.CloseRoundAsync(context, round), null),
            ("ask", context => main.AskAsync(context, new AskRequest(Province.Hall(0), null, "Can you hear us?", true)), answer => question = Classroom.Read<QuestionAskedAnswer>(answer).QuestionId),
            ("ask again", context => main.AskAsync(context, new AskRequest(Province.Hall(0), null, "And now?", true)), answer => other = Classroom.Read<QuestionAskedAnswer>(answer).QuestionId),
            ("approve", context => main.ApproveAsync(context, question), null),
            ("answering", context => main.AnsweringAsync(context, question), null),
            ("answered", context => main.AnsweredAsync(context, question), null),
            ("dismiss", context => main.DismissAsync(context, other), null),
            ("pause", main.PauseAsync, null),
            ("resume", main.ResumeAsync, null),
            ("end", main.EndAsync, null),
        ];
        foreach (var (name, send, then) in commands)
        {
            var before = (await _classroom.World.Store.LogOfAsync(sessionId)).Count;
            var context = Classroom.Command(name);
            var answers = await Task.WhenAll(send(context), send(context));
            await Classroom.EndActivationAsync(main);
            var later = await send(context);
            Classroom.Done(answers[0]);
            Assert.Equal(answers[0], answers[1]);
            Assert.Equal(answers[0], later);
            Assert.Equal(before + 1, (await _classroom.World.Store.LogOfAsync(sessionId)).Count);
            Classroom.Refused("idempotency_mismatch", await send(Classroom.Command("another body", context.Key)));
            then?.Invoke(answers[0]);
        }
    }

    [Fact]
    public async Task A_refusal_is_no_receipt()
    {
        var sessionId = await _classroom.World.Province.ScheduleAsync(_classroom.World.Time.GetUtcNow());
        var context = Classroom.Command();
        Classroom.Refused("illegal_transition", await _classroom.Main(sessionId).StartAsync(context));
        Classroom.Done(await _classroom.Main(sessionId).OpenAsync(Classroom.Command()));
        Classroom.Done(await _classroom.Main(sessionId).StartAsync(context));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Classroom.Refused("not_found", await _classroom.Main(Guid.NewGuid()).OpenAsync(Classroom.Command()));
        var sessionId = await _classroom.OpenSessionAsync();
        Classroom.Refused("not_found", await _classroom.Main(sessionId).ApproveAsync(Classroom.Command(), Guid.NewGuid()));
        Classroom.Refused("not_found", await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), Guid.NewGuid()));
        Classroom.Refused("not_found", await _classroom.Main(sessionId).AskAsync(Classroom.Command(), new AskRequest(Guid.NewGuid(), null, "Where am I?", false)));
    }

    [Fact]
    public async Task A_main_classroom_that_moves_between_silos_loses_nothing()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        var main = _classroom.Main(sessionId);
        var silos = _classroom.Cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        var management = _classroom.Grains.GetGrain<IManagementGrain>(0);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            var asked = Classroom.Read<QuestionAskedAnswer>(await main.AskAsync(Classroom.Command(), new AskRequest(Province.Hall(i % 3), Guid.NewGuid(), $"Question {i}", false)));
            var from = (await management.GetActivationAddress(main))!;
            visited.Add(from.ToString());
            var to = silos.First(silo => !silo.Equals(from));
            RequestContext.Set(Orleans.Runtime.Placement.IPlacementDirector.PlacementHintKey, to);
            await main.Cast<Orleans.Core.Internal.IGrainManagementExtension>().MigrateOnIdle();
            RequestContext.Clear();
            await Eventually.True($"the move of the main classroom to {to}", async () => to.Equals(await management.GetActivationAddress(main)));
            Assert.Equal(asked.Offset + 1, Classroom.Read<CommandDone>(await main.ApproveAsync(Classroom.Command(), asked.QuestionId)).Offset);
        }

        Assert.Equal(2, visited.Count);
        AssertWhole((await _classroom.World.Store.LogOfAsync(sessionId)), 2 + 20);
    }

    [Fact]
    public async Task A_due_round_closes_by_itself_on_time_and_once()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        var closesAt = _classroom.World.Time.GetUtcNow().AddMinutes(10);
        var round = Classroom.Read<RoundOpenedAnswer>(await _classroom.Main(sessionId).OpenRoundAsync(Classroom.Command(), RoundPurpose.SignIn, closesAt)).RoundId;
        Assert.False(await _classroom.Main(sessionId).CloseIfDueAsync(round));

        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(10));

        await Eventually.True("the round's closing by itself", async () => (await _classroom.World.Store.LogOfAsync(sessionId))[^1].Event is RoundClosed);
        Assert.True(await _classroom.Main(sessionId).CloseIfDueAsync(round));
        Assert.Single((await _classroom.World.Store.LogOfAsync(sessionId)), entry => entry.Event is RoundClosed);
        Assert.True((await _classroom.World.Store.LogOfAsync(sessionId))[^1].At >= Micros.Truncate(closesAt));
    }

    [Fact]
    public async Task Observers_hear_of_every_commit_on_whichever_silo_it_happens()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        var ear = new Ear();
        var reference = _classroom.Grains.CreateObjectReference<ISessionObserver>(ear);
        Assert.Equal(2, await _classroom.Main(sessionId).SubscribeAsync(reference));
        Classroom.Done(await _classroom.Main(sessionId).StartAsync(Classroom.Command()));
        await Eventually.True("the hint that offset 3 is there", () => ear.Head == 3);
        await _classroom.Main(sessionId).UnsubscribeAsync(reference);
        _classroom.Grains.DeleteObjectReference<ISessionObserver>(reference);
    }

    internal static void AssertWhole(IReadOnlyList<LoggedEvent> log, int count)
    {
        Assert.Equal(count, log.Count);
        var tag = 0UL;
        for (var i = 0; i < log.Count; i++)
        {
            Assert.Equal(i + 1, log[i].Offset);
            var (type, data) = EventCodec.Encode(log[i].Event);
            Assert.Equal(tag = EventTag.Next(tag, log[i].Offset, Micros.Of(log[i].At), type, data), log[i].Tag);
        }
    }

    private sealed class Ear : ISessionObserver
    {
        private long _head;

        public long Head => Interlocked.Read(ref _head);

        public Task GrewAsync(Guid sessionId, long head)
        {
            Interlocked.Exchange(ref _head, head);
            return Task.CompletedTask;
        }
    }
}
