namespace RemoteClassroom.Contracts.Errors;

/// <summary>The stable codes of every refusal, over HTTP (RFC 9457 problem details) and over the hub alike.</summary>
public static class ErrorCodes
{
    /// <summary>400: the body, a parameter or a header cannot be read.</summary>
    public const string Malformed = "malformed";
    /// <summary>400: a command carries a field that the contract does not know.</summary>
    public const string UnknownField = "unknown_field";
    /// <summary>400: a change came without an <c>Idempotency-Key</c> header.</summary>
    public const string IdempotencyKeyRequired = "idempotency_key_required";
    /// <summary>401: no credential, or one that is not valid any more.</summary>
    public const string Unauthenticated = "unauthenticated";
    /// <summary>403: the caller's role may never do this.</summary>
    public const string Forbidden = "forbidden";
    /// <summary>403: a dangerous act wants the password within the last five minutes: give it to <c>/auth/confirm</c>, then send the same command again.</summary>
    public const string FreshSignInRequired = "fresh_sign_in_required";
    /// <summary>404: there is no such thing, or it is outside the caller's scope.</summary>
    public const string NotFound = "not_found";
    /// <summary>405: the address is right, the method is not.</summary>
    public const string MethodNotAllowed = "method_not_allowed";
    /// <summary>409: the session, round or question is not in a state that allows this.</summary>
    public const string IllegalTransition = "illegal_transition";
    /// <summary>409: no round is open, or the named one was closed.</summary>
    public const string RoundClosed = "round_closed";
    /// <summary>409: something else stands in the way, such as a second open round.</summary>
    public const string Conflict = "conflict";
    /// <summary>409: the device already checked somebody else in (only if the session sets one device a round).</summary>
    public const string DeviceUsed = "device_used";
    /// <summary>410: the code was right within the last ten minutes; scan the screen again.</summary>
    public const string CodeExpired = "code_expired";
    /// <summary>410: the three minutes of the ticket are over; scan the screen again.</summary>
    public const string TicketExpired = "ticket_expired";
    /// <summary>413: the body is larger than the limit.</summary>
    public const string TooLarge = "too_large";
    /// <summary>415: the body's media type is not taken here.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";
    /// <summary>422: a field's value is not acceptable; <c>field</c> names it.</summary>
    public const string Validation = "validation";
    /// <summary>422: the idempotency key was used before with another body.</summary>
    public const string IdempotencyMismatch = "idempotency_mismatch";
    /// <summary>422: the code or the digits are wrong.</summary>
    public const string CodeInvalid = "code_invalid";
    /// <summary>422: an offline entry's proof is another branch's.</summary>
    public const string CodeForeign = "code_foreign";
    /// <summary>422: an offline entry's signature is not that of a registered device of the hall.</summary>
    public const string SignatureInvalid = "signature_invalid";
    /// <summary>409: an offline entry was signed after its device had been revoked.</summary>
    public const string DeviceRevoked = "device_revoked";
    /// <summary>422: the ticket checked another person in.</summary>
    public const string TicketUsed = "ticket_used";
    /// <summary>422: nobody on the hall's roster has these details.</summary>
    public const string NotMatched = "not_matched";
    /// <summary>429: too many failures or requests; <c>retryAfterMs</c> says when to come back.</summary>
    public const string RateLimited = "rate_limited";
    /// <summary>503: the node has more waiting than it may hold; try again with the same key.</summary>
    public const string Overloaded = "overloaded";
    /// <summary>503: the database cannot be reached; nothing was changed.</summary>
    public const string StorageUnavailable = "storage_unavailable";
    /// <summary>503: whether the change was stored is not known; try again with the same key.</summary>
    public const string OutcomeUnknown = "outcome_unknown";
    /// <summary>500: the server failed; the operator finds it in the log.</summary>
    public const string Internal = "internal";

    /// <summary>The HTTP status that goes with a code; 500 for a code that is not of the contract.</summary>
    public static int StatusOf(string code) => code switch
    {
        Malformed or UnknownField or IdempotencyKeyRequired => 400,
        Unauthenticated => 401,
        Forbidden or FreshSignInRequired => 403,
        NotFound => 404,
        MethodNotAllowed => 405,
        IllegalTransition or RoundClosed or Conflict or DeviceUsed or DeviceRevoked => 409,
        CodeExpired or TicketExpired => 410,
        TooLarge => 413,
        UnsupportedMediaType => 415,
        Validation or IdempotencyMismatch or CodeInvalid or CodeForeign or SignatureInvalid or TicketUsed or NotMatched => 422,
        RateLimited => 429,
        Overloaded or StorageUnavailable or OutcomeUnknown => 503,
        _ => 500,
    };
}
