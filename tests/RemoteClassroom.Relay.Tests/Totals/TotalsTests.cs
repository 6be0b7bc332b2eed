using System.Text.Json;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Totals;

/// <summary>Figures that replace each other.</summary>
public sealed class TotalsTests
{
    [Fact]
    public async Task An_attendance_stream_begins_with_one_snapshot_at_head_zero_and_goes_on_with_totals()
    {
        await using var host = await RelayHost.StartAsync(options => options.TotalsEvery = TimeSpan.FromMilliseconds(50));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var (unit, other) = (Guid.NewGuid(), Guid.NewGuid());
        host.Attendance.Set(new AttendanceKey(false, unit), """{"present":1}""");
        host.Attendance.Set(new AttendanceKey(false, other), """{"present":9}""");
        var model = new StreamModel(StreamName.Attendance(lecture.SessionId, unit));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model], keepRaw: true);
        var answer = await client.JoinAsync(model);
        Assert.Equal((0, false), (answer.GetProperty("streams")[0].GetProperty("head").GetInt64(), answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean()));
        await Eventually.True("the snapshot", () => model.Segments.Count == 1);
        Assert.Contains("\"state\":{\"present\":1}", client.Raw![^1], StringComparison.Ordinal);

        host.Attendance.Set(new AttendanceKey(false, unit), """{"present":2}""");
        await Eventually.True("the new figures", () => Latest(client) == """{"present":2}""");
        Assert.Equal("attendance", client.Totals[^1].GetProperty("key").GetString());
        Assert.Single(model.Segments);
        Assert.All(client.Totals, totals => Assert.Equal(model.Name.Format(), totals.GetProperty("stream").GetString()));
        Assert.Equal(client.Totals.Select(Order).Order(), client.Totals.Select(Order));
    }

    [Fact]
    public async Task Halls_get_their_own_counts_and_one_question_serves_all_of_them()
    {
        await using var host = await RelayHost.StartAsync(options => options.TotalsEvery = TimeSpan.FromMilliseconds(100));
        var lecture = new Lecture(host.Log, seed: 1, halls: 40);
        foreach (var hall in lecture.Halls)
        {
            host.Attendance.Set(new AttendanceKey(true, hall), $$"""{"hall":"{{hall}}"}""");
        }

        var models = lecture.Halls.Select(hall => new StreamModel(StreamName.Branch(lecture.SessionId, hall))).ToList();
        var clients = await Task.WhenAll(models.Select(model => HubClient.ConnectAsync(host.Hub, "anybody", [model])));
        await Task.WhenAll(clients.Zip(models, (client, model) => client.JoinAsync(model)));
        await Eventually.True("every hall's figures", () => clients.Zip(lecture.Halls).All(pair => Latest(pair.First) == $$"""{"hall":"{{pair.Second}}"}"""));
        var asked = host.Attendance.Asked;
        await Eventually.True("the node to have asked again", () => host.Attendance.Asked >= asked + 3);
        foreach (var client in clients)
        {
            Assert.Single(client.Totals);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Staff_sees_the_votes_as_they_change()
    {
        await using var host = await RelayHost.StartAsync(options => options.TotalsEvery = TimeSpan.FromMilliseconds(50));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        lecture.Ask(lecture.Halls[0], "How deep?");
        var question = lecture.State.Questions.Order[0];
        lecture.Say(new QuestionApproved(question));
        host.Votes.Counts[question] = 3;
        var model = new StreamModel(StreamName.Staff(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        await Eventually.True("the votes", () => Latest(client) == $$$"""{"votes":{"{{{question}}}":3}}""");
        host.Votes.Counts[question] = 2;
        await Eventually.True("the vote taken back", () => Latest(client) == $$$"""{"votes":{"{{{question}}}":2}}""");
        Assert.Equal(2, client.Totals.Count);
    }

    private static string? Latest(HubClient client)
    {
        lock (client.Totals)
        {
            return client.Totals.Count == 0 ? null : client.Totals[^1].GetProperty("data").GetRawText();
        }
    }

    private static (long Epoch, long Seq) Order(JsonElement totals) => (totals.GetProperty("epoch").GetInt64(), totals.GetProperty("seq").GetInt64());
}
