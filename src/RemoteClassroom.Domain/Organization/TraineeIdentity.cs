namespace RemoteClassroom.Domain.Organization;

/// <summary>What names a person: kept apart from everything else, sealed under a key of that person's own. Without the key it is gone, and the rest tells of a pseudonym.</summary>
/// <param name="RosterNo">The roster number.</param>
/// <param name="Name">The name.</param>
/// <param name="LastDigits">The last four digits of the phone number.</param>
public sealed record TraineeIdentity(string RosterNo, string Name, string LastDigits);
