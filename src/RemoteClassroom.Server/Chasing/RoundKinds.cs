using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Server.Chasing;

/// <summary>The contract's word for what a round is for.</summary>
internal static class RoundKinds
{
    public static RoundKind Of(RoundPurpose purpose) => purpose switch { RoundPurpose.SpotCheck => RoundKind.SpotCheck, RoundPurpose.SignOut => RoundKind.SignOut, _ => RoundKind.SignIn };
}
