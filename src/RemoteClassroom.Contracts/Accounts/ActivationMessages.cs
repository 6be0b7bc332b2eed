using RemoteClassroom.Contracts.Organization;

namespace RemoteClassroom.Contracts.Accounts;

/// <summary>An activation slip, as its issuer prints it. Whoever holds the code sets the account's password, once, within seven days.</summary>
/// <param name="Id">The slip.</param>
/// <param name="AccountId">The account that it opens.</param>
/// <param name="User">The account's name.</param>
/// <param name="Role">The account's role.</param>
/// <param name="Code">Twelve symbols in three groups; shown in this answer and in no other.</param>
/// <param name="Url">What the slip's QR says: the page that redeems it, the code in the fragment, which no browser sends.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Place">The name of the hall or unit; absent for the whole tree.</param>
/// <param name="Hall">The hall's short number; absent for an account of a unit.</param>
public sealed record ActivationSlip(
    Guid Id, Guid AccountId, string User, Role Role, string Code, string Url, DateTimeOffset ExpiresAt, string? Place = null, long? Hall = null);

/// <summary>Answer of a call that issues slips.</summary>
/// <param name="Slips">The slips, in the order asked for.</param>
public sealed record IssuedSlips(IReadOnlyList<ActivationSlip> Slips);

/// <summary>Body of <c>POST /accounts/slips</c>: new slips for accounts below the caller; their older slips are worth nothing from then on.</summary>
/// <param name="AccountIds">1 to 1,000 accounts.</param>
public sealed record IssueSlips(IReadOnlyList<Guid> AccountIds);

/// <summary>Answer of <c>POST /halls/import</c>; with any error, or in a dry run, nothing was changed and there are no slips.</summary>
/// <param name="Accepted">How many lines were written: all, or 0 if there is any error. In a dry run: how many are good.</param>
/// <param name="Errors">Every bad line, in the file's order, at most 1,000.</param>
/// <param name="Slips">A slip for every operator that was made, in the file's order.</param>
public sealed record HallsImportAnswer(int Accepted, IReadOnlyList<ImportError> Errors, IReadOnlyList<ActivationSlip> Slips);

/// <summary>Body of <c>POST /auth/activation</c>: whose slip is this?</summary>
/// <param name="Code">The code; case, hyphens and spaces are forgiven.</param>
public sealed record AskActivation(string Code);

/// <summary>Answer of <c>POST /auth/activation</c>.</summary>
/// <param name="User">The name to sign in with from then on.</param>
/// <param name="Role">The account's role.</param>
/// <param name="ExpiresAt">When the slip ends.</param>
/// <param name="Place">The name of the hall or unit; absent for the whole tree.</param>
public sealed record Activation(string User, Role Role, DateTimeOffset ExpiresAt, string? Place = null);

/// <summary>Body of <c>POST /auth/activate</c>: redeems a slip and signs in.</summary>
/// <param name="Code">The code; case, hyphens and spaces are forgiven.</param>
/// <param name="Password">The password from then on, at least 10 characters.</param>
public sealed record Activate(string Code, string Password);

/// <summary>Body of <c>POST /venues/{v}/substitutes</c>: somebody runs the hall for a day (代班).</summary>
/// <param name="User">A name for the substitute's account, 3 to 64 characters.</param>
/// <param name="EndsAt">When the rights end: at most 24 hours from now.</param>
public sealed record AppointSubstitute(string User, DateTimeOffset EndsAt);

/// <summary>Answer of <c>POST /venues/{v}/substitutes</c>.</summary>
/// <param name="Id">The substitute's account.</param>
/// <param name="EndsAt">When its rights end; live connections end with them.</param>
/// <param name="Slip">What to hand over; it ends no later than the rights.</param>
public sealed record Substitute(Guid Id, DateTimeOffset EndsAt, ActivationSlip Slip);

/// <summary>Answer of <c>POST /accounts/{id}/end</c>.</summary>
/// <param name="Id">The substitute's account.</param>
/// <param name="EndsAt">When its rights ended.</param>
public sealed record SubstituteEnded(Guid Id, DateTimeOffset EndsAt);
