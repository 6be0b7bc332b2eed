using RemoteClassroom.Domain.Questions;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>(state, command) → events or a named refusal. Pure: the time is an argument.</summary>
public static class SessionDecider
{
    /// <summary>Longest title, in characters.</summary>
    public const int MaxTitle = 120;

    /// <summary>Longest hotline, in characters: a screen shows it in one line.</summary>
    public const int MaxHotline = 40;

    /// <summary>How many rounds a session may have; bounds the state.</summary>
    public const int MaxRounds = 200;

    /// <summary>Decides a command.</summary>
    /// <param name="state">What the log says.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The time of the decision.</param>
    public static Decision Decide(SessionState state, SessionCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (state.Phase == Phase.None && command is not ScheduleSession)
        {
            return Decision.Refuse(RefusalCodes.NotFound, "There is no such session.");
        }

        return command switch
        {
            ScheduleSession c => Schedule(state, c),
            OpenSession => Move(state, "opened", new SessionOpened(), Phase.Scheduled),
            StartSession => Move(state, "started", new SessionStarted(), Phase.Open),
            PauseSession => Move(state, "paused", new SessionPaused(), Phase.Live),
            ResumeSession => Move(state, "resumed", new SessionResumed(), Phase.Paused),
            EndSession c => End(state, c),
            OpenRound c => Open(state, c, now),
            CloseRound c => Close(state, c),
            ExtendRound c => Extend(state, c, now),
            CutToSlate c => Cut(state, c),
            RestoreProgramme c => state.CutSince is null
                ? Decision.Refuse(RefusalCodes.IllegalTransition, "The programme is on the screens; there is nothing to restore.")
                : Decision.Of(new ProgrammeRestored(c.By)),
            NoteMediaStarted c => MediaStart(state, c),
            NoteMediaStopped => MediaStop(state),
            _ => QuestionDecider.Decide(state, command),
        };
    }

    private static Decision Schedule(SessionState state, ScheduleSession command)
    {
        if (state.Phase != Phase.None)
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, "The session was announced before.");
        }

        var title = command.Title.Trim();
        if (title.Length is 0 or > MaxTitle)
        {
            return Decision.Refuse(RefusalCodes.Validation, $"Give a title of 1 to {MaxTitle} characters.", "title");
        }

        if (command.Rules?.Fault() is { } fault)
        {
            return Decision.Refuse(fault.Code, fault.Detail, fault.Field);
        }

        var hotline = string.IsNullOrWhiteSpace(command.Hotline) ? null : command.Hotline.Trim();
        return hotline?.Length > MaxHotline
            ? Decision.Refuse(RefusalCodes.Validation, $"Give a hotline of at most {MaxHotline} characters.", "hotline")
            : Decision.Of(new SessionScheduled(title, command.StartsAt, command.OneDevicePerRound, command.Rehearsal, hotline, command.Rules));
    }

    private static Decision Move(SessionState state, string verb, SessionEvent change, Phase from) =>
        state.Phase == from
            ? Decision.Of(change)
            : Decision.Refuse(RefusalCodes.IllegalTransition, $"A session that is {Words(state.Phase)} cannot be {verb}; it must be {Words(from)}.");

    private static Decision End(SessionState state, EndSession command)
    {
        if (state.Phase is not (Phase.Open or Phase.Live or Phase.Paused))
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, $"A session that is {Words(state.Phase)} cannot be ended; it must be open, live or paused.");
        }

        return state.OpenRound is { } round
            ? Decision.Of(new RoundClosed(round.RoundId, command.Reach), new SessionEnded())
            : Decision.Of(new SessionEnded());
    }

    private static Decision Open(SessionState state, OpenRound command, DateTimeOffset now)
    {
        if (state.Phase is not (Phase.Open or Phase.Live or Phase.Paused))
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, $"No round can be opened while the session is {Words(state.Phase)}; open the doors first.");
        }

        if (state.OpenRound is not null)
        {
            return Decision.Refuse(RefusalCodes.Conflict, "Another round is open; close it first.");
        }

        if (state.Rounds.Count >= MaxRounds)
        {
            return Decision.Refuse(RefusalCodes.Conflict, $"A session has at most {MaxRounds} rounds.");
        }

        return command.ClosesAt <= now
            ? Decision.Refuse(RefusalCodes.Validation, "Give a closing time that lies ahead.", "closesAt")
            : Decision.Of(new RoundOpened(command.RoundId, command.Purpose, command.ClosesAt, command.Sample));
    }

    private static Decision Close(SessionState state, CloseRound command) => state.FindRound(command.RoundId) switch
    {
        null => Decision.Refuse(RefusalCodes.NotFound, "There is no such round."),
        { ClosedAt: not null } => Decision.Refuse(RefusalCodes.RoundClosed, "The round is closed already."),
        _ => Decision.Of(new RoundClosed(command.RoundId, command.Reach)),
    };

    private static Decision Extend(SessionState state, ExtendRound command, DateTimeOffset now) => state.FindRound(command.RoundId) switch
    {
        null => Decision.Refuse(RefusalCodes.NotFound, "There is no such round."),
        { ClosedAt: not null } => Decision.Refuse(RefusalCodes.RoundClosed, "The round is closed already; open another one."),
        { ClosesAt: null } => Decision.Refuse(RefusalCodes.Conflict, "This round stays open until somebody closes it; it needs no more time."),
        { ClosesAt: { } due } when command.ClosesAt <= due || command.ClosesAt <= now =>
            Decision.Refuse(RefusalCodes.Validation, "Give a closing time that lies ahead and is later than the present one; perhaps a colleague was quicker.", "closesAt"),
        _ => Decision.Of(new RoundExtended(command.RoundId, command.ClosesAt)),
    };

    private static Decision Cut(SessionState state, CutToSlate command)
    {
        if (state.Phase is not (Phase.Open or Phase.Live or Phase.Paused))
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, $"A session that is {Words(state.Phase)} shows nothing that could be cut.");
        }

        return state.CutSince is null
            ? Decision.Of(new ProgrammeCut(command.By))
            : Decision.Refuse(RefusalCodes.IllegalTransition, "The programme is cut already.");
    }

    private static Decision MediaStart(SessionState state, NoteMediaStarted command)
    {
        if (state.Phase is Phase.Ended or Phase.Scheduled)
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, $"Nothing can be published while the session is {Words(state.Phase)}.");
        }

        return state.Media?.Url == command.Url
            ? Decision.Refuse(RefusalCodes.Conflict, "This signal was noticed already.")
            : Decision.Of(new MediaStarted(command.Url));
    }

    private static Decision MediaStop(SessionState state) =>
        state.Media is null
            ? Decision.Refuse(RefusalCodes.Conflict, "There is no signal that could stop.")
            : Decision.Of(new MediaStopped());

    private static string Words(Phase phase) => phase switch
    {
        Phase.Scheduled => "scheduled",
        Phase.Open => "open",
        Phase.Live => "live",
        Phase.Paused => "paused",
        Phase.Ended => "ended",
        _ => "unknown",
    };
}
