using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features.Authentication;
using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// Who calls, as his credential says. As an endpoint parameter it is never null where the endpoint wants a credential; an endpoint open to everybody
/// asks <see cref="Of(HttpContext)"/>.
/// </summary>
public abstract record Caller : IBindableFromHttpContext<Caller>
{
    private protected Caller()
    {
    }

    /// <summary>Which of the kinds that <see cref="EndpointRules.Allow"/> speaks of: one, but for the first administrator, who holds several until they are split.</summary>
    public abstract Callers Kind { get; }

    /// <summary>In whose name answers are kept: <c>account:{id}</c>, <c>device:{id}</c> or <c>person:{id}</c>.</summary>
    public abstract string Scope { get; }

    /// <inheritdoc />
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        Of(context) is { } caller ? ValueTask.FromResult<Caller?>(caller) : throw Refused.Unauthenticated();

    /// <summary>The caller; null without a credential.</summary>
    public static Caller? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return PrincipalOf(context)?.Caller;
    }

    /// <summary>As whom the request was authenticated; null without a credential, for which <see cref="HttpContext.User"/> would make up a principal each time.</summary>
    internal static CallerPrincipal? PrincipalOf(HttpContext context) => context.Features.Get<IHttpAuthenticationFeature>()?.User as CallerPrincipal;

    /// <summary>The caller that a connection or request was authenticated as; null without a credential.</summary>
    public static Caller? Of(ClaimsPrincipal? principal) => (principal as CallerPrincipal)?.Caller;
}

/// <summary>An account.</summary>
/// <param name="Id">The account.</param>
/// <param name="CredentialId">The sign-in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="UnitId">The unit of an administrator, lecturer or assistant; null for an administrator of the whole tree.</param>
/// <param name="UnitPath">That unit's path; empty for the whole tree.</param>
/// <param name="VenueId">The venue of an operator.</param>
/// <param name="Also">The kinds of the roles that the first administrator holds beside his own.</param>
public sealed record AccountCaller(Guid Id, Guid CredentialId, string Name, Role Role, Guid? UnitId, string UnitPath, Guid? VenueId, Callers Also = Callers.None) : Caller
{
    /// <inheritdoc />
    public override Callers Kind => Also | KindOf(Role);

    /// <summary>The kind of a role.</summary>
    public static Callers KindOf(Role role) => role switch
    {
        Role.Administrator => Callers.Administrator,
        Role.Lecturer => Callers.Lecturer,
        Role.Assistant => Callers.Assistant,
        Role.Operator => Callers.Operator,
        Role.PlatformAdministrator => Callers.PlatformAdministrator,
        Role.SecurityAdministrator => Callers.SecurityAdministrator,
        Role.Auditor => Callers.Auditor,
        _ => Callers.None,
    };

    /// <inheritdoc />
    public override string Scope => $"account:{Id:D}";
}

/// <summary>A paired screen.</summary>
/// <param name="CredentialId">The pairing's credential.</param>
/// <param name="VenueId">Its hall.</param>
public sealed record ScreenCaller(Guid CredentialId, Guid VenueId) : Caller
{
    /// <inheritdoc />
    public override Callers Kind => Callers.Screen;

    /// <inheritdoc />
    public override string Scope => $"device:{CredentialId:D}";
}

/// <summary>A trainee who checked in, within one session.</summary>
/// <param name="PersonId">The trainee.</param>
/// <param name="SessionId">The session.</param>
/// <param name="BranchId">The hall.</param>
public sealed record PersonCaller(Guid PersonId, Guid SessionId, Guid BranchId) : Caller
{
    /// <inheritdoc />
    public override Callers Kind => Callers.Person;

    /// <inheritdoc />
    public override string Scope => $"person:{PersonId:D}";
}

/// <summary>A principal that knows its <see cref="Http.Caller"/>; what the hub's connections are authenticated as.</summary>
public sealed class CallerPrincipal : ClaimsPrincipal
{
    /// <summary>Makes a principal of a caller; its name is the caller's scope, never a person's name.</summary>
    public CallerPrincipal(Caller caller, bool byCookie)
        : base(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Check(caller).Scope)], "RemoteClassroom"))
    {
        Caller = caller;
        ByCookie = byCookie;
    }

    /// <summary>Who calls.</summary>
    public Caller Caller { get; }

    /// <summary>Whether the credential came by itself, in a cookie; then a change needs <c>X-RC: 1</c>.</summary>
    public bool ByCookie { get; }

    private static Caller Check(Caller caller) => caller ?? throw new ArgumentNullException(nameof(caller));
}
