using CsCheck;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Tests.CheckIns;

public sealed class FailureLimiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly FailureKey _ticket = FailureKey.Ticket(Guid.NewGuid());

    [Fact]
    public void Eight_failures_of_a_ticket_block_it_until_one_has_leaked_away()
    {
        var limiter = new FailureLimiter();
        for (var i = 0; i < 8; i++)
        {
            Assert.Null(limiter.Blocked(Start, _ticket));
            limiter.Fail(Start, _ticket);
        }

        var wait = Assert.NotNull(limiter.Blocked(Start, _ticket));
        Assert.Equal(FailureLimiter.PerTicket.Window / 8, wait);
        Assert.NotNull(limiter.Blocked(Start + (wait * 0.99), _ticket));
        Assert.Null(limiter.Blocked(Start + wait, _ticket));
    }

    [Fact]
    public void Only_the_counters_that_failed_are_blocked()
    {
        var limiter = new FailureLimiter();
        var hall = FailureKey.Branch(Guid.NewGuid());
        for (var i = 0; i < 8; i++)
        {
            limiter.Fail(Start, hall, _ticket);
        }

        Assert.NotNull(limiter.Blocked(Start, hall, _ticket));
        Assert.Null(limiter.Blocked(Start, hall, FailureKey.Ticket(Guid.NewGuid())));
    }

    [Fact]
    public void In_any_stretch_no_more_failures_pass_than_the_burst_and_what_leaked() => Gen.Int[0, 60_000].Array[1, 200].Sample(
        pauses =>
        {
            var limiter = new FailureLimiter();
            var (now, passed) = (Start, 0);
            foreach (var pause in pauses)
            {
                now = now.AddMilliseconds(pause);
                if (limiter.Blocked(now, _ticket) is null)
                {
                    limiter.Fail(now, _ticket);
                    passed++;
                }
            }

            var allowance = FailureLimiter.PerTicket;
            Assert.InRange(passed, 1, allowance.Burst + (int)Math.Ceiling((now - Start) / allowance.Window * allowance.Burst));
        },
        iter: 300);

    [Fact]
    public void A_flood_of_keys_stays_within_its_room_and_spares_the_worst()
    {
        var limiter = new FailureLimiter(capacity: 100);
        for (var i = 0; i < 8; i++)
        {
            limiter.Fail(Start, _ticket);
        }

        for (var i = 0; i < 5_000; i++)
        {
            limiter.Fail(Start, FailureKey.Ticket(Guid.NewGuid()));
            Assert.InRange(limiter.Count, 1, 100);
        }

        Assert.NotNull(limiter.Blocked(Start, _ticket));
    }

    [Fact]
    public void A_clock_that_steps_back_forgets_nothing()
    {
        var limiter = new FailureLimiter();
        for (var i = 0; i < 8; i++)
        {
            limiter.Fail(Start, _ticket);
        }

        Assert.NotNull(limiter.Blocked(Start.AddMinutes(-10), _ticket));
    }
}
