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
public sealed record CreateSession(string Title, DateTimeOffset StartsAt, IReadOnlyList<Guid> Invited, Guid? CourseId = null, bool? OneDevicePerRound = null);

/// <summary>Answer of <c>POST /sessions</c>.</summary>
/// <param name="SessionId">The new session.</param>
public sealed record SessionCreated(Guid SessionId);

/// <summary>Answer of a session command: on disk at this offset.</summary>
/// <param name="Offset">The offset of the command's last event.</param>
public sealed record CommandDone(long Offset);

/// <summary>Body of <c>POST /sessions/{s}/rounds</c>.</summary>
/// <param name="Kind">What the round is for.</param>
/// <param name="ClosesAt">When it closes by itself; absent: when somebody closes it.</param>
public sealed record OpenRound(RoundKind Kind, DateTimeOffset? ClosesAt = null);

/// <summary>Answer of <c>POST /sessions/{s}/rounds</c>.</summary>
/// <param name="RoundId">The new round.</param>
/// <param name="Offset">The offset of its opening.</param>
public sealed record RoundOpenedAnswer(Guid RoundId, long Offset);

/// <summary>A check-in round as everybody may see it.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="ClosesAt">When it will close by itself, if it will.</param>
/// <param name="ClosedAt">When it closed; absent while it is open.</param>
public sealed record RoundInfo(Guid RoundId, RoundKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClosesAt = null, DateTimeOffset? ClosedAt = null);

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
public sealed record SessionInfo(
    Guid SessionId, string Title, SessionPhase Phase, DateTimeOffset StartsAt, Guid OwnerUnitId, IReadOnlyList<Guid> Invited, int Branches,
    Guid? CourseId = null, DateTimeOffset? OpenedAt = null, DateTimeOffset? StartedAt = null, DateTimeOffset? EndedAt = null);

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
public sealed record NowDocument(
    Guid SessionId, string Title, SessionPhase Phase, NowWant Want, int AskAgainMs, IReadOnlyList<NowQuestion> Questions, RoundInfo? Round = null);

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
