namespace RemoteClassroom.Contracts.Sessions;

/// <summary>The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.</summary>
public enum SessionPhase
{
    /// <summary>Announced; the doors are closed.</summary>
    Scheduled,
    /// <summary>The doors are open: halls join, sign-in may begin, the lecture has not started. The tree and the rosters are frozen from here on.</summary>
    Open,
    /// <summary>The lecture is running.</summary>
    Live,
    /// <summary>The lecture is interrupted.</summary>
    Paused,
    /// <summary>Over, for good.</summary>
    Ended,
}

/// <summary>What a check-in round is for.</summary>
public enum RoundKind
{
    /// <summary>Signing in at the beginning.</summary>
    SignIn,
    /// <summary>A spot check (抽查) at a moment nobody knew.</summary>
    SpotCheck,
    /// <summary>Signing out at the end.</summary>
    SignOut,
}

/// <summary>Body of <c>POST /sessions</c>.</summary>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="StartsAt">When the lecture is to start (RFC 3339).</param>
/// <param name="Invited">1 to 1,000 units of the caller's scope; the venues below them are the session's branches.</param>
/// <param name="CourseId">The course it belongs to, if any.</param>
/// <param name="OneDevicePerRound">Refuse a device that already checked another person in during the round; off by default.</param>
/// <param name="Rehearsal">Make it a rehearsal (彩排): everything works, every page says so, and no figure counts it.</param>
/// <param name="Hotline">Whom a hall in trouble calls; shown on its screen before the start. At most 40 characters.</param>
/// <param name="Rules">By which rules attendance is judged; what is absent is 15 minutes, 15 minutes, 60 percent. They never change afterwards.</param>
public sealed record CreateSession(
    string Title, DateTimeOffset StartsAt, IReadOnlyList<Guid> Invited, Guid? CourseId = null, bool? OneDevicePerRound = null, bool? Rehearsal = null, string? Hotline = null,
    RuleSet? Rules = null);

/// <summary>Rules of attendance. Their version, which stands on every report, is <c>1-late-leave-partial</c>.</summary>
/// <param name="LateAfterMinutes">Who signs in later than this after start and opening is late; 0 to 240.</param>
/// <param name="LeaveBeforeMinutes">Who signs out earlier than this before the end left early; 0 to 240.</param>
/// <param name="PartialBelowPercent">Who was there for less than this share of what was measured or asked was there in part; 0 to 100.</param>
public sealed record RuleSet(int? LateAfterMinutes = null, int? LeaveBeforeMinutes = null, int? PartialBelowPercent = null);

/// <summary>Answer of <c>POST /sessions</c>.</summary>
/// <param name="SessionId">The new session.</param>
public sealed record SessionCreated(Guid SessionId);

/// <summary>Answer of a session command: on disk at this offset.</summary>
/// <param name="Offset">The offset of the command's last event.</param>
public sealed record CommandDone(long Offset);

/// <summary>Body of <c>POST /sessions/{s}/rounds</c>.</summary>
/// <param name="Kind">What the round is for.</param>
/// <param name="ClosesAt">When it closes by itself; absent: when somebody closes it.</param>
/// <param name="SamplePercent">1 to 100: ask only so many in a hundred, drawn by lot; absent: everybody. Only who is asked is expected in the round.</param>
/// <param name="SampleOf">Of what: of each county's halls, all people of those drawn (the default); or of each hall's people. Rounded up, so that no county, or no hall, is left out.</param>
public sealed record OpenRound(RoundKind Kind, DateTimeOffset? ClosesAt = null, int? SamplePercent = null, SampleOf? SampleOf = null);

/// <summary>What a sample is drawn of.</summary>
public enum SampleOf
{
    /// <summary>Of each county's halls; everybody in a hall that is drawn is asked.</summary>
    Halls,

    /// <summary>Of each hall's people.</summary>
    People,
}

/// <summary>Body of <c>POST /sessions/{s}/round-plans</c>: a round that opens by itself at a moment nobody knows.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="From">The beginning of the window in which it opens.</param>
/// <param name="To">Its end.</param>
/// <param name="Minutes">How long it stays open, 1 to 120.</param>
/// <param name="SamplePercent">1 to 100: ask only so many in a hundred; absent: everybody.</param>
/// <param name="SampleOf">Of what; see <see cref="OpenRound"/>.</param>
public sealed record PlanRound(RoundKind Kind, DateTimeOffset From, DateTimeOffset To, int Minutes, int? SamplePercent = null, SampleOf? SampleOf = null);

/// <summary>Answer of <c>POST /sessions/{s}/round-plans</c>.</summary>
/// <param name="PlanId">The plan.</param>
public sealed record RoundPlanned(Guid PlanId);

