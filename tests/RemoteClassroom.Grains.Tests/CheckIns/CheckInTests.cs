using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Grains.Tests.CheckIns;

public sealed class CheckInTests : IAsyncLifetime
{
    private Classroom _classroom = null!;

    private TestStore Store => _classroom.World.Store;

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync(silos: 1);

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task A_person_with_a_ticket_is_checked_in_and_gets_a_token_that_is_his()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var person = Province.Person(1, 3);

        var answer = await _classroom.Branch(sessionId, 1).CheckInAsync(_classroom.Ticket(roundId, person));

        Assert.Equal(201, answer.Status);
        var checkedIn = Classroom.ReadCheckIn(answer);
        Assert.Equal((1, null), (checkedIn.Ordinal, checkedIn.Already));
        var line = Assert.Single((await Store.LedgerOfAsync(sessionId)));
        Assert.Equal((person.TraineeId, person.UnitId, Province.Hall(1), roundId, checkedIn.CheckInId, ProofWay.Ticket, false), (line.TraineeId, line.UnitId, line.BranchId, line.RoundId, line.CheckInId, line.Way, line.Late));
        Assert.Equal(line.At, checkedIn.At);
        var seal = _classroom.Cluster.Silos[0].ServiceProvider.GetRequiredService<PersonTokenSeal>();
        Assert.Equal(new PersonToken(sessionId, person.TraineeId, Province.Hall(1)), seal.Open(checkedIn.PersonToken));
        Assert.Equal(2, Classroom.ReadCheckIn(await _classroom.CheckInAsync(sessionId, roundId, 1, 0)).Ordinal);
        Assert.Equal(1, Classroom.ReadCheckIn(await _classroom.CheckInAsync(sessionId, roundId, 2, 0)).Ordinal);
    }

    [Fact]
    public async Task The_same_request_gets_the_same_answer_at_once_later_after_the_ticket_the_round_and_the_activation()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var branch = _classroom.Branch(sessionId, 0);
        var request = _classroom.Ticket(roundId, Province.Person(0, 0));
        var answers = await Task.WhenAll(branch.CheckInAsync(request), branch.CheckInAsync(request), branch.CheckInAsync(request));
        Assert.Equal(201, answers[0].Status);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));

        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(20));
        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), roundId));
        Assert.Equal(answers[0], await branch.CheckInAsync(request));
        await Classroom.EndActivationAsync(branch);
        Assert.Equal(answers[0], await branch.CheckInAsync(request));
        Classroom.Refused("idempotency_mismatch", await branch.CheckInAsync(request with { BodyHash = [1] }));
        Assert.Single((await Store.LedgerOfAsync(sessionId)));
    }

    [Fact]
    public async Task Who_comes_again_is_told_that_he_stands_and_that_answer_is_kept_too()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var branch = _classroom.Branch(sessionId, 0);
        var first = Classroom.ReadCheckIn(await _classroom.CheckInAsync(sessionId, roundId, 0, 0));
        var request = _classroom.Ticket(roundId, Province.Person(0, 0));

        var again = await branch.CheckInAsync(request);

        Assert.Equal(200, again.Status);
        Assert.Equal(first with { Already = true }, Classroom.ReadCheckIn(again));
        await Classroom.EndActivationAsync(branch);
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(4));
        Assert.Equal(again, await branch.CheckInAsync(request));
        Classroom.Refused("idempotency_mismatch", await branch.CheckInAsync(request with { BodyHash = [1] }));
        Classroom.Refused("ticket_expired", await branch.CheckInAsync(request with { Key = Guid.NewGuid() }));
        Assert.Single((await Store.LedgerOfAsync(sessionId)));
    }

    [Fact]
    public async Task A_ticket_serves_one_person()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var branch = _classroom.Branch(sessionId, 0);
        var ticket = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, Province.PeopleAHall).Select(number => branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, number), ticket))));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(Province.PeopleAHall - 1, answers.Count(answer => answer.Code == "ticket_used"));
        await Classroom.EndActivationAsync(branch);
        var winner = Array.FindIndex(answers, answer => answer.Status == 201);
        Classroom.Refused("ticket_used", await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, (winner + 1) % 7), ticket)));
        Assert.Equal(200, (await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, winner), ticket))).Status);
    }

    [Fact]
    public async Task Whoever_may_not_is_refused_by_name()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var branch = _classroom.Branch(sessionId, 0);
        var good = _classroom.Ticket(roundId, Province.Person(0, 0));
        Classroom.Refused("not_matched", await branch.CheckInAsync(good with { LastDigits = "9999" }));
        Classroom.Refused("not_matched", await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(1, 0)) with { LastDigits = "9999" }));
        Classroom.Refused("validation", await branch.CheckInAsync(good with { RosterNo = null }));
        Classroom.Refused("ticket_expired", await branch.CheckInAsync(good with { ExpiresAt = _classroom.World.Time.GetUtcNow() }));
        Classroom.Refused("round_closed", await branch.CheckInAsync(good with { RoundId = Guid.NewGuid() }));
        Classroom.Refused("not_found", await _classroom.Branch(Guid.NewGuid(), 0).CheckInAsync(good));
        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), roundId));
        Classroom.Refused("round_closed", await branch.CheckInAsync(good));
        Assert.Empty((await Store.LedgerOfAsync(sessionId)));
    }

    [Fact]
    public async Task A_guesser_is_slowed_down_and_honest_people_are_not()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var branch = _classroom.Branch(sessionId, 0);
        var ticket = Guid.NewGuid();
        for (var guess = 0; guess < FailureLimiter.PerTicket.Burst; guess++)
        {
            Classroom.Refused("not_matched", await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, 0), ticket) with { LastDigits = $"{9_000 + guess}" }));
        }

        var blocked = await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, 0), ticket));
        Classroom.Refused("rate_limited", blocked);
        Assert.InRange(blocked.RetryAfterMs!.Value, 1, 60_000);
        Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 0, 1));
        _classroom.World.Time.PutForward(TimeSpan.FromMilliseconds(blocked.RetryAfterMs.Value));
        Classroom.Done(await branch.CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, 0), ticket)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_device_a_round_only_where_the_session_says_so(bool oneDevice)
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync(oneDevice);
        var device = new byte[32];
        Classroom.Done(await _classroom.Branch(sessionId, 0).CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, 0), device: device)));
        var second = await _classroom.Branch(sessionId, 0).CheckInAsync(_classroom.Ticket(roundId, Province.Person(0, 1), device: device));
        if (oneDevice)
        {
            Classroom.Refused("device_used", second);
        }
        else
        {
            Assert.Equal(201, second.Status);
        }
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(16, true)]
    public async Task Who_comes_long_after_the_start_is_late(int minutesAfter, bool late)
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(minutesAfter));
        Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 0, 0));
        Assert.Equal(late, (await Store.LedgerOfAsync(sessionId))[0].Late);
    }

    [Fact]
    public async Task A_hall_does_not_wait_for_one_persons_commit_before_the_next()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 0, 0));
        var gate = new TaskCompletionSource();
        Store.BeforeCommit = what => what is NewCheckIn ? gate.Task : Task.CompletedTask;

        var rest = Enumerable.Range(1, Province.PeopleAHall - 1).Select(number => _classroom.CheckInAsync(sessionId, roundId, 0, number)).ToArray();

        // While six commits hang, the grain still answers: its turns are not blocked by the store.
        await Eventually.True("all six to be at the store at once", () => Store.MostAtOnce == Province.PeopleAHall - 1);
        Assert.Equal(200, (await Eventually.Done("an answer beside hanging commits", AlreadyThereAsync())).Status);
        gate.SetResult();
        var ordinals = (await Task.WhenAll(rest)).Select(answer => Classroom.ReadCheckIn(answer).Ordinal).Order();
        Assert.Equal(Enumerable.Range(2, Province.PeopleAHall - 1), ordinals);

        Task<CommandAnswer> AlreadyThereAsync() => _classroom.CheckInAsync(sessionId, roundId, 0, 0);
    }

    [Fact]
    public async Task One_person_with_many_tickets_at_once_stands_once()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _classroom.CheckInAsync(sessionId, roundId, 0, 0)));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Single(answers.Select(answer => Classroom.ReadCheckIn(answer).CheckInId).Distinct());
        Assert.Single((await Store.LedgerOfAsync(sessionId)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_outcome_is_found_out_by_the_same_request(bool stored)
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        Task Break(object what) => what is NewCheckIn ? throw new StorageException("the link broke", outcomeUnknown: true) : Task.CompletedTask;
        if (stored)
        {
            Store.AfterCommit = Break;
        }
        else
        {
            Store.BeforeCommit = Break;
        }

        var request = _classroom.Ticket(roundId, Province.Person(0, 0));
        var first = await _classroom.Branch(sessionId, 0).CheckInAsync(request);
        (Store.BeforeCommit, Store.AfterCommit) = (_ => Task.CompletedTask, _ => Task.CompletedTask);
        var second = await _classroom.Branch(sessionId, 0).CheckInAsync(request);

        Assert.Equal(201, second.Status);
        if (stored)
        {
            Assert.Equal(second, first);
        }
        else
        {
            Classroom.Refused("outcome_unknown", first);
        }

        Assert.Single((await Store.LedgerOfAsync(sessionId)));
    }

    [Fact]
    public async Task A_store_that_is_away_full_or_unreadable_is_told_and_the_same_request_works_later()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var request = _classroom.Ticket(roundId, Province.Person(0, 0));
        var branch = _classroom.Branch(sessionId, 0);
        Store.BeforeCommit = _ => throw new StorageException("away", outcomeUnknown: false);
        Classroom.Refused("storage_unavailable", await branch.CheckInAsync(request));
        Store.BeforeCommit = _ => throw new StorageOverloadedException();
        Classroom.Refused("overloaded", await branch.CheckInAsync(request));
        Store.BeforeCommit = _ => Task.CompletedTask;
        Store.BeforeRead = () => throw new StorageException("away", outcomeUnknown: false);
        await Classroom.EndActivationAsync(branch);
        Classroom.Refused("storage_unavailable", await branch.CheckInAsync(request));
        Store.BeforeRead = () => { };
        Assert.Equal(201, (await branch.CheckInAsync(request)).Status);
    }
}
