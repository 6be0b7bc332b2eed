using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Reading;

namespace RemoteClassroom.Storage.Chasing;

/// <summary>
/// The deliveries that are due, over their table. A lease is a row's column: taken under the row's lock, which other nodes pass over instead of waiting for it (on SQLite
/// the whole transaction is alone), and good until its time is over, whatever becomes of the node.
/// </summary>
internal sealed class ReminderOutbox(IDbContextFactory<RemoteClassroomDb> contexts, Dialect dialect, TimeProvider time) : IReminderOutbox
{
    private const int OldAtOnce = 500;

    /// <inheritdoc />
    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(IReadOnlyCollection<string> channels, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var now = Micros.Of(time.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // Nothing is due most of the time: a look costs no transaction, and on SQLite nobody who writes waits for it.
        if (channels.Count == 0 || !await db.ReminderDeliveries.AnyAsync(row => row.DueAt <= now && row.LeasedUntil <= now && channels.Contains(row.Channel), cancellationToken))
        {
            return [];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var rows = await db.ReminderDeliveries.FromSql(Due(now, limit, channels)).ToListAsync(cancellationToken);
        var (id, until) = (Guid.NewGuid(), time.GetUtcNow() + lease);
        foreach (var row in rows)
        {
            (row.LeaseId, row.LeasedUntil) = (id, Micros.Of(until));
        }

        await db.SaveChangesAsync(cancellationToken);
        var wanted = rows.ConvertAll(row => row.ReminderId);
        var reminders = await db.Reminders.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.ConvertAll(row => new LeasedDelivery(MessageOf(row.Id, reminders[row.ReminderId]), row.Channel, id, Micros.ToInstant(Micros.Of(until)), row.Tries, row.Rounds));
    }

    /// <inheritdoc />
    public async Task<int> FinishAsync(IReadOnlyCollection<DeliveryDone> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        if (done.Count == 0)
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (now, stored) = (Micros.Of(time.GetUtcNow()), 0);
        foreach (var one in done.OrderBy(one => one.Delivery.Message.DeliveryId))
        {
            var (id, lease, state, due) = (one.Delivery.Message.DeliveryId, one.Delivery.Lease, DeliveryWords.Of(one.Step.State), one.Step.DueAt is { } at ? Micros.Of(at) : (long?)null);
            var (tries, rounds) = (one.Delivery.Tries + one.Tries.Count, one.Delivery.Rounds + 1);

            // Only who still holds it may say so: this node may have stood still while another one took over.
            var held = await db.ReminderDeliveries.Where(row => row.Id == id && row.LeaseId == lease && row.DueAt != null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state).SetProperty(row => row.DueAt, due).SetProperty(row => row.Tries, tries).SetProperty(row => row.Rounds, rounds)
                    .SetProperty(row => row.ChangedAt, now).SetProperty(row => row.LeaseId, (Guid?)null).SetProperty(row => row.LeasedUntil, 0L),
                cancellationToken);
            if (held == 0)
            {
                continue;
            }

            stored++;
            db.ReminderTries.AddRange(one.Tries.Select((tried, i) => new ReminderTryRow
            {
                DeliveryId = id, Number = one.Delivery.Tries + i + 1, At = Micros.Of(tried.At), Result = tried.Result.ToString(), Reason = tried.Reason, TookMs = tried.TookMs,
            }));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return stored;
    }

    /// <inheritdoc />
    public async Task<int> GiveUpOldAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (at, oldest) = (Micros.Of(now), Micros.Of(now - DeliveryRules.Lifetime));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var old = await db.ReminderDeliveries.Where(row => row.DueAt != null && row.MadeAt <= oldest && row.LeasedUntil <= at).OrderBy(row => row.Id).Select(row => row.Id).Take(OldAtOnce).ToListAsync(cancellationToken);
        if (old.Count == 0)
        {
            return 0;
        }

        var word = DeliveryWords.Of(DeliveryState.GivenUp);
        return await db.ReminderDeliveries.Where(row => old.Contains(row.Id) && row.DueAt != null && row.LeasedUntil <= at).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, word).SetProperty(row => row.DueAt, (long?)null).SetProperty(row => row.ChangedAt, at), cancellationToken);
    }

    // The channels are parameters, too; what stands in the text is their places and the dialect's own words.
    private FormattableString Due(long now, int limit, IReadOnlyCollection<string> channels) => FormattableStringFactory.Create(
        "SELECT * FROM reminder_deliveries WHERE due_at <= {0} AND leased_until <= {0} AND channel IN (" +
        string.Join(", ", Enumerable.Range(2, channels.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"{{{place}}}"))) +
        ") ORDER BY due_at, id LIMIT {1}" + dialect.PassOverLocked,
        [now, limit, .. channels]);

    private static ReminderMessage MessageOf(Guid delivery, ReminderRow row) => new(
        delivery, row.Id, new ReminderIdentity(row.SessionId, row.RoundId, row.BranchId, row.Level, row.Occasion), row.Title, Enum.Parse<RoundPurpose>(row.Purpose), row.HallName, row.Hall, row.Place,
        new ChaseTarget(row.Level, row.TargetId, row.TargetName), new ChaseFigures(row.Expected, row.Arrived, row.Missing, row.Unknown), Micros.ToInstant(row.At), row.ByUnit);
}
