namespace RemoteClassroom.Contracts.Privacy;

/// <summary>Body of <c>POST /trainees/{id}/unmask</c> and <c>/erase</c>.</summary>
/// <param name="Reason">Why; 5 to 200 characters, without the person's name or number. It stands in the audit.</param>
public sealed record WithReason(string Reason);

/// <summary>Answer of <c>POST /trainees/{id}/unmask</c>. Every look is a line of the audit.</summary>
/// <param name="TraineeId">The trainee.</param>
/// <param name="RosterNo">The roster number.</param>
/// <param name="Name">The name.</param>
/// <param name="LastDigits">The last four digits of the phone number; of the number nothing more is kept.</param>
public sealed record UnmaskedTrainee(Guid TraineeId, string RosterNo, string Name, string LastDigits);

/// <summary>Answer of <c>POST /trainees/{id}/erase</c>.</summary>
/// <param name="TraineeId">The pseudonym that the ledger goes on with.</param>
/// <param name="ErasedAt">When key and identifiers were deleted.</param>
public sealed record TraineeErased(Guid TraineeId, DateTimeOffset ErasedAt);

/// <summary>Body of <c>POST /sessions/{s}/ledger/unmasked</c>.</summary>
/// <param name="Reason">Why; 5 to 200 characters. It stands in the audit and in the file.</param>
/// <param name="Format">Which file.</param>
public sealed record ExportUnmasked(string Reason, FileFormat Format);

/// <summary>A kind of file.</summary>
public enum FileFormat
{
    /// <summary>Comma-separated values.</summary>
    Csv,
    /// <summary>A workbook.</summary>
    Xlsx,
}
