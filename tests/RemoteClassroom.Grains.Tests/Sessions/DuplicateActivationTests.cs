using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Tests.Support;

namespace RemoteClassroom.Grains.Tests.Sessions;

/// <summary>Two clusters on one store that know nothing of each other: every grain lives twice, as after the worst partition.</summary>
public sealed class DuplicateActivationTests : IAsyncLifetime
{
    private World _world = null!;
    private Classroom _left = null!;
    private Classroom _right = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync();
        _left = await Classroom.StartAsync(_world, silos: 1);
        _right = await Classroom.StartAsync(_world, silos: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _left.DisposeAsync();
        await _right.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task They_cannot_fork_the_log()
    {
        var sessionId = await _left.OpenSessionAsync();
        Classroom[] both = [_left, _right];
        for (var i = 0; i < 50; i++)
        {
            // Each writes behind the other's back, and sometimes at the same moment.
            await Task.WhenAll(both.Select(async side =>
            {
                var asked = await side.Main(sessionId).AskAsync(Classroom.Command(), new Grains.Sessions.AskRequest(Province.Hall(0), Guid.NewGuid(), $"Question {i}", false));
                Classroom.Done(await side.Main(sessionId).DismissAsync(Classroom.Command(), Classroom.Read<QuestionAskedAnswer>(asked).QuestionId));
            }));
        }

        MainClassroomTests.AssertWhole((await _world.Store.LogOfAsync(sessionId)), 2 + (50 * 4));
    }

    [Fact]
    public async Task Each_decides_by_the_logs_true_end_and_not_by_what_it_remembers()
    {
        var sessionId = await _left.OpenSessionAsync();
        Classroom.Done(await _left.Main(sessionId).StartAsync(Classroom.Command()));
        Classroom.Done(await _right.Main(sessionId).PauseAsync(Classroom.Command()));
        Classroom.Done(await _left.Main(sessionId).ResumeAsync(Classroom.Command()));
        Classroom.Refused("illegal_transition", await _right.Main(sessionId).ResumeAsync(Classroom.Command()));
    }

    [Fact]
    public async Task The_same_command_through_both_at_once_has_one_effect_and_one_answer()
    {
        var sessionId = await _left.OpenSessionAsync();
        await _right.Main(sessionId).MediaStoppedAsync();
        for (var i = 0; i < 20; i++)
        {
            var context = Classroom.Command();
            var answers = await Task.WhenAll(
                _left.Main(sessionId).OpenRoundAsync(context, RoundPurpose.SpotCheck, null), _right.Main(sessionId).OpenRoundAsync(context, RoundPurpose.SpotCheck, null));
            Assert.Equal(answers[0], answers[1]);
            var round = Classroom.Read<RoundOpenedAnswer>(answers[0]).RoundId;
            context = Classroom.Command();
            answers = await Task.WhenAll(_left.Main(sessionId).CloseRoundAsync(context, round), _right.Main(sessionId).CloseRoundAsync(context, round));
            Assert.Equal(Classroom.Done(answers[0]), answers[1]);
        }

        MainClassroomTests.AssertWhole((await _world.Store.LogOfAsync(sessionId)), 2 + 40);
    }

    [Fact]
    public async Task They_cannot_reopen_a_closed_round()
    {
        var (sessionId, roundId) = await _left.OpenRoundAsync();
        Classroom.Done(await _right.CheckInAsync(sessionId, roundId, 0, 0));
        await _right.States.FreezeAsync(sessionId);
        Classroom.Done(await _left.Main(sessionId).CloseRoundAsync(Classroom.Command(), roundId));

        // The right node thawed: all it knows says that the round is open, and its branch has the round in memory.
        Classroom.Refused("round_closed", await _right.CheckInAsync(sessionId, roundId, 0, 1));
        Assert.Single((await _world.Store.LedgerOfAsync(sessionId)));
    }

    [Fact]
    public async Task A_person_at_both_activations_of_his_hall_stands_once()
    {
        var (sessionId, roundId) = await _left.OpenRoundAsync();
        for (var person = 0; person < Province.PeopleAHall; person++)
        {
            var answers = await Task.WhenAll(_left.CheckInAsync(sessionId, roundId, 1, person), _right.CheckInAsync(sessionId, roundId, 1, person));
            Assert.Equal([200, 201], answers.Select(answer => Classroom.Done(answer).Status).Order());
            Assert.Equal(Classroom.ReadCheckIn(answers[0]).CheckInId, Classroom.ReadCheckIn(answers[1]).CheckInId);
        }

        Assert.Equal(Province.PeopleAHall, (await _world.Store.LedgerOfAsync(sessionId)).Count);
    }
}
