using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>The webhook against a real receiver that fails, hangs, sends elsewhere and goes away: signed at every try, under one id, each try in the history.</summary>
public sealed class WebhookTests(ChasedTown town) : IClassFixture<ChasedTown>
{
    [Fact]
    public async Task A_receiver_that_fails_and_hangs_gets_it_again_under_the_same_id_freshly_signed()
    {
        var lesson = await town.OpenAsync();
        var calls = 0;
        town.Receiver.Answer = async context =>
        {
            switch (Interlocked.Increment(ref calls))
            {
                case 1:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    break;
                case 2:
                    // Hangs until the caller loses patience.
                    var gone = new TaskCompletionSource();
                    await using (context.RequestAborted.Register(gone.SetResult))
                    {
                        await gone.Task;
                    }

                    break;
                default:
                    await Receiver.Take(context);
                    break;
            }
        };
        var chased = await town.ChaseAsync(lesson, 0);
        var delivery = await town.BecomesAsync(lesson, chased.ReminderId, ReminderState.Sent);
        Assert.Equal(["status_503", "timeout", null], delivery.Tries.Select(one => one.Reason));
        Assert.Null(delivery.DueAt);
        var received = town.ReceivedOf(lesson);
        Assert.Equal(3, received.Count);
        Assert.All(received, one => Assert.Equal((delivery.DeliveryId.ToString("D"), Receiver.SignatureOf(one), received[0].Body), (one.Delivery, one.Signature, one.Body)));
    }

    [Theory]
    [InlineData(400, "status_400")]
    [InlineData(401, "status_401")]
    [InlineData(302, "redirected")]
    [InlineData(307, "redirected")]
    public async Task What_another_try_does_not_mend_is_given_up_and_no_redirect_is_followed(int status, string reason)
    {
        var lesson = await town.OpenAsync();
        town.Receiver.Answer = context =>
        {
            context.Response.Headers.Location = $"http://127.0.0.1:{town.Receiver.Port}/elsewhere";
            return Receiver.Status(status)(context);
        };
        var chased = await town.ChaseAsync(lesson, 0);
        var delivery = await town.BecomesAsync(lesson, chased.ReminderId, ReminderState.GivenUp);
        Assert.Equal(reason, Assert.Single(delivery.Tries).Reason);
        Assert.Equal("/chased", Assert.Single(town.ReceivedOf(lesson)).Path);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("172.31.0.9", true)]
    [InlineData("172.32.0.9", false)]
    [InlineData("100.64.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:db8::1", false)]
    public void Private_networks_are_out_of_bounds_unless_allowed(string address, bool isPrivate)
    {
        var ip = IPAddress.Parse(address);
        Assert.Equal(isPrivate, WebhookAddress.IsPrivate(ip));
        Assert.Equal(!isPrivate, WebhookAddress.MayReach(ip, loopback: false, allowPrivate: false));
        Assert.True(WebhookAddress.MayReach(ip, loopback: false, allowPrivate: true));
        Assert.Equal(IPAddress.IsLoopback(ip), WebhookAddress.MayReach(ip, loopback: true, allowPrivate: true));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to() =>
        await Assert.ThrowsAsync<PrivateAddressException>(async () => await WebhookAddress.ConnectAsync(new DnsEndPoint("localhost", town.Receiver.Port), loopback: false, allowPrivate: false, CancellationToken.None));

    [Theory]
    [InlineData("http://hook.example/x", null, "Url")]
    [InlineData("ftp://hook.example/x", null, "Url")]
    [InlineData("https://user:word@hook.example/x", null, "Url")]
    [InlineData("https://hook.example/x", "too-short", "Secret")]
    [InlineData("https://hook.example/x", null, "Secret")]
    [InlineData("https://hook.example/x", Receiver.Secret, null)]
    [InlineData("http://localhost:9/x", Receiver.Secret, null)]
    public void A_webhook_that_cannot_be_trusted_keeps_the_server_from_starting(string url, string? secret, string? fault)
    {
        var options = new ChasingOptions { Webhook = { Url = new Uri(url), Secret = secret } };
        var outcome = new ChasingOptionsValidator().Validate(null, options);
        Assert.Equal(fault is null, outcome.Succeeded);
        Assert.True(fault is null || outcome.FailureMessage!.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_on_the_command_line_is_refused() => Assert.Contains(
        "command line",
        (await Assert.ThrowsAsync<OptionsValidationException>(() => ServerHost.StartAsync("--Chasing:Webhook:Url", "https://hook.example/x", "--Chasing:Webhook:Secret", Receiver.Secret))).Message,
        StringComparison.Ordinal);
}
