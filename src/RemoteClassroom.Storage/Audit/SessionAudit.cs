using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Audit;

/// <summary>What the audit says of a session's events. The log is the truth; the line is made of the very event, in the event's own transaction.</summary>
internal static class SessionAudit
{
    private const string AccountScope = "account:";

    // Role and place are looked up where they stand: the writer knows neither.
    private const string Sql =
        """
        INSERT INTO audit (id, at, actor_id, actor_role, action, object_kind, object_id, unit_path, done, detail, reason) VALUES (
            @id, @at, @actor, COALESCE((SELECT role FROM accounts WHERE accounts.id = @actor), @otherwise), @action, 'session', @session,
            COALESCE((SELECT u.path FROM sessions s JOIN org_units u ON u.id = s.owner_unit_id WHERE s.id = @session), ''), @done, @detail, NULL)
        """;

    /// <summary>The statement that writes an event's line; null for events that the audit does not speak of.</summary>
    /// <param name="session">The session.</param>
    /// <param name="logged">The event.</param>
    /// <param name="scope">The command's scope, which names the account; null for what the server did by itself.</param>
    public static Statement? Of(Guid session, LoggedEvent logged, string? scope) => Spoken(logged.Event) is { } said
        ? Write(session, logged.At, scope, said.Action, said.Detail)
        : null;

    /// <summary>The statement that writes a line about a new session.</summary>
    public static Statement Created(Guid session, DateTimeOffset at, Guid by, bool rehearsal) =>
        Write(session, at, $"{AccountScope}{by:D}", AuditActions.SessionCreated, AuditDetail.Write(("rehearsal", rehearsal)));

    /// <summary>The statement that writes a line about a correction; of its text nothing: the ledger has it.</summary>
    public static Statement Corrected(NewCorrection entry)
    {
        var (kind, scope) = (("kind", (object)SnakeCase.Of(entry.Kind.ToString())), entry.ById is { } by ? $"{AccountScope}{by:D}" : null);
        var detail = entry.TraineeId is { } trainee ? AuditDetail.Write(("entry", entry.EntryId), kind, ("trainee", trainee)) : AuditDetail.Write(("entry", entry.EntryId), kind);
        return Write(entry.SessionId, entry.At, scope, AuditActions.LedgerCorrected, detail);
    }

    private static (string Action, string Detail)? Spoken(SessionEvent change) => change switch
    {
        SessionOpened => (AuditActions.SessionOpened, ""),
        SessionStarted => (AuditActions.SessionStarted, ""),
        SessionPaused => (AuditActions.SessionPaused, ""),
        SessionResumed => (AuditActions.SessionResumed, ""),
        SessionEnded => (AuditActions.SessionEnded, ""),
        ProgrammeCut => (AuditActions.ProgrammeCut, ""),
        ProgrammeRestored => (AuditActions.ProgrammeRestored, ""),
        RoundOpened opened => (AuditActions.RoundOpened, AuditDetail.Write(("round", opened.RoundId), ("purpose", SnakeCase.Of(opened.Purpose.ToString())))),
        RoundClosed closed => (AuditActions.RoundClosed, AuditDetail.Write(("round", closed.RoundId))),
        RoundExtended extended => (AuditActions.RoundExtended, AuditDetail.Write(("round", extended.RoundId))),
        _ => null,
    };

    private static Statement Write(Guid session, DateTimeOffset at, string? scope, string action, string detail)
    {
        Guid? actor = scope is not null && scope.StartsWith(AccountScope, StringComparison.Ordinal) && Guid.TryParse(scope.AsSpan(AccountScope.Length), out var id) ? id : null;
        return new Statement(
            Sql,
            ("id", Guid.CreateVersion7(at)), ("at", Micros.Of(at)), ("actor", actor), ("otherwise", scope is null ? AuditActor.Server.Role : AuditActor.Nobody.Role), ("action", action),
            ("session", session), ("done", true), ("detail", detail));
    }
}
