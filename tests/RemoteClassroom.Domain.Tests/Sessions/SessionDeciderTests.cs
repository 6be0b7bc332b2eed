using System.Reflection;
using System.Text.Json;
using CsCheck;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Sessions;

public sealed class SessionDeciderTests
{
    private static readonly HashSet<string> ContractCodes =
        [.. typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Whatever_is_asked_in_whatever_order_only_what_the_tables_allow_is_done() => SessionGen.Steps.Sample(
        steps => Play(steps, (model, state, expected, decision) =>
        {
            Assert.Equal(expected, decision.Refusal?.Code);
            Assert.True(decision.Refusal is null ? decision.Events.Count > 0 : decision.Events.Count == 0);
            Assert.Equal(model.Phase, state.Phase);
            Assert.Equal(model.OpenRound, state.OpenRound?.RoundId);
            Assert.Equal(model.Due, state.OpenRound?.ClosesAt);
            Assert.Equal(model.IsCut, state.CutSince is not null);
            Assert.Equal(
                model.Questions.ToDictionary(pair => pair.Key, pair => pair.Value.State),
                state.Questions.ById.ToDictionary(pair => pair.Key, pair => pair.Value.Phase.ToString().ToLowerInvariant()));
        }),
        iter: 2_000);

    [Fact]
    public void Never_are_two_rounds_open_and_an_ended_session_has_none() => SessionGen.Steps.Sample(
        steps => Play(steps, (_, state, _, _) =>
        {
            Assert.InRange(state.Rounds.Count(round => round.ClosedAt is null), 0, state.Phase == Phase.Ended ? 0 : 1);
        }),
        iter: 500);

    [Fact]
    public void Every_refusal_carries_a_code_of_the_contract_and_says_what_to_do() => SessionGen.Steps.Sample(
        steps => Play(steps, (_, _, _, decision) =>
        {
            if (decision.Refusal is { } refusal)
            {
                Assert.Contains(refusal.Code, ContractCodes);
                Assert.False(string.IsNullOrWhiteSpace(refusal.Detail));
            }
        }),
        iter: 500);

    [Fact]
    public void Replaying_the_stored_log_gives_the_same_state_at_every_offset() => SessionGen.Steps.Sample(
        steps =>
        {
            var stored = new List<(string Type, string Data, DateTimeOffset At)>();
            var states = new List<string>();
            Play(steps, (_, _, _, _) => { }, (change, at, state) =>
            {
                var (type, data) = EventCodec.Encode(change);
                stored.Add((type, data, at));
                states.Add(JsonSerializer.Serialize(state));
            });
            var replayed = SessionState.Empty;
            for (var i = 0; i < stored.Count; i++)
            {
                replayed = replayed.Apply(EventCodec.Decode(stored[i].Type, stored[i].Data), stored[i].At);
                Assert.Equal(states[i], JsonSerializer.Serialize(replayed));
            }
        },
        iter: 500);

    [Fact]
    public void The_pending_counts_are_those_of_the_questions() => SessionGen.Steps.Sample(
        steps => Play(steps, (_, state, _, _) => Assert.Equal(
            state.Questions.ById.Values.Where(question => question.Phase == QuestionPhase.Pending)
                .GroupBy(question => question.PersonId ?? question.BranchId).ToDictionary(group => group.Key, group => group.Count()),
            state.Questions.PendingByAsker.ToDictionary())),
        iter: 500);

    [Fact]
    public void Ending_closes_the_open_round_first_and_freezes_its_reach()
    {
        var at = SessionGen.Start;
        var state = SessionState.Empty
            .Apply(new SessionScheduled("A lecture", at, false), at).Apply(new SessionOpened(), at)
            .Apply(new RoundOpened(SessionGen.Id(1), RoundPurpose.SignIn, null), at);

        var decision = SessionDecider.Decide(state, new EndSession([5]), at);

        Assert.Equal([new RoundClosed(SessionGen.Id(1), [5]), new SessionEnded()], decision.Events);
    }

    private static void Play(
        (int Kind, int Pick, Guid Asker, string Text)[] steps, Action<SessionModel, SessionState, string?, Decision> check, Action<SessionEvent, DateTimeOffset, SessionState>? applied = null)
    {
        var (model, state, now) = (new SessionModel(), SessionState.Empty, SessionGen.Start);
        for (var i = 0; i < steps.Length; i++)
        {
            now = now.AddSeconds(7);
            // Announced in most runs, or little would ever happen.
            var command = i == 0 && steps.Length % 8 != 0 ? new ScheduleSession("A lecture", SessionGen.Start, false) : SessionGen.Command(steps[i], i, model, now);
            var expected = model.Expect(command, now);
            var decision = SessionDecider.Decide(state, command, now);
            foreach (var change in decision.Events)
            {
                state = state.Apply(change, now);
                applied?.Invoke(change, now, state);
            }

            check(model, state, expected, decision);
        }
    }
}
