using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// An endpoint parameter that makes the endpoint idempotent: the request must carry <c>Idempotency-Key</c>, and the answer is kept under it
/// together with a hash over method, address and body.
/// </summary>
/// <param name="Key">The caller's key.</param>
/// <param name="BodyHash">SHA-256 over method, path, query and body.</param>
public sealed record Change(Guid Key, byte[] BodyHash) : IBindableFromHttpContext<Change>, Microsoft.AspNetCore.Http.Metadata.IEndpointParameterMetadataProvider
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    private const int SmallBody = 512;

    /// <summary>The key in the caller's own scope.</summary>
    public ReceiptKey For(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return new ReceiptKey(caller.Scope, Key, BodyHash);
    }

    /// <summary>The key in another scope, such as <c>ticket:{id}</c>.</summary>
    public ReceiptKey In(string scope) => new(scope, Key, BodyHash);

    /// <inheritdoc />
    public static async ValueTask<Change?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = Read(context.Request);
        return new Change(key, HashOf(context.Request, (await RequestBody.OfAsync(context)).Bytes));
    }

    /// <summary>The key of a request whose body was read.</summary>
    /// <exception cref="RefusedException">There is no key, or it is none.</exception>
    internal static Change Of(HttpRequest request, RequestBody body) => new(Read(request), HashOf(request, body.Bytes));

    /// <summary>A key that came another way than by the header, such as the hidden field of a form.</summary>
    /// <param name="key">The key.</param>
    /// <param name="body">What the hash is taken over, in a spelling of its own.</param>
    public static Change Of(Guid key, string body) => new(key, SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new IdempotentMetadata());
    }

    private static Guid Read(HttpRequest request)
    {
        var values = request.Headers[Header];
        return values.Count switch
        {
            0 => throw new RefusedException(ErrorCodes.IdempotencyKeyRequired, "Send the header Idempotency-Key with a new UUID; when trying again, with the same one."),
            1 when Guid.TryParseExact(values[0], "D", out var key) && key != Guid.Empty => key,
            _ => throw Refused.Malformed("The header Idempotency-Key must be one UUID with hyphens."),
        };
    }

    private static byte[] HashOf(HttpRequest request, byte[] body)
    {
        var head = $"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n";
        if (body.Length <= SmallBody && head.Length <= SmallBody)
        {
            // An ordinary command: hashed in one go, without a native hash object.
            Span<byte> whole = stackalloc byte[(3 * SmallBody) + SmallBody];
            var written = Encoding.UTF8.GetBytes(head, whole);
            body.CopyTo(whole[written..]);
            return SHA256.HashData(whole[..(written + body.Length)]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
