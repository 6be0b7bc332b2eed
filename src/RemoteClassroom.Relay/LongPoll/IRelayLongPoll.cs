using System.Security.Claims;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.LongPoll;

/// <summary>What came of a long poll: a refusal, or the answer's JSON.</summary>
/// <param name="Error">Why not; its code is one of the contract's.</param>
/// <param name="Json">A <see cref="FramesAnswer"/> in UTF-8.</param>
public readonly record struct PollResult(HubError? Error, ReadOnlyMemory<byte> Json);

/// <summary>The streams' frames for clients behind a proxy that refuses WebSockets.</summary>
public interface IRelayLongPoll
{
    /// <summary>How many polls wait.</summary>
    int Waiting { get; }

    /// <summary>What a stream holds beyond a cursor. Waits up to 25 s for news; how many may wait is bounded (<c>overloaded</c>).</summary>
    /// <param name="user">The caller; asks <see cref="Ports.IStreamAccess"/> itself.</param>
    /// <param name="sessionId">The session in the address; must be the stream's.</param>
    /// <param name="stream">The stream's name as sent.</param>
    /// <param name="cursor">Where the client stands; null: a snapshot first.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<PollResult> ReadAsync(ClaimsPrincipal user, Guid sessionId, string? stream, string? cursor, CancellationToken cancellationToken);
}
