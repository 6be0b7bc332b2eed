namespace RemoteClassroom.Contracts.Accounts;

/// <summary>Body of <c>POST /auth/password</c>: a new password for the own account; every other sign-in of it ends.</summary>
/// <param name="Password">The present one.</param>
/// <param name="NewPassword">The new one, at least 10 characters.</param>
public sealed record ChangePassword(string Password, string NewPassword);

/// <summary>Body of <c>POST /auth/confirm</c>: the password once more, which dangerous acts want within the last five minutes (<c>fresh_sign_in_required</c>).</summary>
/// <param name="Password">The account's password.</param>
public sealed record ConfirmPassword(string Password);

/// <summary>A sign-in that is good now.</summary>
/// <param name="Id">The sign-in.</param>
/// <param name="AccountId">The account.</param>
/// <param name="User">The account's name.</param>
/// <param name="Device">What it was opened with, such as <c>Chrome · Android</c>; empty where that is not known.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="LastUsedAt">When it was last used, to a quarter of an hour; absent where that is not known.</param>
/// <param name="ExpiresAt">When it ends unless it is used.</param>
/// <param name="Present">Whether it is the one that asks.</param>
public sealed record SignInInfo(
    Guid Id, Guid AccountId, string User, string Device, DateTimeOffset OpenedAt, DateTimeOffset? LastUsedAt, DateTimeOffset ExpiresAt, bool? Present = null);

/// <summary>Answer of a call that ends a sign-in.</summary>
/// <param name="Id">The sign-in.</param>
public sealed record SignInEnded(Guid Id);

/// <summary>Body of <c>POST /accounts/{id}/role</c>: another role and place for somebody else's account.</summary>
/// <param name="Role">The role.</param>
/// <param name="UnitId">For every role but operator and platformAdministrator; absent for a security administrator or auditor of the whole tree.</param>
/// <param name="VenueId">For operator.</param>
public sealed record GiveRole(Role Role, Guid? UnitId = null, Guid? VenueId = null);

/// <summary>Answer of a call that changes an account.</summary>
/// <param name="Id">The account.</param>
/// <param name="State">Whether somebody can sign in with it now.</param>
public sealed record AccountChanged(Guid Id, AccountState State);

/// <summary>Answer of <c>DELETE /accounts/{id}</c>.</summary>
/// <param name="Id">The account that is gone.</param>
public sealed record AccountDeleted(Guid Id);
