using RemoteClassroom.Contracts.Attendance;

namespace RemoteClassroom.Contracts.Corrections;

/// <summary>What is to be corrected.</summary>
public enum CorrectionAct
{
    /// <summary>The person's check-in of the round does not count: it was made by mistake (撤销).</summary>
    Reverse,
    /// <summary>The person was there in time.</summary>
    Present,
    /// <summary>The person was there, late.</summary>
    Late,
    /// <summary>The person was not there.</summary>
    Absent,
    /// <summary>The person is excused from the whole session (准假).</summary>
    Excuse,
    /// <summary>The excuse is taken back.</summary>
    Unexcuse,
    /// <summary>Only in lists: what the figures were when the session closed; written by the server.</summary>
    Snapshot,
    /// <summary>The person was not there and has made it up since (补训): a later session of the same course, or what the evidence says.</summary>
    MakeUp,
    /// <summary>That is taken back.</summary>
    UnmakeUp,
}

/// <summary>Body of <c>POST /sessions/{s}/corrections</c>. It becomes a new entry of the ledger; nothing that stands is changed.</summary>
/// <param name="TraineeId">Whom it concerns.</param>
/// <param name="Act">What is to be corrected.</param>
/// <param name="Reason">Why, 2 to 300 characters; it stands in the ledger.</param>
/// <param name="RoundId">The round; absent where the whole session is concerned: to excuse, to make up, and to take these back.</param>
/// <param name="Evidence">What shows it, such as the number of a signed sheet; at most 300 characters. To make up it is needed, unless a session is named.</param>
/// <param name="BySessionId">To make up: the later session of the same course in which the person was there. That he was is looked up in its ledger.</param>
public sealed record MakeCorrection(Guid TraineeId, CorrectionAct Act, string Reason, Guid? RoundId = null, string? Evidence = null, Guid? BySessionId = null);

/// <summary>Answer of <c>POST /sessions/{s}/corrections</c>.</summary>
/// <param name="EntryId">The new entry.</param>
/// <param name="At">When it was decided.</param>
public sealed record CorrectionMade(Guid EntryId, DateTimeOffset At);

/// <summary>A correction in the ledger.</summary>
/// <param name="Seq">Its place in the session's ledger, which it shares with the check-ins.</param>
/// <param name="EntryId">Its id.</param>
/// <param name="Act">What it says.</param>
/// <param name="At">When it was decided.</param>
/// <param name="ByRole">Who decided, as a role: administrator, operator, hall, server.</param>
/// <param name="ById">The account that decided, if one did.</param>
/// <param name="TraineeId">Whom it concerns; absent for a snapshot.</param>
/// <param name="RoundId">The round; absent where it concerns the whole session.</param>
/// <param name="Text">Why and with what evidence, or the snapshot as JSON; absent once it was erased.</param>
public sealed record CorrectionItem(
    long Seq, Guid EntryId, CorrectionAct Act, DateTimeOffset At, string ByRole, Guid? ById = null, Guid? TraineeId = null, Guid? RoundId = null, string? Text = null);

/// <summary>What the figures of a session were when it closed: the text of a <see cref="CorrectionAct.Snapshot"/>.</summary>
/// <param name="EndedAt">When the session ended.</param>
/// <param name="Rounds">Each round with the counts of the whole tree.</param>
public sealed record ClosingSnapshot(DateTimeOffset EndedAt, IReadOnlyList<SnapshotRound> Rounds);

/// <summary>A round in a snapshot.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Counts">The counts of the whole tree.</param>
public sealed record SnapshotRound(Guid RoundId, Counts Counts);

/// <summary>Answer of <c>GET /sessions/{s}/ledger/verify</c>.</summary>
/// <param name="Entries">How many entries were looked at.</param>
/// <param name="Unlinked">How many of them were written before ledgers were chained; nothing can be said about these.</param>
/// <param name="HeadSeq">The last entry's place.</param>
/// <param name="HeadLink">The chain's last link in hexadecimal digits; write it down somewhere else, and it vouches for everything before it.</param>
/// <param name="BrokenAt">The place of the first entry that is not as it was written, or is missing; absent: all are as they were written.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record LedgerChecked(long Entries, long Unlinked, long HeadSeq, string HeadLink, long? BrokenAt = null, string? Reason = null);

/// <summary>Body of <c>POST /sessions/{s}/leaves</c>: a person cannot come (请假).</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="Reason">Why, 2 to 300 characters.</param>
public sealed record AskLeave(Guid TraineeId, string Reason);

/// <summary>Answer of <c>POST /sessions/{s}/leaves</c>.</summary>
/// <param name="LeaveId">The request.</param>
public sealed record LeaveAsked(Guid LeaveId);

/// <summary>Where a request for leave stands.</summary>
public enum LeaveState
{
    /// <summary>Nobody has decided.</summary>
    Waiting,
    /// <summary>The person is excused.</summary>
    Granted,
    /// <summary>The person is to come.</summary>
    Refused,
}

/// <summary>A request for leave.</summary>
/// <param name="LeaveId">The request.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="Name">The name, masked.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="DecidedBy">Who decided, masked.</param>
/// <param name="Answer">What the decider said.</param>
public sealed record LeaveInfo(
    Guid LeaveId, Guid TraineeId, string Name, string Reason, LeaveState State, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt = null, string? DecidedBy = null, string? Answer = null);

/// <summary>Body of <c>POST /sessions/{s}/leaves/{l}/decide</c>.</summary>
/// <param name="Grant">True: excuse the person, by an entry of the ledger. False: the person is to come.</param>
/// <param name="Reason">Why, 2 to 300 characters.</param>
public sealed record DecideLeave(bool Grant, string Reason);

/// <summary>Answer of <c>POST /sessions/{s}/leaves/{l}/decide</c>.</summary>
/// <param name="LeaveId">The request.</param>
/// <param name="State">Where it stands now.</param>
public sealed record LeaveAnswered(Guid LeaveId, LeaveState State);
