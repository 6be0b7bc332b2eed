using CsCheck;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.CheckIns;

/// <summary>When an entry was honestly taken, against a made-up device whose true time is known.</summary>
public sealed class OfflineTimeTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Run = Guid.NewGuid();

    [Theory]
    [InlineData(-600)]
    [InlineData(600)]
    [InlineData(-1_772_442_000)]
    public void A_clock_that_is_off_is_corrected_by_the_last_contact_of_the_same_run(int offBySeconds)
    {
        var off = TimeSpan.FromSeconds(offBySeconds);
        var contact = new ServerContact(Run, 10_000, Nine + off, Nine, 200);
        var time = OfflineTime.Of(new OfflineStamp(Nine + off + TimeSpan.FromMinutes(7), Run, 10_000 + 420_000), [contact], Nine.AddHours(3));
        Assert.Equal(Nine.AddMinutes(7), time.At);
        Assert.InRange(time.Earliest!.Value, Nine.AddMinutes(7).AddSeconds(-1), Nine.AddMinutes(7));
        Assert.InRange(time.Latest, Nine.AddMinutes(7), Nine.AddMinutes(7).AddSeconds(6));
    }

    [Fact]
    public void A_clock_that_was_set_meanwhile_does_not_matter_between_two_contacts()
    {
        // Booted in 1970, taken at 9:07, set right by 9:20.
        ServerContact[] contacts = [new(Run, 0, DateTimeOffset.UnixEpoch, Nine, 100), new(Run, 1_200_000, Nine.AddMinutes(20), Nine.AddMinutes(20), 100)];
        var time = OfflineTime.Of(new OfflineStamp(DateTimeOffset.UnixEpoch.AddMinutes(7), Run, 420_000), contacts, Nine.AddHours(3));
        Assert.Equal(Nine.AddMinutes(7), time.At);
        Assert.True(time.Latest - time.Earliest < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void The_next_contact_alone_tells_the_time_backwards()
    {
        var contact = new ServerContact(Run, 900_000, DateTimeOffset.UnixEpoch.AddMinutes(15), Nine.AddMinutes(15), 100);
        var time = OfflineTime.Of(new OfflineStamp(DateTimeOffset.UnixEpoch.AddMinutes(7), Run, 420_000), [contact], Nine.AddHours(3));
        Assert.Equal(Nine.AddMinutes(7), time.At);
        Assert.True(time.IsMeasured);
    }

    [Fact]
    public void Without_a_contact_in_the_same_run_the_time_is_unproven()
    {
        var other = new ServerContact(Guid.NewGuid(), 0, Nine, Nine, 100);
        var stamp = new OfflineStamp(Nine, Run, 1_000);
        Assert.All(
            [OfflineTime.Of(stamp, [other], Nine.AddHours(1)), OfflineTime.Of(stamp with { PageLoad = null }, [other], Nine.AddHours(1)), OfflineTime.Of(stamp, [], Nine.AddHours(1))],
            time => Assert.Equal((false, Nine.AddHours(1)), (time.IsMeasured, time.Latest)));
        Assert.True(OfflineTime.Of(stamp with { ClockOffsetMs = 500 }, [], Nine.AddHours(1)).IsMeasured);
    }

    [Fact]
    public void Contacts_that_contradict_each_other_or_lie_ahead_prove_nothing()
    {
        var stamp = new OfflineStamp(Nine, Run, 60_000);
        Assert.False(OfflineTime.Of(stamp, [new(Run, 0, Nine, Nine.AddDays(1), 10)], Nine.AddHours(1)).IsMeasured);
        Assert.False(OfflineTime.Of(stamp, [new(Run, 0, Nine.AddMinutes(-1), Nine, 10), new(Run, 120_000, Nine.AddMinutes(1), Nine.AddMinutes(-30), 10)], Nine.AddHours(1)).IsMeasured);
    }

    /// <summary>
    /// A device that sleeps or whose clock is set, and drifts, with contacts at any time: the bounds always hold the truth, and a steady stretch measures it to seconds. Not both in one run: a clock
    /// that is set back by just what the device slept looks like one that did neither, and no rule could tell.
    /// </summary>
    [Fact]
    public void The_truth_lies_within_the_bounds_whatever_the_device_does() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[2, 40]).Sample((seed, steps) =>
        {
            var random = new Random(seed);
            var truth = Nine;
            var wall = TimeSpan.FromSeconds(random.Next(3) == 0 ? -1_772_442_000 : random.Next(-600, 600));
            var monotonic = 0.0;
            var crystal = 1 + ((random.NextDouble() - 0.5) * 2e-4);
            var sleeps = random.Next(2) == 0;
            var contacts = new List<ServerContact>();
            var entries = new List<(OfflineStamp Stamp, DateTimeOffset Truth)>();
            for (var step = 0; step < steps; step++)
            {
                var pass = random.Next(1, 600_000);
                truth += TimeSpan.FromMilliseconds(pass);
                switch (random.Next(8))
                {
                    case 0 when sleeps: break; // Monotonic time stood still.
                    case 1 when !sleeps: wall += TimeSpan.FromSeconds(random.Next(-900, 900)); monotonic += pass * crystal; break;
                    default: monotonic += pass * crystal; break;
                }

                if (random.Next(3) == 0)
                {
                    var trip = random.Next(2, 4_000);
                    var answered = truth + TimeSpan.FromMilliseconds(random.Next(trip));
                    contacts.Add(new ServerContact(Run, (long)(monotonic + (trip / 2.0)), truth + wall + TimeSpan.FromMilliseconds(trip / 2.0), answered, trip));
                    truth += TimeSpan.FromMilliseconds(trip);
                    monotonic += trip;
                }
                else
                {
                    entries.Add((new OfflineStamp(truth + wall, Run, (long)monotonic), truth));
                }
            }

            Assert.All(entries, entry =>
            {
                var time = OfflineTime.Of(entry.Stamp, contacts, truth);
                Assert.True(time.Latest >= entry.Truth - TimeSpan.FromMilliseconds(5), $"latest {time.Latest:O} is before {entry.Truth:O}");
                Assert.True(time.Earliest is null || time.Earliest <= entry.Truth + TimeSpan.FromMilliseconds(5), $"earliest {time.Earliest:O} is after {entry.Truth:O}");
                Assert.True(time.At <= time.Latest && (time.Earliest is null || time.At >= time.Earliest));
            });
        });
}

