namespace RemoteClassroom.Contracts.CheckIns;

/// <summary>Body of <c>POST /walk-ins</c>: somebody whom no roster has leaves name and digits, and is kept until an administrator decides.</summary>
/// <param name="Ticket">The ticket of the scan; it serves one walk-in.</param>
/// <param name="Name">The name, 1 to 40 characters.</param>
/// <param name="LastDigits">The last four digits of the phone number.</param>
public sealed record KeepWalkIn(string Ticket, string Name, string LastDigits);

/// <summary>Answer of <c>POST /walk-ins</c>.</summary>
/// <param name="WalkInId">The entry.</param>
/// <param name="At">When it was kept.</param>
public sealed record WalkInKept(Guid WalkInId, DateTimeOffset At);

/// <summary>Where a walk-in stands.</summary>
public enum WalkInState
{
    /// <summary>Nobody has decided.</summary>
    Waiting,
    /// <summary>It is a trainee of the roster, who counts by an entry of the ledger.</summary>
    Matched,
    /// <summary>It is nobody whom the session expects.</summary>
    Rejected,
}

/// <summary>A walk-in in a list.</summary>
/// <param name="WalkInId">The entry.</param>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Hall">Its name.</param>
/// <param name="Name">The name, masked.</param>
/// <param name="At">When it was kept.</param>
/// <param name="State">Where it stands.</param>
/// <param name="TraineeId">Who it is, if it was matched.</param>
/// <param name="DecidedBy">Who decided, masked.</param>
/// <param name="Answer">Why.</param>
public sealed record WalkInInfo(
    Guid WalkInId, Guid RoundId, Guid BranchId, string Hall, string Name, DateTimeOffset At, WalkInState State, Guid? TraineeId = null, string? DecidedBy = null, string? Answer = null);

/// <summary>A walk-in with what the person left, for the administrator who is to find out who it is.</summary>
/// <param name="Info">The entry.</param>
/// <param name="Name">The name as it was typed.</param>
/// <param name="LastDigits">The digits as they were typed.</param>
public sealed record WalkInDetails(WalkInInfo Info, string Name, string LastDigits);

/// <summary>Body of <c>POST /sessions/{s}/walk-ins/{w}/match</c>.</summary>
/// <param name="TraineeId">Who it is.</param>
/// <param name="Reason">How that is known, 2 to 300 characters; it stands in the ledger.</param>
public sealed record MatchWalkIn(Guid TraineeId, string Reason);

/// <summary>Body of <c>POST /sessions/{s}/walk-ins/{w}/reject</c>.</summary>
/// <param name="Reason">Why, 2 to 300 characters.</param>
public sealed record RejectWalkIn(string Reason);

/// <summary>Answer of a decision about a walk-in.</summary>
/// <param name="WalkInId">The entry.</param>
/// <param name="State">Where it stands now.</param>
public sealed record WalkInDecided(Guid WalkInId, WalkInState State);
