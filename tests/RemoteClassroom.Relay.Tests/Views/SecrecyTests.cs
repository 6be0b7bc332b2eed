using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Views;

/// <summary>No byte of a pending question, a name or an identifier of a person reaches a screen.</summary>
public sealed class SecrecyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_planted_is_found_in_the_raw_bytes_of_a_screen(int seed)
    {
        await using var host = await RelayHost.StartAsync(options => options.QuietViews = TimeSpan.FromMilliseconds(500));
        var lecture = new Lecture(host.Log, seed, halls: 5);
        var raw = new List<string>();
        var models = new List<StreamModel>();
        var clients = new List<HubClient>();
        for (var part = 0; part < 6; part++)
        {
            for (var i = 0; i < 60; i++)
            {
                lecture.Go();
            }

            // A pending question stands at every moment at which somebody joins.
            lecture.Ask(lecture.Halls[0], $"pending-{Guid.NewGuid():N}");
            host.Announce(lecture.SessionId, lecture.Head);
            models.Add(new StreamModel(StreamName.Screen(lecture.SessionId)));
            clients.Add(await HubClient.ConnectAsync(host.Hub, "anybody", [models[^1]], keepRaw: true));
            await clients[^1].JoinAsync(models[^1]);
            await Eventually.True("the snapshot", () => models[^1].Segments.Count == 1);
        }

        await Eventually.True("all to reach the head", () => models.TrueForAll(model => model.Offset == lecture.Head));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
            raw.AddRange(client.Raw!);
        }

        var bytes = string.Join('\n', raw);
        Assert.NotEmpty(lecture.SecretTexts);
        Assert.NotEmpty(lecture.Persons);
        Assert.All(lecture.SecretTexts, text => Assert.DoesNotContain(text.Split(' ')[0], bytes, StringComparison.Ordinal));
        Assert.All(lecture.Persons, person => Assert.DoesNotContain(person.ToString("D"), bytes, StringComparison.OrdinalIgnoreCase));
        Assert.All(lecture.Persons, person => Assert.DoesNotContain(person.ToString("N"), bytes, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("person", bytes, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(lecture.State.Questions.ById.Values, question => question.WasApproved && bytes.Contains(question.Text.Split(' ')[0], StringComparison.Ordinal));
    }
}
