using System.Collections.Immutable;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Questions;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>What a session's log says up to an offset. Immutable; made by <see cref="Apply"/> alone, which knows no clock and no I/O.</summary>
public sealed record SessionState
{
    /// <summary>Before the first event.</summary>
    public static SessionState Empty { get; } = new();

    /// <summary>The phase.</summary>
    public Phase Phase { get; private init; }

    /// <summary>Since when the phase is what it is.</summary>
    public DateTimeOffset PhaseSince { get; private init; }

    /// <summary>The title.</summary>
    public string Title { get; private init; } = "";

    /// <summary>When the lecture is to start.</summary>
    public DateTimeOffset StartsAt { get; private init; }

    /// <summary>Whether a device may check in only one person a round.</summary>
    public bool OneDevicePerRound { get; private init; }

    /// <summary>Whether it is a rehearsal.</summary>
    public bool Rehearsal { get; private init; }

    /// <summary>Whom a hall in trouble calls; null if nobody was named.</summary>
    public string? Hotline { get; private init; }

    /// <summary>By which rules attendance is judged.</summary>
    public AttendanceRules Rules { get; private init; } = AttendanceRules.Default;

    /// <summary>When the lecture started; null before.</summary>
    public DateTimeOffset? StartedAt { get; private init; }

    /// <summary>All rounds, in the order of their opening.</summary>
    public ImmutableList<Round> Rounds { get; private init; } = [];

    /// <summary>The picture's address, while a publisher's signal is there.</summary>
    public MediaSource? Media { get; private init; }

    /// <summary>Since when every screen shows a slate instead of the programme; null while it does not. Outlives pauses and restarts; only restoring ends it.</summary>
    public DateTimeOffset? CutSince { get; private init; }

    /// <summary>All questions.</summary>
    public QuestionBook Questions { get; private init; } = QuestionBook.Empty;

    /// <summary>The open round; null if none is.</summary>
    public Round? OpenRound => Rounds.Count > 0 && Rounds[^1].ClosedAt is null ? Rounds[^1] : null;

    /// <summary>The newest sign-in round, which counts refer to by default; null before any.</summary>
    public Round? NewestSignIn => Rounds.FindLast(round => round.Purpose == RoundPurpose.SignIn);

    /// <summary>The round of that id; null if there is none.</summary>
    public Round? FindRound(Guid roundId)
    {
        // Without a closure: every check-in asks.
        foreach (var round in Rounds)
        {
            if (round.RoundId == roundId)
            {
                return round;
            }
        }

        return null;
    }

    /// <summary>(state, event) → state. Total: an event that changes nothing here gives the same state.</summary>
    /// <param name="change">The next event of the log.</param>
    /// <param name="at">When it happened.</param>
    public SessionState Apply(SessionEvent change, DateTimeOffset at) => change switch
    {
        SessionScheduled e => this with { Phase = Phase.Scheduled, PhaseSince = at, Title = e.Title, StartsAt = e.StartsAt, OneDevicePerRound = e.OneDevicePerRound, Rehearsal = e.Rehearsal, Hotline = e.Hotline, Rules = e.Rules ?? AttendanceRules.Default },
        SessionOpened => this with { Phase = Phase.Open, PhaseSince = at },
        SessionStarted => this with { Phase = Phase.Live, PhaseSince = at, StartedAt = at },
        SessionResumed => this with { Phase = Phase.Live, PhaseSince = at },
        SessionPaused => this with { Phase = Phase.Paused, PhaseSince = at },
        SessionEnded => this with { Phase = Phase.Ended, PhaseSince = at },
        RoundOpened e => this with { Rounds = Rounds.Add(new Round(e.RoundId, e.Purpose, at, e.ClosesAt, null, null, e.Sample)) },
        RoundClosed e => this with { Rounds = Rounds.ConvertAll(round => round.RoundId == e.RoundId ? round with { ClosedAt = at, Reach = e.Reach } : round) },
        RoundExtended e => this with { Rounds = Rounds.ConvertAll(round => round.RoundId == e.RoundId ? round with { ClosesAt = e.ClosesAt } : round) },
        ProgrammeCut => this with { CutSince = at },
        ProgrammeRestored => this with { CutSince = null },
        MediaStarted e => this with { Media = new MediaSource(e.Url, at) },
        MediaStopped => this with { Media = null },
        _ => this with { Questions = Questions.Apply(change, at) },
    };
}

/// <summary>A check-in round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="ClosesAt">When it is due to close by itself.</param>
/// <param name="ClosedAt">When it closed; null while open.</param>
/// <param name="Reach">Which branches were within reach at the close; see <see cref="RoundClosed"/>.</param>
/// <param name="Sample">Who is asked; null: everybody.</param>
public sealed record Round(Guid RoundId, RoundPurpose Purpose, DateTimeOffset OpenedAt, DateTimeOffset? ClosesAt, DateTimeOffset? ClosedAt, byte[]? Reach, RoundSample? Sample = null)
{
    /// <summary>Whether anybody of a hall is expected in it; of people without a hall only where everybody is asked.</summary>
    /// <param name="hall">Its place among the session's halls; -1 for people without one.</param>
    public bool Asks(int hall) => Sample is null || (hall >= 0 && Sample.Asks(hall));

    /// <summary>Whether a person is expected in it.</summary>
    /// <param name="hall">The place of his hall among the session's halls; -1 for people without one.</param>
    /// <param name="traineeId">Who.</param>
    public bool Asks(int hall, Guid traineeId) => Sample is null || (hall >= 0 && Sample.Asks(hall, traineeId));
}

/// <summary>A picture that can be played.</summary>
/// <param name="Url">The playlist's address, relative to the server.</param>
/// <param name="Since">Since when.</param>
public sealed record MediaSource(string Url, DateTimeOffset Since);
