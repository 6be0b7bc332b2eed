using System.Globalization;
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

    /// <summary>A stored answer with what must not be stored added to it each time it is given.</summary>
    /// <param name="answer">As it was stored.</param>
    /// <param name="complete">What is answered instead of what was kept.</param>
    /// <exception cref="RefusedException">The key was used with another body.</exception>
    public static IResult Of<T>(StoredAnswer answer, Func<T, T> complete)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(complete);
        return answer.Matches ? Of(answer with { Body = Json(complete(JsonSerializer.Deserialize<T>(answer.Body, ContractsJson.Options)!)) }) : Of(answer);
    }

    /// <summary>A member of staff as colleagues may read it: the first character and a star, such as 李*.</summary>
    public static string Masked(AccountCaller account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Masked(account.Name);
    }

    /// <summary>The name of a member of staff as colleagues may read it.</summary>
    public static string Masked(string accountName)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        return $"{StringInfo.GetNextTextElement(accountName)}*";
    }

    /// <summary>The key as grains take it, with the member of staff who sends the command, masked as colleagues may read it.</summary>
    public static CommandContext Context(this ReceiptKey key, Caller caller) =>
        caller is AccountCaller { VenueId: null } staff
            ? key.Context() with { ByRole = staff.Role.ToString().ToLowerInvariant(), ByName = Masked(staff) }
            : key.Context();

    /// <summary>The key as grains take it.</summary>
    public static CommandContext Context(this ReceiptKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new CommandContext(key.Scope, key.Key, key.BodyHash);
    }
}
