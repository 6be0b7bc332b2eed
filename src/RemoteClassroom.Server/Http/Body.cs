using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

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
        return new Body<T>((await RequestBody.OfAsync(context)).Read<T>(context.Request));
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(EndpointRules.AcceptsOf<T>());
    }
}