/// <summary>Into which round an entry goes, and what is left to a person.</summary>
public sealed class OfflinePlacingTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Round Closed = new(Guid.NewGuid(), RoundPurpose.SignIn, Nine, null, Nine.AddMinutes(20), null);
    private static readonly Round Open = new(Guid.NewGuid(), RoundPurpose.SpotCheck, Nine.AddMinutes(30), null, null, null);
    private static readonly Round[] Rounds = [Closed, Open];
    private static readonly DateTimeOffset Now = Nine.AddHours(2);

    private static HonestTime Measured(int minutes) => new(Nine.AddMinutes(minutes), Nine.AddMinutes(minutes).AddSeconds(-2), Nine.AddMinutes(minutes).AddSeconds(2));

    private static HonestTime Unproven(int minutes) => new(Nine.AddMinutes(minutes), null, Now);

    [Fact]
    public void Proven_within_a_closed_round_is_taken_after_its_close_and_proven_outside_is_not()
    {
        foreach (var named in (Guid?[])[Closed.RoundId, null])
        {
            var take = Assert.IsType<Placing.Take>(OfflinePlacing.OfSigned(Measured(7), named, Rounds, Now));
            Assert.Equal((Closed, Nine.AddMinutes(7), TimeCertainty.Measured, true), (take.Round, take.At, take.Certainty, take.MayComeLate));
            Assert.IsType<Placing.Outside>(OfflinePlacing.OfSigned(Measured(25), named, Rounds, Now));
        }
    }

    [Fact]
    public void Unproven_is_marked_while_the_round_is_open_and_kept_after_its_close()
    {
        var take = Assert.IsType<Placing.Take>(OfflinePlacing.OfSigned(Unproven(-500), Open.RoundId, Rounds, Now));
        Assert.Equal((Open, Now, TimeCertainty.Unproven, Open.OpenedAt), (take.Round, take.At, take.Certainty, take.NotBefore));
        Assert.Equal(new Placing.Keep(Closed), OfflinePlacing.OfSigned(Unproven(7), Closed.RoundId, Rounds, Now));
        Assert.Equal(new Placing.Keep(null), OfflinePlacing.OfSigned(Unproven(7), null, Rounds, Now));
    }

    [Fact]
    public void A_named_round_bounds_from_below_so_that_a_later_contact_alone_proves_it()
    {
        var take = Assert.IsType<Placing.Take>(OfflinePlacing.OfSigned(new HonestTime(Nine.AddMinutes(3), null, Nine.AddMinutes(12)), Closed.RoundId, Rounds, Now));
        Assert.Equal((Closed, TimeCertainty.WithinRound, Closed.OpenedAt, true), (take.Round, take.Certainty, take.NotBefore, take.MayComeLate));
    }

    [Fact]
    public void What_straddles_the_close_is_left_to_a_person()
    {
        Assert.Equal(new Placing.Keep(Closed), OfflinePlacing.OfSigned(new HonestTime(Nine.AddMinutes(19), Nine.AddMinutes(18), Nine.AddMinutes(22)), Closed.RoundId, Rounds, Now));
        Assert.Equal(new Placing.Keep(Open), OfflinePlacing.OfSigned(Measured(2), Open.RoundId, Rounds, Now));
    }

    [Fact]
    public void The_unsigned_word_counts_only_while_the_round_is_open()
    {
        Assert.IsType<Placing.Outside>(OfflinePlacing.OfUnsigned(Measured(7), Closed.RoundId, Rounds));
        Assert.Equal(Open, Assert.IsType<Placing.Take>(OfflinePlacing.OfUnsigned(Unproven(40), null, Rounds)).Round);
        Assert.IsType<Placing.Outside>(OfflinePlacing.OfSigned(Measured(7), Guid.NewGuid(), Rounds, Now));
    }
}
