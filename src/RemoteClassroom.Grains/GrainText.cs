using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains;

/// <summary>What all grains answer in the same words.</summary>
internal static class GrainText
{
    /// <summary>How long a caller waits before it tries again after a 503, in milliseconds.</summary>
    private const int RetryMs = 1_000;

    public static string Json<T>(T answer) => JsonSerializer.Serialize(answer, ContractsJson.Options);

    /// <summary>The answer that was given before; refused if the key came with another body.</summary>
    public static CommandAnswer Replay(StoredAnswer stored) => stored.Matches ? CommandAnswer.Of(stored.Status, stored.Body) : Mismatch();

    public static CommandAnswer Mismatch() =>
        CommandAnswer.Refuse(ErrorCodes.IdempotencyMismatch, "This idempotency key was used before with another body; take a new key for a new command.");

    public static CommandAnswer NoSession() => CommandAnswer.Refuse(ErrorCodes.NotFound, "There is no such session.");

    public static CommandAnswer Overloaded() =>
        CommandAnswer.Refuse(ErrorCodes.Overloaded, "Too much is waiting to be stored; try again with the same key.", retryAfterMs: RetryMs);

    public static CommandAnswer Unavailable() =>
        CommandAnswer.Refuse(ErrorCodes.StorageUnavailable, "The database cannot be reached and nothing was changed; try again with the same key.", retryAfterMs: RetryMs);

    public static CommandAnswer Unknown() =>
        CommandAnswer.Refuse(ErrorCodes.OutcomeUnknown, "Whether this was stored is not known; try again with the same key to find out.", retryAfterMs: RetryMs);
}
