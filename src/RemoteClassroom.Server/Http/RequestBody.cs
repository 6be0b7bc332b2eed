using System.Buffers;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Server.Http;

/// <summary>The bytes of a command's body, read once within the endpoint's limit.</summary>
internal sealed class RequestBody
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private RequestBody(byte[] bytes) => Bytes = bytes;

    /// <summary>The body; empty if there was none.</summary>
    public byte[] Bytes { get; }

    /// <summary>The body as JSON: an empty one means <c>{}</c>.</summary>
    public byte[] Json => Bytes.Length == 0 ? EmptyObject : Bytes;

    /// <summary>Reads it, or gives what was read before.</summary>
    /// <exception cref="RefusedException">It is larger than the endpoint's limit.</exception>
    public static async ValueTask<RequestBody> OfAsync(HttpContext context)
    {
        if (context.Features.Get<RequestBody>() is { } known)
        {
            return known;
        }

        var body = await ReadOnceAsync(context);
        context.Features.Set(body);
        return body;
    }

    /// <summary>Reads it for an endpoint that asks no second time.</summary>
    /// <exception cref="RefusedException">It is larger than the endpoint's limit.</exception>
    public static async ValueTask<RequestBody> ReadOnceAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimitMetadata>()?.Bytes ?? EndpointRules.DefaultBodyLimit;
        return context.Request.ContentLength > limit ? throw TooLarge(limit) : new RequestBody(await ReadAsync(context, limit));
    }

    /// <summary>The command that it holds, read strictly.</summary>
    /// <exception cref="RefusedException">It is no such command; says by name what is wrong with it.</exception>
    public T Read<T>(HttpRequest request)
        where T : class
    {
        if (Bytes.Length > 0 && !request.HasJsonContentType())
        {
            throw new RefusedException(ErrorCodes.UnsupportedMediaType, "Send the body as application/json.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Json, ContractsJson.Strict) ?? throw Refused.Malformed("Send a JSON object.");
        }
        catch (JsonException)
        {
            throw new RefusedException(BodyFault.Explain(Json, typeof(T)));
        }
    }

    private static async ValueTask<byte[]> ReadAsync(HttpContext context, int limit)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(limit);
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static RefusedException TooLarge(int limit) => new(ErrorCodes.TooLarge, $"The body may be at most {limit} bytes long.");
}
