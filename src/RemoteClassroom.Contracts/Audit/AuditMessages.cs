namespace RemoteClassroom.Contracts.Audit;

/// <summary>An item of <c>GET /audit</c>: who did what to which thing, when, and how it ended. Newest first.</summary>
/// <param name="Id">The line.</param>
/// <param name="At">When.</param>
/// <param name="ActorRole">The role in which it was done: an account's, or <c>screen</c>, <c>server</c> (by itself) or <c>nobody</c> (without a credential).</param>
/// <param name="Action">What was done, such as <c>signIn.failed</c>; a closed set that grows.</param>
/// <param name="ObjectKind">account, session, venue, unit, trainee or installation.</param>
/// <param name="UnitPath">The path of the unit that the thing belonged to; empty for the whole tree.</param>
/// <param name="Done">False: it was tried and refused.</param>
/// <param name="ActorId">The account or device.</param>
/// <param name="ActorName">The account's name now, masked.</param>
/// <param name="ObjectId">The thing.</param>
/// <param name="Reason">Why, in the words of the one who did it; where one is asked.</param>
/// <param name="Detail">Small facts by name.</param>
public sealed record AuditItem(
    Guid Id, DateTimeOffset At, string ActorRole, string Action, string ObjectKind, string UnitPath, bool Done, Guid? ActorId = null, string? ActorName = null, Guid? ObjectId = null,
    string? Reason = null, IReadOnlyDictionary<string, string>? Detail = null);

/// <summary>Answer of <c>GET /audit/check</c>: whether the audit's chain stands.</summary>
/// <param name="Intact">Every line is as it was written, and none is missing.</param>
/// <param name="Links">How many links the chain has.</param>
/// <param name="Unlinked">Lines that are not linked yet: those of the last seconds.</param>
/// <param name="BrokenAt">The first link that does not fit.</param>
public sealed record AuditChainState(bool Intact, long Links, long Unlinked, long? BrokenAt = null);
