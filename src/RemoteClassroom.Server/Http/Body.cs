using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// An endpoint parameter: a command's JSON body, read strictly. An unknown field, a missing one or one of the wrong kind is refused by name;
/// an empty body is <c>{}</c>.
/// </summary>
/// <param name="Value">The command.</param>
/// <typeparam name="T">The command's record.</typeparam>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1000", Justification = "The framework finds the binder on the parameter's type.")]
public sealed record Body<T>(T Value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    /// <inheritdoc />
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        var body = await RequestBody.OfAsync(context);
        if (body.Bytes.Length > 0 && !context.Request.HasJsonContentType())
        {
            throw new RefusedException(ErrorCodes.UnsupportedMediaType, "Send the body as application/json.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(body.Json, ContractsJson.Strict) is { } value
                ? new Body<T>(value)
                : throw Refused.Malformed("Send a JSON object.");
        }
        catch (JsonException)
        {
            throw new RefusedException(BodyFault.Explain(body.Json, typeof(T)));
        }
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));
    }
}
