using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;

namespace RemoteClassroom.Grains;

/// <summary>What a grain answers to a command: the contract's own answer, or a refusal with the contract's code. Grains never answer with exceptions.</summary>
/// <param name="Status">The HTTP status; 2xx exactly if the command took effect (now, or when it was sent before).</param>
/// <param name="Body">The answer's JSON, as the contract writes it; null if refused.</param>
/// <param name="Code">Why it was refused: one of <see cref="ErrorCodes"/>; null if it was not.</param>
/// <param name="Detail">What stands in the way and what to do; null if not refused.</param>
/// <param name="Field">The field at fault, if one is.</param>
/// <param name="RetryAfterMs">How long to wait before trying again, if that helps.</param>
[GenerateSerializer, Immutable, Alias("rc.CommandAnswer")]
public sealed record CommandAnswer(
    [property: Id(0)] int Status, [property: Id(1)] string? Body, [property: Id(2)] string? Code = null, [property: Id(3)] string? Detail = null,
    [property: Id(4)] string? Field = null, [property: Id(5)] int? RetryAfterMs = null)
{
    /// <summary>Whether it was refused.</summary>
    public bool IsRefused => Code is not null;

    /// <summary>The refusal; null if it was carried out.</summary>
    public Refusal? Refusal => Code is null ? null : new Refusal(Code, Detail ?? "", Field, RetryAfterMs);

    internal static CommandAnswer Of(int status, string body) => new(status, body);

    internal static CommandAnswer Of(Refusal refusal) =>
        new(ErrorCodes.StatusOf(refusal.Code), null, refusal.Code, refusal.Detail, refusal.Field, refusal.RetryAfterMs);

    internal static CommandAnswer Refuse(string code, string detail, string? field = null, int? retryAfterMs = null) =>
        Of(new Refusal(code, detail, field, retryAfterMs));
}
