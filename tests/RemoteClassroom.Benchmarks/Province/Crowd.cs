using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Benchmarks.Province;

/// <summary>Everybody of the province, who scans and checks in when it is his turn. Paced by the clock: what a slow moment holds back is made up for, as people in a queue are.</summary>
internal sealed class Crowd(BenchHttp door, ProvinceSetup setup, byte[][] keys, ProvinceOptions options)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly Latencies _rush = new();
    private readonly Latencies _rest = new();

    /// <summary>The ids of the check-ins that were acknowledged.</summary>
    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    /// <summary>What was refused or failed.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How long scan and check-in took together, from when the person was due: in the rush.</summary>
    public Latencies Rush => _rush;

    /// <summary>The same for those after the rush.</summary>
    public Latencies Rest => _rest;

    /// <summary>Lets everybody in.</summary>
    /// <param name="began">The moment from which the curve counts.</param>
    public async Task ComeAsync(long began)
    {
        var under = new List<Task>();
        for (var next = 0; next < setup.People.Count;)
        {
            for (var due = options.Due(Stopwatch.GetElapsedTime(began), setup.People.Count); next < due; next++)
            {
                under.Add(OneAsync(next, Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(began).TotalSeconds < options.RushSeconds ? _rush : _rest));
            }

            under.RemoveAll(task => task.IsCompleted);
            await Task.Delay(Tick);
        }

        await Task.WhenAll(under);
    }

    private async Task OneAsync(int i, long due, Latencies latencies)
    {
        var (hall, person) = setup.People[i];
        try
        {
            var code = BranchCodes.CodeAt(keys[hall], setup.Halls[hall].Hall, BranchCodes.StepOf(TimeProvider.System.GetUtcNow()));
            var ticket = (await door.PostAsync("scans", new JsonObject { ["code"] = code }))["ticket"]!.GetValue<string>();
            var answer = await door.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = person.RosterNo, ["lastDigits"] = person.Phone[^4..] });
            _acknowledged.Enqueue(answer["checkInId"]!.GetValue<string>());
            lock (latencies)
            {
                latencies.Add(Stopwatch.GetTimestamp() - due);
            }
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            _faults.Enqueue(refusal.Message);
        }
    }
}
