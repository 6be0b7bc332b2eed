using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Grains;

namespace RemoteClassroom.Server.Http;

/// <summary>Turns what grains and the store answer into answers of endpoints.</summary>
public static class Answers
{
    /// <summary>The contract's JSON of an answer, as it is kept with a receipt.</summary>
    public static string Json<T>(T answer) => JsonSerializer.Serialize(answer, ContractsJson.Options);

    /// <summary>A grain's answer.</summary>
    /// <exception cref="RefusedException">The grain refused.</exception>
    public static IResult Of(CommandAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Refusal is { } refusal ? throw new RefusedException(refusal) : TypedResults.Text(answer.Body ?? "{}", "application/json", statusCode: answer.Status);
    }

    /// <summary>An answer that was stored with its effect, now or when the command was sent before.</summary>
    /// <exception cref="RefusedException">The key was used with another body.</exception>
    public static IResult Of(StoredAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Matches
            ? TypedResults.Text(answer.Body, "application/json", statusCode: answer.Status)
            : throw new RefusedException(ErrorCodes.IdempotencyMismatch, "This Idempotency-Key was used for another request; take a new one.");
    }

    /// <summary>The key as grains take it.</summary>
    public static CommandContext Context(this ReceiptKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new CommandContext(key.Scope, key.Key, key.BodyHash);
    }
}
