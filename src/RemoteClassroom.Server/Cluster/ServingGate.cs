using Microsoft.AspNetCore.Http.Features;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// While the database does not answer, or most other nodes do not, calls of the API are refused at once; and calls that wait when either is lost get their 503 then, not when the
/// network gives up. What such a call had begun goes on behind the answer: it may still be stored, so a change is told <c>outcome_unknown</c>.
/// </summary>
internal sealed class ServingGate(RequestDelegate next, IDatabaseHealth database, IPeerHealth peers)
{
    private const int RetryMs = 1_000;
    private static readonly Refusal NoDatabase =
        new(ErrorCodes.StorageUnavailable, "The database cannot be reached just now; nothing was changed. Try again.", RetryAfterMs: RetryMs);
    private static readonly Refusal NoPeers =
        new(ErrorCodes.Overloaded, "This node does not reach the others just now; nothing was changed. Try again on a new connection: another node serves.", RetryAfterMs: RetryMs);

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Pipeline.ApiBase, StringComparison.Ordinal))
        {
            return next(context);
        }

        if (!database.Answers)
        {
            return Problems.WriteAsync(context, NoDatabase);
        }

        if (peers.IsCutOff)
        {
            // The connection leads to this node for as long as it lasts.
            context.Response.Headers.Connection = "close";
            return Problems.WriteAsync(context, NoPeers);
        }

        var (databaseLost, cutOff) = (database.Lost, peers.CutOff);
        var work = next(context);
        return work.IsCompleted ? work : WaitAsync(context, work, databaseLost, cutOff);
    }

    private static async Task WaitAsync(HttpContext context, Task work, Task databaseLost, Task cutOff)
    {
        if (await Task.WhenAny(work, databaseLost, cutOff) == work || context.Response.HasStarted)
        {
            await work;
            return;
        }

        // The work keeps the request's features, its answer goes nowhere; what the caller is sent goes through the true ones.
        var change = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        var answer = new DefaultHttpContext(Outward(context.Features)) { RequestServices = context.RequestServices };
        context.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        answer.Response.Headers.Connection = "close";
        await Problems.WriteAsync(answer, (change, cutOff.IsCompleted) switch
        {
            (true, true) => new Refusal(ErrorCodes.OutcomeUnknown, "This node lost the others while this call waited for one of them. Try again with the same key: nothing is done twice.", RetryAfterMs: RetryMs),
            (true, false) => new Refusal(ErrorCodes.OutcomeUnknown, "The database was lost while this call waited for it. Try again with the same key: nothing is done twice.", RetryAfterMs: RetryMs),
            (false, true) => NoPeers,
            (false, false) => NoDatabase,
        });
        await answer.Response.CompleteAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static FeatureCollection Outward(IFeatureCollection features)
    {
        var outward = new FeatureCollection();
        outward.Set(features.Get<IHttpRequestFeature>());
        outward.Set(features.Get<IHttpResponseFeature>());
        outward.Set(features.Get<IHttpResponseBodyFeature>());
        return outward;
    }
}
