using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary><c>GET /sessions/{s}/now</c>: the small document that phones read.</summary>
internal static class NowEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapNow(this IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{sessionId:guid}/now", AnswerAsync)
            .Allow(Callers.Everybody)
            .Produces<NowDocument>()
            .Produces(StatusCodes.Status304NotModified)
            .WithSummary("What is wanted from a phone's owner now, and when to ask again.");

    private static async Task AnswerAsync(HttpContext context, Guid sessionId, NowBoard board)
    {
        var cut = await board.GetAsync(sessionId, context.RequestAborted) ?? throw Refused.NotFound("session");
        var response = context.Response;
        response.Headers.ETag = cut.ETag;
        response.Headers.CacheControl = "no-cache";
        if (Matches(context.Request.Headers.IfNoneMatch, cut.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        var body = response.BodyWriter;
        body.Write(cut.Head);
        body.Write(Encoding.ASCII.GetBytes(NowBoard.Jitter(cut.Document.AskAgainMs).ToString(CultureInfo.InvariantCulture)));
        body.Write(cut.Tail);
        await body.FlushAsync(context.RequestAborted);
    }

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues sent, string etag) =>
        sent.Count > 0 && EntityTagHeaderValue.TryParseList(sent.ToArray()!, out var tags) &&
        tags.Any(tag => tag.Tag == "*" || tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false));
}
