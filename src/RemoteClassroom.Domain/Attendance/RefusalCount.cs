namespace RemoteClassroom.Domain.Attendance;

/// <summary>How often a hall's people were refused in a round for one reason. It knows the reason, never the person.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Count">How often.</param>
public readonly record struct RefusalCount(Guid RoundId, Guid BranchId, string Code, int Count);
