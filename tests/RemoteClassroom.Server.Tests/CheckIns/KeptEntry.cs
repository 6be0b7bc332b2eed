using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>An entry that waits for judgement, put where a batch would have left it.</summary>
internal static class KeptEntry
{
    public static async Task<Guid> MakeAsync(ServerHost host, Guid session, Guid hall, Guid trainee, Guid? round)
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = new OfflineEntry(
            Guid.NewGuid(), session, hall, Guid.NewGuid().ToString(), Guid.NewGuid(), 1, trainee, round, new OfflineStamp(now), now, new HonestTime(now, null, now), TimeCertainty.Unproven,
            IsSigned: true, VouchGround.None, EntryFate.Kept);
        await host.Services.GetRequiredService<IOfflineEntries>().KeepAsync(entry, null, CancellationToken.None);
        return entry.Id;
    }
}
