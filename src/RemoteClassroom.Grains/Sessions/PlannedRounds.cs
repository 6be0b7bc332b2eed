using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>
/// Once a second, opens the planned rounds whose moment has come. Every node does: the plan's id is the command's key, so that its round opens once. While another round is open it waits, up to
/// ten minutes beyond the window; a session that is over gives its plans up.
/// </summary>
internal sealed class PlannedRounds(IRoundPlans plans, IGrainFactory grains, TimeProvider time, ILogger<PlannedRounds> logger) : SiloLoop(TimeSpan.FromSeconds(1), time, logger)
{
    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        foreach (var plan in await plans.DueAsync(Time.GetUtcNow(), cancellationToken))
        {
            var now = Time.GetUtcNow();
            var context = new CommandContext("server:plan", plan.PlanId, SHA256.HashData(plan.PlanId.ToByteArray()), "server", "");
            var (classroom, closesAt) = (grains.MainClassroom(plan.SessionId), now.AddMinutes(plan.Minutes));
            var answer = plan.OfPeople
                ? await classroom.OpenRoundOfPeopleAsync(context, plan.Purpose, closesAt, plan.SamplePercent)
                : await classroom.OpenSampledRoundAsync(context, plan.Purpose, closesAt, plan.SamplePercent);
            if (!answer.IsRefused)
            {
                await plans.FinishAsync(plan.PlanId, opened: true, cancellationToken);
            }
            else if (now > plan.Until || answer.Code is not (ErrorCodes.Conflict or ErrorCodes.IllegalTransition or ErrorCodes.Overloaded or ErrorCodes.StorageUnavailable or ErrorCodes.OutcomeUnknown))
            {
                await plans.FinishAsync(plan.PlanId, opened: false, cancellationToken);
            }
        }
    }
}
