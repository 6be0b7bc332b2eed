using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Sessions;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Log;

/// <summary>What follows from an event outside of the log, in the same transaction.</summary>
internal static class EventEffects
{
    /// <summary>What must be locked for an event.</summary>
    public static void Need(Guid session, SessionEvent change, GroupNeeds needs)
    {
        if (change is RoundClosed closed)
        {
            needs.Rounds.Add(new RoundId(session, closed.RoundId));
            needs.ClosesRounds = true;
        }
    }

    /// <summary>Adds the statements.</summary>
    public static void Apply(Guid session, LoggedEvent logged, GroupPlan plan)
    {
        var at = Micros.Of(logged.At);
        switch (logged.Event)
        {
            case SessionOpened:
                plan.Writes.Effects.Add(Phase(session, "open", "opened_at", at));
                plan.Writes.Effects.AddRange(Freeze.Statements(session));
                break;
            case SessionStarted:
                plan.Writes.Effects.Add(Phase(session, "live", "started_at", at));
                break;
            case SessionPaused:
                plan.Writes.Effects.Add(Phase(session, "paused"));
                break;
            case SessionResumed:
                plan.Writes.Effects.Add(Phase(session, "live"));
                break;
            case SessionEnded:
                plan.Writes.Effects.Add(Phase(session, "ended", "ended_at", at));
                break;
            case RoundOpened opened:
                plan.SetOpen(new RoundId(session, opened.RoundId), true);
                plan.Writes.Effects.Add(new Statement(
                    "INSERT INTO rounds (session_id, round_id, purpose, opened_at, closes_at) VALUES (@session, @round, @purpose, @at, @closes)",
                    ("session", session), ("round", opened.RoundId), ("purpose", SnakeCase.Of(opened.Purpose.ToString())), ("at", at),
                    ("closes", opened.ClosesAt is { } closes ? Micros.Of(closes) : null)));
                break;
            case RoundClosed closed:
                plan.SetOpen(new RoundId(session, closed.RoundId), false);
                plan.Writes.Effects.Add(new Statement(
                    "UPDATE rounds SET closed_at = @at WHERE session_id = @session AND round_id = @round AND closed_at IS NULL",
                    ("session", session), ("round", closed.RoundId), ("at", at)));
                break;
            case RoundExtended extended:
                plan.Writes.Effects.Add(new Statement(
                    "UPDATE rounds SET closes_at = @closes WHERE session_id = @session AND round_id = @round AND closed_at IS NULL",
                    ("session", session), ("round", extended.RoundId), ("closes", Micros.Of(extended.ClosesAt))));
                break;
            case QuestionAsked asked:
                plan.Writes.Effects.Add(new Statement(
                    "INSERT INTO questions (question_id, session_id) VALUES (@question, @session)", ("question", asked.QuestionId), ("session", session)));
                break;
            default:
                break;
        }
    }

    private static Statement Phase(Guid session, string phase) =>
        new("UPDATE sessions SET phase = @phase WHERE id = @session", ("session", session), ("phase", phase));

    private static Statement Phase(Guid session, string phase, string column, long at) =>
        new($"UPDATE sessions SET phase = @phase, {column} = @at WHERE id = @session", ("session", session), ("phase", phase), ("at", at));
}
