using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Grains.Tests.Support;

namespace RemoteClassroom.Grains.Tests.CheckIns;

public sealed class VoteTests : IAsyncLifetime
{
    private Classroom _classroom = null!;

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync(silos: 1);

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task A_person_votes_once_however_often_he_sends_it_and_may_take_it_back()
    {
        var (sessionId, question) = await AskAsync();
        Classroom.Done(await _classroom.Main(sessionId).ApproveAsync(Classroom.Command(), question));
        var context = Classroom.Command();
        var answers = await Task.WhenAll(VoteAsync(sessionId, question, context, true), VoteAsync(sessionId, question, context, true));
        Assert.Equal(new VoteAnswer(question, true), Classroom.Read<VoteAnswer>(answers[0]));
        Assert.Equal(answers[0], answers[1]);
        Classroom.Done(await VoteAsync(sessionId, question, Classroom.Command(), true));
        Assert.Equal(1, (await Votes().CountAsync(sessionId, CancellationToken.None))[question]);
        Classroom.Refused("idempotency_mismatch", await VoteAsync(sessionId, question, Classroom.Command("other", context.Key), true));
        Assert.Equal(new VoteAnswer(question, false), Classroom.Read<VoteAnswer>(await VoteAsync(sessionId, question, Classroom.Command(), false)));
        Assert.Empty(await Votes().CountAsync(sessionId, CancellationToken.None));
    }

    [Fact]
    public async Task Only_what_is_shown_can_be_voted_for()
    {
        var (sessionId, question) = await AskAsync();
        Classroom.Refused("not_found", await VoteAsync(sessionId, question, Classroom.Command(), true));
        Classroom.Refused("not_found", await VoteAsync(sessionId, Guid.NewGuid(), Classroom.Command(), true));
        Classroom.Done(await _classroom.Main(sessionId).ApproveAsync(Classroom.Command(), question));
        Classroom.Done(await _classroom.Main(sessionId).AnsweringAsync(Classroom.Command(), question));
        Classroom.Done(await VoteAsync(sessionId, question, Classroom.Command(), true));
        Classroom.Done(await _classroom.Main(sessionId).AnsweredAsync(Classroom.Command(), question));
        Classroom.Refused("illegal_transition", await VoteAsync(sessionId, question, Classroom.Command(), true));
    }

    private IVotes Votes() => _classroom.World.Store;

    private async Task<(Guid SessionId, Guid QuestionId)> AskAsync()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        var answer = await _classroom.Main(sessionId).AskAsync(Classroom.Command(), new AskRequest(Province.Hall(0), null, "How long does it last?", false));
        return (sessionId, Classroom.Read<QuestionAskedAnswer>(answer).QuestionId);
    }

    private Task<CommandAnswer> VoteAsync(Guid sessionId, Guid question, CommandContext context, bool cast) =>
        _classroom.Branch(sessionId, 0).VoteAsync(context, question, Province.Person(0, 0).TraineeId, cast);
}
