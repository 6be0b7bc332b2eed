using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Rounds in the contract's words.</summary>
internal static class RoundKinds
{
    /// <summary>A round with how much of the session it asks.</summary>
    public static RoundInfo InfoOf(Round round) => new(
        round.RoundId, Of(round.Purpose), round.OpenedAt, round.ClosesAt, round.ClosedAt,
        round.Sample is { } sample ? new RoundCoverage(sample.Percent, sample.Count(), sample.People?.Count()) : null);

    /// <summary>What a round is for.</summary>
    public static RoundKind Of(RoundPurpose purpose) => purpose switch { RoundPurpose.SpotCheck => RoundKind.SpotCheck, RoundPurpose.SignOut => RoundKind.SignOut, _ => RoundKind.SignIn };
}
