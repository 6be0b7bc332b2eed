using System.Security.Cryptography;
using System.Text;
using CsCheck;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Chasing;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Made = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);

    private static ChannelOutcome Failed(int tries = 1) => new(ChannelResult.Failed, [.. Enumerable.Range(0, tries).Select(_ => new DeliveryTry(Made, ChannelResult.Failed, "timeout", 5))]);

    [Fact]
    public void Taken_and_refused_are_the_end_a_failure_is_not()
    {
        Assert.Equal(new DeliveryStep(DeliveryState.Sent, null), DeliveryRules.After(new ChannelOutcome(ChannelResult.Sent, []), Made, 0, 0, Made, 0.5));
        Assert.Equal(new DeliveryStep(DeliveryState.GivenUp, null), DeliveryRules.After(new ChannelOutcome(ChannelResult.Refused, []), Made, 0, 0, Made, 0.5));
        var failed = DeliveryRules.After(Failed(), Made, 0, 0, Made, 0.5);
        Assert.Equal((DeliveryState.Failed, Made + TimeSpan.FromSeconds(6)), (failed.State, failed.DueAt!.Value));
        Assert.Equal(DeliveryState.Waiting, DeliveryRules.After(new ChannelOutcome(ChannelResult.Postponed, []), Made, 0, 0, Made, 0.5).State);
        Assert.Equal(DeliveryState.Failed, DeliveryRules.After(new ChannelOutcome(ChannelResult.Postponed, []), Made, 3, 1, Made, 0.5).State);
    }

    [Fact]
    public void A_receiver_that_is_down_for_good_is_left_after_an_hour_at_the_latest()
    {
        Gen.Select(Gen.Double[0, 0.999].Array[200], Gen.Int[1, 3]).Sample((random, tries) =>
        {
            var (now, tried, rounds) = (Made, 0, 0);
            foreach (var chance in random)
            {
                var step = DeliveryRules.After(Failed(tries), Made, tried, rounds, now, chance);
                (tried, rounds) = (tried + tries, rounds + 1);
                if (step.DueAt is not { } due)
                {
                    Assert.Equal(DeliveryState.GivenUp, step.State);
                    Assert.InRange(tried, 1, DeliveryRules.MostTries + 2);
                    return;
                }

                Assert.InRange(due - now, TimeSpan.FromSeconds(1), DeliveryRules.LongestPause);
                Assert.False(DeliveryRules.IsOver(Made, due));
                now = due;
            }

            Assert.Fail("never given up");
        });
    }

    [Fact]
    public void What_the_receiver_asks_to_wait_is_waited_within_reason()
    {
        Assert.True(DeliveryRules.Pause(0, 0, TimeSpan.FromSeconds(90)) >= TimeSpan.FromSeconds(90));
        Assert.Equal(DeliveryRules.LongestPause, DeliveryRules.Pause(0, 0, TimeSpan.FromDays(2)));
    }

    [Fact]
    public void The_signature_is_hmac_sha256_over_timestamp_and_body()
    {
        const string secret = "a-secret-of-thirty-two-characters";
        var body = Encoding.UTF8.GetBytes("""{"type":"reminder"}""");
        var signature = WebhookSignature.Of(secret, Made, body);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Made.ToUnixTimeSeconds()}.{{\"type\":\"reminder\"}}"));
        Assert.Equal("v1=" + Convert.ToHexString(expected).ToLowerInvariant(), signature);

        var stamp = $"{Made.ToUnixTimeSeconds()}";
        Assert.True(WebhookSignature.IsRight(secret, stamp, signature, body, Made.AddMinutes(4)));
        Assert.False(WebhookSignature.IsRight(secret, stamp, signature, body, Made.AddMinutes(6)));
        Assert.False(WebhookSignature.IsRight(secret, $"{Made.ToUnixTimeSeconds() + 1}", signature, body, Made));
        Assert.False(WebhookSignature.IsRight(secret + "x", stamp, signature, body, Made));
        Assert.False(WebhookSignature.IsRight(secret, stamp, signature, [.. body, 32], Made));
        Assert.False(WebhookSignature.IsRight(secret, null, null, body, Made));
    }

    [Theory]
    [InlineData(RoundPurpose.SignIn, 22, 3, 0, "东镇活动室（7 号）：《防汛第一课》签到，应到 25 人，实到 22 人，还有 3 人未签到。", "东镇活动室 (hall 7), the sign-in of “防汛第一课”: 22 of 25 came, 3 are still missing.")]
    [InlineData(RoundPurpose.SpotCheck, 0, 0, 25, "东镇活动室（7 号）：《防汛第一课》抽查，应到 25 人，实到 0 人，25 人情况未知（分课堂离线）。", "东镇活动室 (hall 7), the spot check of “防汛第一课”: 0 of 25 came, 25 are unknown, for the hall is offline.")]
    [InlineData(RoundPurpose.SignOut, 23, 1, 1, "东镇活动室（7 号）：《防汛第一课》签退，应到 25 人，实到 23 人，还有 1 人未签退，1 人情况未知（分课堂离线）。", "东镇活动室 (hall 7), the sign-out of “防汛第一课”: 23 of 25 came, 1 is still missing, 1 is unknown, for the hall is offline.")]
    public void The_sentence_says_hall_round_and_numbers(RoundPurpose purpose, int arrived, int missing, int unknown, string chinese, string english)
    {
        var hall = Guid.NewGuid();
        var message = new ReminderMessage(
            Guid.NewGuid(), Guid.NewGuid(), new ReminderIdentity(Guid.NewGuid(), Guid.NewGuid(), hall, 0, 1), "防汛第一课", purpose, "东镇活动室", 7, "青河县 / 东镇", new ChaseTarget(0, hall, "东镇活动室"),
            new ChaseFigures(25, arrived, missing, unknown), Made, "青河县");
        Assert.Equal((chinese, english), (ReminderText.Chinese(message), ReminderText.English(message)));
    }
}