/// <summary>What became of a plan.</summary>
public enum RoundPlanState
{
    /// <summary>Its moment has not come.</summary>
    Waiting,
    /// <summary>Its round opened.</summary>
    Opened,
    /// <summary>Its round could not open in time: the doors were closed, or another round was open.</summary>
    Missed,
    /// <summary>It was given up by hand.</summary>
    Dropped,
}

/// <summary>A planned round. The moment drawn is not told.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Kind">What its round is for.</param>
/// <param name="From">The beginning of the window.</param>
/// <param name="To">Its end.</param>
/// <param name="Minutes">How long its round stays open.</param>
/// <param name="SamplePercent">Of how many in a hundred; 100: of all.</param>
/// <param name="State">What became of it.</param>
/// <param name="SampleOf">Of what; absent where everybody is asked.</param>
public sealed record RoundPlanInfo(Guid PlanId, RoundKind Kind, DateTimeOffset From, DateTimeOffset To, int Minutes, int SamplePercent, RoundPlanState State, SampleOf? SampleOf = null);

/// <summary>How much of a session a round asks.</summary>
/// <param name="Percent">Of how many in a hundred it was drawn.</param>
/// <param name="Halls">In how many halls anybody is asked.</param>
/// <param name="People">How many people are asked, where people are drawn; absent: all people of these halls.</param>
public sealed record RoundCoverage(int Percent, int Halls, int? People = null);

/// <summary>Answer of <c>POST /sessions/{s}/rounds</c>.</summary>
/// <param name="RoundId">The new round.</param>
/// <param name="Offset">The offset of its opening.</param>
public sealed record RoundOpenedAnswer(Guid RoundId, long Offset);

/// <summary>Body of <c>POST /sessions/{s}/rounds/{r}/extend</c>.</summary>
/// <param name="ClosesAt">When the round is to close by itself; later than the present time of closing.</param>
public sealed record ExtendRound(DateTimeOffset ClosesAt);

/// <summary>A check-in round as everybody may see it.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="ClosesAt">When it will close by itself, if it will.</param>
/// <param name="ClosedAt">When it closed; absent while it is open.</param>
/// <param name="Sample">How much of the session it asks; absent: everybody.</param>
public sealed record RoundInfo(
    Guid RoundId, RoundKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClosesAt = null, DateTimeOffset? ClosedAt = null, RoundCoverage? Sample = null);

/// <summary>Where the lecture's picture is to be had.</summary>
/// <param name="Url">Address of the HLS playlist, relative to the server.</param>
/// <param name="Since">When the publisher's signal was noticed.</param>
public sealed record MediaInfo(string Url, DateTimeOffset Since);

/// <summary>A session in a list or by itself.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
/// <param name="OwnerUnitId">The unit that holds it.</param>
/// <param name="Invited">The invited units.</param>
/// <param name="Branches">How many branch classrooms take part.</param>
/// <param name="CourseId">Its course, if any.</param>
/// <param name="OpenedAt">When the doors opened.</param>
/// <param name="StartedAt">When the lecture started.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Rehearsal">True for a rehearsal; else absent.</param>
public sealed record SessionInfo(
    Guid SessionId, string Title, SessionPhase Phase, DateTimeOffset StartsAt, Guid OwnerUnitId, IReadOnlyList<Guid> Invited, int Branches,
    Guid? CourseId = null, DateTimeOffset? OpenedAt = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null, bool? Rehearsal = null);

/// <summary>Where and with what the lecturer's encoder publishes.</summary>
/// <param name="Url">The playlist's address for HTTP PUT.</param>
/// <param name="User">The user name, always <c>live</c>.</param>
/// <param name="Key">The stream key; a secret.</param>
public sealed record PublishInfo(string Url, string User, string Key);

/// <summary>The small document that phones read: what is wanted now.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Want">What the phone should offer now.</param>
/// <param name="AskAgainMs">When to ask again, from now.</param>
/// <param name="Questions">Approved questions that can be voted for, most votes first, at most 50.</param>
/// <param name="Round">The open round; absent if none is.</param>
/// <param name="Rehearsal">True for a rehearsal; else absent.</param>
public sealed record NowDocument(
    Guid SessionId, string Title, SessionPhase Phase, NowWant Want, int AskAgainMs, IReadOnlyList<NowQuestion> Questions, RoundInfo? Round = null, bool? Rehearsal = null);

/// <summary>What is wanted from a phone's owner now.</summary>
public enum NowWant
{
    /// <summary>Nothing: watch the screen.</summary>
    Watch,
    /// <summary>Check in: a round is open.</summary>
    CheckIn,
    /// <summary>Nothing any more: the session is over.</summary>
    Ended,
}

/// <summary>A question on a phone.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Text">Its text.</param>
/// <param name="Hall">The hall it came from; absent if asked anonymously.</param>
/// <param name="Votes">Votes so far.</param>
/// <param name="State">Approved or being answered.</param>
public sealed record NowQuestion(Guid QuestionId, string Text, string? Hall, int Votes, Questions.QuestionState State);
