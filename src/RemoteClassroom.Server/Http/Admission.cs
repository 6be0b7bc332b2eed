using System.Diagnostics.Metrics;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Telemetry;

namespace RemoteClassroom.Server.Http;

/// <summary>Endpoint metadata: requests to it are bounded elsewhere, because they last long or must be answered when nothing else is.</summary>
/// <param name="Where">What bounds them.</param>
public sealed record UncountedMetadata(string Where);

/// <summary>
/// How many requests are worked on at once. More are refused at the door, before anything of them is read or asked: what is let in is answered soon, what is not hears so
/// at once and may come back. The crowd – whoever needs no account – has places of its own, so that a hall full of phones cannot keep the lecturer from ending the round.
/// </summary>
internal sealed class Admission(RequestDelegate next, Lanes lanes)
{
    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<AllowMetadata>() is not { Callers: var callers } || metadata.GetMetadata<UncountedMetadata>() is not null)
        {
            return next(context);
        }

        var lane = (callers & (Callers.Anonymous | Callers.Person)) != Callers.None ? lanes.Crowd : lanes.Accounts;
        return lane.TryEnter() ? WorkAsync(context, lane) : Problems.WriteAsync(context, Door.Refusal(Random.Shared.Next(500, 3_000)));
    }

    private async Task WorkAsync(HttpContext context, Lane lane)
    {
        try
        {
            await next(context);
        }
        finally
        {
            lane.Leave();
        }
    }
}

/// <summary>The places of the crowd and of accounts.</summary>
internal sealed class Lanes
{
    public Lanes(ServerOptions options, IMeterFactory meters)
    {
        Crowd = new Lane("crowd", options.MaxRequests);
        Accounts = new Lane("accounts", Math.Max(1, options.MaxRequests / 2));
        var meter = meters.Create(ServerMeters.MeterName);
        meter.CreateObservableGauge("rc.http.requests", () => Each(lane => lane.Count), "{request}", "Requests that are worked on, of the crowd and of accounts.");
        meter.CreateObservableGauge("rc.http.requests_limit", () => Each(lane => lane.Limit), "{request}", "Requests that may be worked on at once; more are refused.");
    }

    /// <summary>For whoever needs no account.</summary>
    public Lane Crowd { get; }

    /// <summary>For accounts and screens.</summary>
    public Lane Accounts { get; }

    private Measurement<int>[] Each(Func<Lane, int> figure) =>
        [.. new[] { Crowd, Accounts }.Select(lane => new Measurement<int>(figure(lane), new KeyValuePair<string, object?>("lane", lane.Name)))];
}

/// <summary>Some places, and how many are taken.</summary>
internal sealed class Lane(string name, int limit)
{
    private int _count;

    public string Name => name;

    public int Limit => limit;

    public int Count => Math.Min(Volatile.Read(ref _count), limit);

    public bool IsFull => Volatile.Read(ref _count) >= limit;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
