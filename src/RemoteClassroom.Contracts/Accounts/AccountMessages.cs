namespace RemoteClassroom.Contracts.Accounts;

/// <summary>What an account may do.</summary>
public enum Role
{
    /// <summary>Sets up and watches its own subtree.</summary>
    Administrator,
    /// <summary>Gives lectures of its unit: everything on the console.</summary>
    Lecturer,
    /// <summary>Helps at the console: rounds and questions.</summary>
    Assistant,
    /// <summary>Runs one hall.</summary>
    Operator,
    /// <summary>Keeps the installation running: figures, dashboard, nodes. Sees no session and no person.</summary>
    PlatformAdministrator,
    /// <summary>Keeps the accounts: locks, sign-ins, and the roles of others.</summary>
    SecurityAdministrator,
    /// <summary>Reads what was done: ledger, events, exports. Changes nothing.</summary>
    Auditor,
}

/// <summary>Body of <c>POST /auth/login</c>.</summary>
/// <param name="User">The account's name.</param>
/// <param name="Password">Its password.</param>
public sealed record Login(string User, string Password);

/// <summary>Body of <c>POST /auth/refresh</c>; a browser sends <c>{}</c> and its cookie.</summary>
/// <param name="RefreshToken">The refresh token.</param>
public sealed record Refresh(string? RefreshToken = null);

/// <summary>Answer of a sign-in or refresh.</summary>
/// <param name="AccessToken">Bearer.</param>
/// <param name="RefreshToken">For the next <c>/auth/refresh</c>.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
public sealed record Tokens(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt);

/// <summary>Answer of <c>GET /auth/me</c>: who the caller is.</summary>
/// <param name="Kind">What is signed in.</param>
/// <param name="Id">The account, device or person.</param>
/// <param name="Name">The account's name; the venue's for a screen; absent for a person.</param>
/// <param name="Role">The account's role.</param>
/// <param name="UnitId">The unit of an administrator, lecturer or assistant.</param>
/// <param name="VenueId">The venue of an operator or screen.</param>
/// <param name="SessionId">The session of a person.</param>
/// <param name="Also">Roles that the first administrator holds beside his own until each is given to somebody else; absent for everybody else.</param>
public sealed record Me(
    CallerKind Kind, Guid Id, string? Name = null, Role? Role = null, Guid? UnitId = null, Guid? VenueId = null, Guid? SessionId = null, IReadOnlyList<Role>? Also = null);

/// <summary>What kind of caller a credential stands for.</summary>
public enum CallerKind
{
    /// <summary>An account with a role.</summary>
    Account,
    /// <summary>A paired screen.</summary>
    Screen,
    /// <summary>A trainee who checked in.</summary>
    Person,
}

/// <summary>Body of <c>POST /accounts</c>.</summary>
/// <param name="User">3 to 64 characters.</param>
/// <param name="Password">At least 10 characters.</param>
/// <param name="Role">Its role.</param>
/// <param name="UnitId">For administrator, lecturer, assistant.</param>
/// <param name="VenueId">For operator.</param>
public sealed record CreateAccount(string User, string Password, Role Role, Guid? UnitId = null, Guid? VenueId = null);

/// <summary>Answer of <c>POST /accounts</c>.</summary>
/// <param name="Id">The new account.</param>
public sealed record AccountCreated(Guid Id);

/// <summary>An account in a list.</summary>
/// <param name="Id">The account.</param>
/// <param name="User">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="UnitId">Its unit.</param>
/// <param name="VenueId">Its venue.</param>
/// <param name="State">Whether somebody can sign in with it.</param>
/// <param name="Place">The name of its unit or hall; absent for the whole tree.</param>
/// <param name="EndsAt">When a substitute's rights end; absent for an account that stays.</param>
public sealed record AccountInfo(
    Guid Id, string User, Role Role, Guid? UnitId = null, Guid? VenueId = null, AccountState? State = null, string? Place = null, DateTimeOffset? EndsAt = null);

/// <summary>Whether somebody can sign in with an account.</summary>
public enum AccountState
{
    /// <summary>Yes.</summary>
    Active,
    /// <summary>Not yet: its activation slip has not been redeemed.</summary>
    Pending,
    /// <summary>Not now: it is locked.</summary>
    Locked,
    /// <summary>Not any more: a substitute whose time is over.</summary>
    Ended,
}

/// <summary>Body of <c>POST /auth/first</c>: the one-time link's form.</summary>
/// <param name="Secret">The secret of the link's fragment.</param>
/// <param name="User">The new administrator's name.</param>
/// <param name="Password">The new administrator's password.</param>
public sealed record FirstAdministrator(string Secret, string User, string Password);

/// <summary>Answer of <c>POST /pairings</c>: what a screen shows and polls with.</summary>
/// <param name="PairingId">The pairing.</param>
/// <param name="UserCode">Digits to read out, with a check digit.</param>
/// <param name="PollSecret">A secret of this screen.</param>
/// <param name="ExpiresAt">When the code ends; then ask for another.</param>
public sealed record PairingStarted(Guid PairingId, string UserCode, string PollSecret, DateTimeOffset ExpiresAt);

/// <summary>Body of <c>POST /pairings/approve</c>.</summary>
/// <param name="UserCode">The digits on the screen; spaces and hyphens are forgiven.</param>
/// <param name="VenueId">The hall where it stands.</param>
public sealed record ApprovePairing(string UserCode, Guid VenueId);

/// <summary>Body of <c>POST /pairings/{p}/token</c>.</summary>
/// <param name="PollSecret">The secret of the pairing.</param>
public sealed record PairingPoll(string PollSecret);

/// <summary>Answer of <c>POST /pairings/{p}/token</c> once approved (202 with an empty object before).</summary>
/// <param name="AccessToken">Bearer.</param>
/// <param name="RefreshToken">For <c>/auth/refresh</c>.</param>
/// <param name="VenueId">The hall it now belongs to.</param>
public sealed record PairingDone(string AccessToken, string RefreshToken, Guid VenueId);

/// <summary>Answer of <c>POST /pairings/approve</c>.</summary>
/// <param name="PairingId">The pairing that may fetch its token now.</param>
/// <param name="VenueId">The hall it belongs to from here on.</param>
public sealed record PairingApproved(Guid PairingId, Guid VenueId);

/// <summary>Answer of <c>GET /venues/{v}/screens</c>: the hall by name, to be confirmed before a screen is given to it, and its screens.</summary>
/// <param name="VenueId">The hall.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="Unit">The unit that it stands at, by name.</param>
/// <param name="Items">Its screens, the one renewed last first; at most 100.</param>
public sealed record HallScreens(Guid VenueId, string Name, long Hall, string Unit, IReadOnlyList<PairedScreen> Items);

/// <summary>A screen that is paired with a hall.</summary>
/// <param name="ScreenId">Its pairing; ends with it.</param>
/// <param name="PairedAt">When it was paired.</param>
/// <param name="RenewedAt">When it last renewed its credential, which a screen in use does every twelve hours: one that is weeks old is a screen that nobody turns on.</param>
public sealed record PairedScreen(Guid ScreenId, DateTimeOffset PairedAt, DateTimeOffset RenewedAt);

/// <summary>Answer of <c>POST /venues/{v}/screens/{id}/revoke</c>: the screen is the hall's no longer, and asks to be paired anew within seconds.</summary>
/// <param name="ScreenId">The pairing that ended.</param>
public sealed record ScreenRevoked(Guid ScreenId);
