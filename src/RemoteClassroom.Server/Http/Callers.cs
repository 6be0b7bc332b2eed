using Microsoft.AspNetCore.Http.Metadata;

namespace RemoteClassroom.Server.Http;

/// <summary>Who may call an endpoint at all; which objects he may touch is decided by <c>Access</c>.</summary>
[Flags]
public enum Callers
{
    /// <summary>Nobody.</summary>
    None = 0,
    /// <summary>Without any credential.</summary>
    Anonymous = 1,
    /// <summary>An administrator.</summary>
    Administrator = 2,
    /// <summary>A lecturer.</summary>
    Lecturer = 4,
    /// <summary>An assistant.</summary>
    Assistant = 8,
    /// <summary>The operator of a hall.</summary>
    Operator = 16,
    /// <summary>A paired screen.</summary>
    Screen = 32,
    /// <summary>A trainee who checked in.</summary>
    Person = 64,
    /// <summary>A platform administrator.</summary>
    PlatformAdministrator = 128,
    /// <summary>A security administrator.</summary>
    SecurityAdministrator = 256,
    /// <summary>An auditor.</summary>
    Auditor = 512,
    /// <summary>Who holds a lecture: administrators, lecturers, assistants.</summary>
    Staff = Administrator | Lecturer | Assistant,
    /// <summary>A hall: its screen and its operator.</summary>
    Hall = Operator | Screen,
    /// <summary>The accounts that take part in lectures.</summary>
    Classroom = Staff | Operator,
    /// <summary>Who keeps the installation.</summary>
    Keepers = PlatformAdministrator | SecurityAdministrator | Auditor,
    /// <summary>All accounts.</summary>
    Accounts = Classroom | Keepers,
    /// <summary>Everybody with a credential.</summary>
    SignedIn = Accounts | Screen | Person,
    /// <summary>Everybody, with or without a credential.</summary>
    Everybody = SignedIn | Anonymous,
}

/// <summary>Endpoint metadata: who may call it. An endpoint without it keeps the server from starting.</summary>
/// <param name="Callers">Who may.</param>
public sealed record AllowMetadata(Callers Callers);

/// <summary>Endpoint metadata: why a changing endpoint takes no idempotency key.</summary>
/// <param name="Why">The contract's reason.</param>
public sealed record NotIdempotentMetadata(string Why);

/// <summary>Endpoint metadata: the endpoint takes an <c>Idempotency-Key</c>; added by its <see cref="Change"/> parameter.</summary>
public sealed record IdempotentMetadata;

/// <summary>Endpoint metadata: the largest body, in bytes.</summary>
/// <param name="Bytes">The limit.</param>
public sealed record BodyLimitMetadata(int Bytes) : IRequestSizeLimitMetadata
{
    /// <summary>The same for the server itself, whose own limit would otherwise come first for large files, and too late for forms.</summary>
    public long? MaxRequestBodySize => Bytes;
}

/// <summary>Says of an endpoint what the pipeline must know.</summary>
public static class EndpointRules
{
    /// <summary>The largest body of an ordinary command, in bytes.</summary>
    public const int DefaultBodyLimit = 64 * 1024;

    /// <summary>Who may call it: others get 401 without a credential and 403 with one.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder builder, Callers callers)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowMetadata(callers));

    /// <summary>A changing endpoint that the contract excepts from idempotency keys.</summary>
    public static TBuilder NotIdempotent<TBuilder>(this TBuilder builder, string why)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NotIdempotentMetadata(why));

    /// <summary>An endpoint without a <see cref="Change"/> parameter that takes an idempotency key all the same.</summary>
    public static TBuilder Idempotent<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new IdempotentMetadata());

    /// <summary>An endpoint without a <see cref="Body{T}"/> parameter that reads a command all the same.</summary>
    /// <typeparam name="T">The command's record.</typeparam>
    /// <param name="builder">The endpoint.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder)
        where T : class =>
        builder.WithMetadata(AcceptsOf<T>());

    /// <summary>What is said of an endpoint that reads a command.</summary>
    /// <typeparam name="T">The command's record.</typeparam>
    internal static AcceptsMetadata AcceptsOf<T>()
        where T : class => new(["application/json"], typeof(T), isOptional: true);

    /// <summary>Bounded elsewhere, and not by <c>Admission</c>.</summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="where">What bounds it.</param>
    public static TBuilder Uncounted<TBuilder>(this TBuilder builder, string where)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new UncountedMetadata(where));

    /// <summary>Another limit for the body than <see cref="DefaultBodyLimit"/>.</summary>
    public static TBuilder BodyLimit<TBuilder>(this TBuilder builder, int bytes)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BodyLimitMetadata(bytes));
}
