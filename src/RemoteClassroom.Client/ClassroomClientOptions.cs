using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client;

/// <summary>How a client behaves.</summary>
public sealed record ClassroomClientOptions
{
    /// <summary>The server's root address, e.g. <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>Back-off until the server gives its own advice.</summary>
    public RetryAdvice Retry { get; init; } = new(BaseMs: 500, CapMs: 20_000);

    /// <summary>How long one try of a call may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives numbers in [0, 1) for the jitter; null for the shared generator.</summary>
    public Func<double>? Random { get; init; }

    /// <summary>The transport of the HTTP calls; null for a pooled one of the client's own. The client does not dispose one that was given.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
