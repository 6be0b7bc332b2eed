namespace RemoteClassroom.Domain.Sessions;

/// <summary>A round that is to open by itself, at a moment that nobody is told.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Purpose">What the round is for.</param>
/// <param name="Minutes">How long it stays open.</param>
/// <param name="SamplePercent">Of how many in a hundred, of each county's halls or of each hall's people; 100: of all.</param>
/// <param name="Until">When it is given up if it could not open until then.</param>
/// <param name="OfPeople">Whether people are drawn, not halls.</param>
public sealed record DuePlan(Guid PlanId, Guid SessionId, RoundPurpose Purpose, int Minutes, int SamplePercent, DateTimeOffset Until, bool OfPeople = false);

/// <summary>The due rows of planned rounds.</summary>
public interface IRoundPlans
{
    /// <summary>Plans whose moment has come.</summary>
    Task<IReadOnlyList<DuePlan>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The plan is over: its round opened, or it was given up. Saying so twice changes nothing.</summary>
    Task FinishAsync(Guid planId, bool opened, CancellationToken cancellationToken);
}
