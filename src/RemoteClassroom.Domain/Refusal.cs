namespace RemoteClassroom.Domain;

/// <summary>Why a command was not carried out: a stable code and what to do about it.</summary>
/// <param name="Code">One of the contract's error codes.</param>
/// <param name="Detail">What stands in the way and what to do; without personal data.</param>
/// <param name="Field">The field at fault, if one is.</param>
/// <param name="RetryAfterMs">How long to wait before trying again, if that helps.</param>
public sealed record Refusal(string Code, string Detail, string? Field = null, int? RetryAfterMs = null);

/// <summary>The codes that the domain's rules refuse with; the same words as the public contract's.</summary>
public static class RefusalCodes
{
    /// <summary>The thing is not in a state that allows this.</summary>
    public const string IllegalTransition = "illegal_transition";
    /// <summary>No round is open, or the named one was closed.</summary>
    public const string RoundClosed = "round_closed";
    /// <summary>Something else stands in the way.</summary>
    public const string Conflict = "conflict";
    /// <summary>There is no such thing.</summary>
    public const string NotFound = "not_found";
    /// <summary>A value is not acceptable.</summary>
    public const string Validation = "validation";
    /// <summary>The device already checked somebody else in.</summary>
    public const string DeviceUsed = "device_used";
    /// <summary>The code was right until a short while ago.</summary>
    public const string CodeExpired = "code_expired";
    /// <summary>The ticket's time is over.</summary>
    public const string TicketExpired = "ticket_expired";
    /// <summary>The code or ticket is not one of ours.</summary>
    public const string CodeInvalid = "code_invalid";
    /// <summary>The proof is another branch's.</summary>
    public const string CodeForeign = "code_foreign";
    /// <summary>The ticket checked another person in.</summary>
    public const string TicketUsed = "ticket_used";
    /// <summary>Nobody on the roster has these details.</summary>
    public const string NotMatched = "not_matched";
    /// <summary>Too many failures.</summary>
    public const string RateLimited = "rate_limited";
    /// <summary>The key was used with another body.</summary>
    public const string IdempotencyMismatch = "idempotency_mismatch";
}
