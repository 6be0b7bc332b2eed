using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>Nothing of a reminder lives in memory alone: what was on its way when the server stopped arrives when it runs again.</summary>
public sealed class WebhookRestartTests(ChasedTown town) : IClassFixture<ChasedTown>
{
    [Fact]
    public async Task A_receiver_that_was_away_gets_it_after_a_restart_of_the_server_once()
    {
        var lesson = await town.OpenAsync();
        town.Receiver.Answer = Receiver.Take;
        await town.Receiver.StopAsync();
        var chased = await town.ChaseAsync(lesson, 0);
        var failed = await town.BecomesAsync(lesson, chased.ReminderId, ReminderState.Failed);
        Assert.All(failed.Tries, one => Assert.Equal("unreachable", one.Reason));
        Assert.NotNull(failed.DueAt);

        await town.Host.StopAsync();
        await town.Receiver.StartAsync();
        Assert.Empty(town.ReceivedOf(lesson));
        await town.Host.StartAgainAsync();
        var root = await town.Host.RootAsync();
        town.Clock.PutForward(TimeSpan.FromMinutes(5));
        IReadOnlyList<ReminderDelivery> deliveries = [];
        await Eventually.True(
            "the delivery after the restart",
            async () => (deliveries = (await town.HistoryAsync(lesson, root)).Single().Deliveries).All(one => one.State == ReminderState.Sent),
            TimeSpan.FromSeconds(60));
        var sent = deliveries.Single(one => one.Channel == "webhook");
        Assert.Equal((failed.DeliveryId, null), (sent.DeliveryId, sent.Tries[^1].Reason));
        Assert.True(sent.Tries.Count > failed.Tries.Count);
        Assert.Equal(sent.DeliveryId.ToString("D"), Assert.Single(town.ReceivedOf(lesson)).Delivery);

        // Nothing is due any more: looking for a while brings nothing.
        town.Clock.PutForward(TimeSpan.FromMinutes(5));
        var other = (await root.PostAsync($"{lesson.Path}/branches/{town.Halls[1].Id}/reminders")).As<HallChased>();
        await Eventually.True("a later reminder to arrive", async () => (await town.HistoryAsync(lesson, root)).Single(info => info.ReminderId == other.ReminderId).Deliveries.All(one => one.State == ReminderState.Sent));
        Assert.Equal(2, town.ReceivedOf(lesson).Count);
    }
}
