using System.Net.WebSockets;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>A client that, by a seed, drops its link, stays away, stands still and comes back with its cursors, until it is told to settle.</summary>
internal sealed class RovingClient(Uri hub, int seed, bool standsStill, params StreamModel[] models)
{
    private readonly Random _random = new(seed);
    private readonly CancellationTokenSource _settle = new();
    private HubClient? _now;

    public IReadOnlyList<StreamModel> Models { get; } = models;

    public List<string> Byes { get; } = [];

    public int Connects { get; private set; }

    public int Recoveries { get; private set; }

    public long LowestOffset => Models.Min(model => model.Offset);

    /// <summary>Lives until cancelled.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(stop);
            }
            catch (Exception lost) when (lost is WebSocketException or IOException or OperationCanceledException)
            {
                // Comes back.
            }

            await Quietly(Task.Delay(Pause(), stop));
        }
    }

    /// <summary>From now on it stays, and comes back only if it is cut off.</summary>
    public void Settle()
    {
        _settle.Cancel();
        _now?.ReadOn();
    }

    private async Task OnceAsync(CancellationToken stop)
    {
        await using var client = await HubClient.ConnectAsync(hub, "anybody", Models, standsStill ? 4096 : 0);
        _now = client;
        Connects++;
        var before = Models.Select(model => model.Segments.Count).ToArray();
        var answer = await client.JoinAsync(Models);
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        var recovered = answer.GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("recovered").GetBoolean()).ToArray();
        Recoveries += recovered.Count(yes => yes);
        if (!_settle.IsCancellationRequested)
        {
            await RoveAsync(client);
        }

        if (_settle.IsCancellationRequested)
        {
            await Quietly(client.Ended.WaitAsync(stop));
        }

        for (var i = 0; i < Models.Count; i++)
        {
            var snapshots = Models[i].Segments.Count - before[i];
            Assert.True(snapshots <= (recovered[i] ? 0 : 1), $"{Models[i].Name}: {snapshots} snapshots came after recovered: {recovered[i]}.");
        }

        if (client.Bye.IsCompletedSuccessfully)
        {
            Byes.Add(await client.Bye);
        }
    }

    private async Task RoveAsync(HubClient client)
    {
        if (standsStill)
        {
            client.StandStill();
            await Quietly(Task.WhenAny(client.Ended, Task.Delay(_random.Next(500, 4_000), _settle.Token)));
            client.ReadOn();
        }

        // Then it reads for a while; the server may end it meanwhile.
        await Quietly(Task.WhenAny(client.Ended, Task.Delay(_random.Next(100, 2_500), _settle.Token)));
    }

    private int Pause() => _settle.IsCancellationRequested ? _random.Next(1, 50) : _random.Next(10) == 0 ? _random.Next(2_000, 6_000) : _random.Next(1, 300);

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Told to settle or to stop.
        }
    }
}
