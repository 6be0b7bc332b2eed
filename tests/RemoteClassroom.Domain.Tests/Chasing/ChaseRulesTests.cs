using CsCheck;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Chasing;

public sealed class ChaseRulesTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);
    private static readonly ChasePolicy Policy = ChasePolicy.Default;
    private static readonly ChaseTarget Hall = new(ChaseTarget.Hall, Guid.NewGuid(), "东镇活动室");
    private static readonly (Guid Id, string Name)[] Units = [(Guid.NewGuid(), "东镇"), (Guid.NewGuid(), "青河县"), (Guid.NewGuid(), "某市")];
    private static readonly ChaseFigures Nobody = new(25, 0, 25, 0);

    private static IReadOnlyList<ChaseTarget> Everywhere => ChaseRules.Chain(Hall, Units, _ => true);

    [Fact]
    public void The_chain_goes_from_the_operator_upward_and_passes_over_where_nobody_is()
    {
        Assert.Equal([0, 1, 2, 3], Everywhere.Select(target => target.Level));
        Assert.Equal(["东镇活动室", "青河县"], ChaseRules.Chain(Hall, Units, id => id == Hall.Id || id == Units[1].Id).Select(target => target.Name));
        Assert.Equal([2], ChaseRules.Chain(Hall, Units, id => id == Units[1].Id).Select(target => target.Level));
        Assert.Equal([Hall], ChaseRules.Chain(Hall, Units, _ => false));
    }

    [Theory]
    [InlineData(0, 0, 25, 0, 0)] // nobody before: the operator
    [InlineData(6, 0, 25, 0, 0)] // cool-down over, step not due: the operator again
    [InlineData(10, 0, 25, 0, 1)] // still nobody
    [InlineData(10, 19, 6, 0, 1)] // 76 %
    [InlineData(10, 20, 5, 0, 0)] // 80 % are enough
    [InlineData(10, 0, 0, 25, 1)] // out of reach: nobody knows, somebody must look
    public void After_ten_minutes_without_enough_people_the_level_above_is_told(int minutesAgo, int arrived, int missing, int unknown, int level)
    {
        PastReminder[] past = minutesAgo == 0 ? [] : [new PastReminder(0, Now.AddMinutes(-minutesAgo))];
        var decision = ChaseRules.Decide(new ChaseFigures(arrived + missing + unknown, arrived, missing, unknown), Everywhere, past, Policy, Now);
        Assert.Null(decision.Refusal);
        Assert.Equal((level, level == 0 ? past.Length + 1 : 1), (decision.Target!.Level, decision.Occasion));
    }

    [Fact]
    public void Within_the_cool_down_the_refusal_says_when_again()
    {
        var decision = ChaseRules.Decide(Nobody, Everywhere, [new PastReminder(0, Now.AddMinutes(-3))], Policy, Now);
        Assert.Equal((RefusalCodes.Conflict, (int)TimeSpan.FromMinutes(2).TotalMilliseconds), (decision.Refusal!.Code, decision.Refusal.RetryAfterMs!.Value));
        Assert.Null(ChaseRules.Decide(Nobody, Everywhere, [new PastReminder(0, Now.AddMinutes(-5))], Policy, Now).Refusal);
        Assert.Equal(RefusalCodes.Conflict, ChaseRules.Decide(new ChaseFigures(25, 25, 0, 0), Everywhere, [], Policy, Now).Refusal!.Code);
    }

    [Fact]
    public void At_the_top_of_the_chain_it_stays_there()
    {
        var decision = ChaseRules.Decide(Nobody, Everywhere, [new PastReminder(3, Now.AddMinutes(-30))], Policy, Now);
        Assert.Equal((3, 2), (decision.Target!.Level, decision.Occasion));
        Assert.Null(ChaseRules.StepDue(Everywhere, 3, Policy, Now));
        Assert.Equal(Now + Policy.StepAfter, ChaseRules.StepDue(Everywhere, 2, Policy, Now));
    }

    [Theory]
    [InlineData(Phase.Scheduled, true, false)]
    [InlineData(Phase.Open, true, true)]
    [InlineData(Phase.Live, true, true)]
    [InlineData(Phase.Paused, true, true)]
    [InlineData(Phase.Live, false, false)]
    [InlineData(Phase.Ended, true, false)]
    public void Chasing_is_for_sessions_under_way_that_asked_somebody(Phase phase, bool hasRound, bool may) => Assert.Equal(may, ChaseRules.MayChase(phase, hasRound) is null);

    /// <summary>Whoever presses whenever: no level is told twice within the cool-down, levels only rise one manned step at a time and not sooner than the step's time, no identity comes twice.</summary>
    [Fact]
    public void However_often_it_is_pressed_the_rules_hold()
    {
        var presses = Gen.Select(Gen.Int[1, 15 * 60], Gen.Int[0, 25]).Array[1, 60];
        Gen.Select(presses, Gen.Bool.Array[4]).Sample((sequence, manned) =>
        {
            var chain = ChaseRules.Chain(Hall, Units, id => manned[id == Hall.Id ? 0 : Array.FindIndex(Units, unit => unit.Id == id) + 1]);
            var (now, sent) = (Now, new List<(int Level, int Occasion, DateTimeOffset At)>());
            foreach (var (seconds, arrived) in sequence)
            {
                now = now.AddSeconds(seconds);
                var figures = new ChaseFigures(25, arrived, 25 - arrived, 0);
                var decision = ChaseRules.Decide(figures, chain, [.. sent.Select(one => new PastReminder(one.Level, one.At))], Policy, now);
                if (decision.Target is not { } target)
                {
                    Assert.NotNull(decision.Refusal);
                    continue;
                }

                Assert.True(figures.Open > 0);
                Assert.Contains(target, chain);
                Assert.DoesNotContain(sent, one => one.Level == target.Level && now - one.At < Policy.CoolDown);
                if (sent.Count == 0)
                {
                    Assert.Equal(chain[0], target);
                }
                else if (target.Level > sent.Max(one => one.Level))
                {
                    Assert.Equal(chain.First(above => above.Level > sent.Max(one => one.Level)), target);
                    Assert.True(now - sent[^1].At >= Policy.StepAfter);
                    Assert.True(arrived * 100 < Policy.EnoughPercent * 25);
                }

                sent.Add((target.Level, decision.Occasion, now));
            }

            Assert.Equal(sent.Count, sent.DistinctBy(one => (one.Level, one.Occasion)).Count());
            Assert.Equal(sent.Select(one => one.Level), sent.Select(one => one.Level).Order());
        });
    }
}
