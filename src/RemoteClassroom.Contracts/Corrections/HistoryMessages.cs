using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Contracts.Corrections;

/// <summary>Answer of <c>GET /sessions/{s}/people/{t}</c>: what the ledger says of a person in a session, and what counts.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="Name">The name, masked.</param>
/// <param name="RosterNo">The roster number, masked.</param>
/// <param name="Home">The hall where the person counts; the unit's name where no hall takes him in.</param>
/// <param name="Excused">Whether the person is excused from the session.</param>
/// <param name="Rounds">Every round in the order of opening, with what counts in it.</param>
/// <param name="Entries">The ledger's entries about the person in its order; nothing in it is ever changed.</param>
/// <param name="Leaves">The requests for leave, newest first.</param>
public sealed record PersonHistory(
    Guid TraineeId, string Name, string RosterNo, string Home, bool Excused, IReadOnlyList<PersonRound> Rounds, IReadOnlyList<PersonEntry> Entries, IReadOnlyList<LeaveInfo> Leaves);

/// <summary>What counts for a person in a round.</summary>
public enum PersonStanding
{
    /// <summary>Nothing says that the person was there.</summary>
    Missing,
    /// <summary>There in time.</summary>
    Present,
    /// <summary>There, late.</summary>
    Late,
    /// <summary>Known not to have been there.</summary>
    Absent,
    /// <summary>Not there, and excused.</summary>
    Excused,
}

/// <summary>A round, for one person.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="OpenedAt">When it opened.</param>
/// <param name="Standing">What counts.</param>
public sealed record PersonRound(Guid RoundId, Sessions.RoundKind Kind, DateTimeOffset OpenedAt, PersonStanding Standing);

/// <summary>An entry of the ledger about a person: a check-in or a correction.</summary>
/// <param name="Seq">Its place in the session's ledger.</param>
/// <param name="At">When.</param>
/// <param name="RoundId">The round, if it concerns one.</param>
/// <param name="Hall">Of a check-in: where the person sat.</param>
/// <param name="Way">Of a check-in: how it was proven.</param>
/// <param name="Act">Of a correction: what it says.</param>
/// <param name="ByRole">Of a correction: who decided, as a role.</param>
/// <param name="By">Of a correction: who decided, masked; absent if the account is gone.</param>
/// <param name="Text">Of a correction: why, with the evidence in brackets; absent once it was erased.</param>
public sealed record PersonEntry(
    long Seq, DateTimeOffset At, Guid? RoundId = null, string? Hall = null, CheckInWay? Way = null, CorrectionAct? Act = null, string? ByRole = null, string? By = null, string? Text = null);
