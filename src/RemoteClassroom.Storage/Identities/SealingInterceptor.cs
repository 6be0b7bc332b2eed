using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Identities;

/// <summary>Seals trainees who are added to a context unsealed, so that there is no way past it but the bulk insert, whose callers seal.</summary>
internal sealed class SealingInterceptor(IdentityKeys keys, TraineeIdentities identities) : SaveChangesInterceptor
{
    /// <inheritdoc />
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Seal(eventData.Context);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Seal(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Seal(DbContext? context)
    {
        var rows = context?.ChangeTracker.Entries<TraineeRow>().Where(entry => entry.State == EntityState.Added && entry.Entity.Sealed is null).Select(entry => entry.Entity).ToList();
        if (rows is null or { Count: 0 })
        {
            return;
        }

        using var seal = keys.Begin();
        context!.AddRange(rows.Select(row => identities.Seal(seal, row)).ToList());
    }
}
