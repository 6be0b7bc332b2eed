using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Questions;

/// <summary>Votes: once a person, with receipts.</summary>
public abstract class VoteSuite(IStores stores)
{
    [Fact]
    public async Task Votes_count_once_a_person_and_can_be_taken_back()
    {
        var (scene, _) = await Scene.OpenAsync(stores.Shared);
        var votes = stores.Shared.Get<IVotes>();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var people = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(people.SelectMany(person => new[] { Cast(first, person), Cast(first, person), Cast(second, person) }));
        await Task.WhenAll(people.Take(5).Select(person => votes.SetAsync(scene.SessionId, first, person, cast: false, Scene.NewReceipt(), CancellationToken.None)));

        var counts = await votes.CountAsync(scene.SessionId, CancellationToken.None);

        Assert.Equal(new Dictionary<Guid, int> { [first] = 15, [second] = 20 }, counts);

        Task<StoredAnswer?> Cast(Guid question, Guid person) => votes.SetAsync(scene.SessionId, question, person, cast: true, Scene.NewReceipt(), CancellationToken.None);
    }

    [Fact]
    public async Task A_vote_sent_again_is_answered_and_changes_nothing()
    {
        var (scene, _) = await Scene.OpenAsync(stores.Shared);
        var votes = stores.Shared.Get<IVotes>();
        var (question, person) = (Guid.NewGuid(), Guid.NewGuid());
        var receipt = Scene.NewReceipt("""{"voted":true}""", $"person:{person}");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => votes.SetAsync(scene.SessionId, question, person, true, receipt, CancellationToken.None)));
        await votes.SetAsync(scene.SessionId, question, person, cast: false, Scene.NewReceipt(), CancellationToken.None);
        var late = await votes.SetAsync(scene.SessionId, question, person, true, receipt, CancellationToken.None);

        Assert.Single(outcomes, (StoredAnswer?)null);
        Assert.Equal(new StoredAnswer(200, receipt.Body, true), late);
        Assert.Empty(await votes.CountAsync(scene.SessionId, CancellationToken.None));
    }

    [Fact]
    public async Task A_question_leads_to_its_session()
    {
        var (scene, _) = await Scene.OpenAsync(stores.Shared);
        var question = Guid.NewGuid();
        await scene.AppendAsync(new QuestionAsked(question, scene.NorthHall, "North hall", null, "Why?", false));
        var directory = stores.Shared.Get<ISessionDirectory>();
        Assert.Equal(scene.SessionId, await directory.SessionOfQuestionAsync(question, CancellationToken.None));
        Assert.Equal(scene.SessionId, await directory.SessionOfQuestionAsync(question, CancellationToken.None));
        Assert.Null(await directory.SessionOfQuestionAsync(Guid.NewGuid(), CancellationToken.None));
    }
}

public sealed class VotesOnSqlite(SqliteStores stores) : VoteSuite(stores);

public sealed class VotesOnPostgreSql(PostgreSqlStores stores) : VoteSuite(stores);
