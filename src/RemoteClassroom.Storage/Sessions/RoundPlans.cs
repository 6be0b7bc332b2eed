using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>A planned round.</summary>
public sealed class RoundPlanRow
{
    /// <summary>The plan.</summary>
    public Guid Id { get; init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>What the round is for, as the name of <see cref="RoundPurpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The window's beginning, µs since 1970.</summary>
    public long FromAt { get; init; }

    /// <summary>The window's end, µs since 1970.</summary>
    public long ToAt { get; init; }

    /// <summary>The moment drawn, µs since 1970; told to nobody.</summary>
    public long DueAt { get; init; }

    /// <summary>How long the round stays open.</summary>
    public int Minutes { get; init; }

    /// <summary>Of how many in a hundred, of each county's halls or of each hall's people.</summary>
    public int SamplePercent { get; init; }

    /// <summary>Whether people are drawn, not halls.</summary>
    public bool OfPeople { get; init; }

    /// <summary>waiting, opened, missed or dropped.</summary>
    public required string State { get; set; }
}

/// <summary>Reads due plans and finishes them.</summary>
internal sealed class RoundPlans(IDbContextFactory<RemoteClassroomDb> contexts) : IRoundPlans
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public async Task<IReadOnlyList<DuePlan>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = Micros.Of(now);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.RoundPlans.AsNoTracking().Where(row => row.State == "waiting" && row.DueAt <= until).OrderBy(row => row.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new DuePlan(row.Id, row.SessionId, Enum.Parse<RoundPurpose>(row.Purpose), row.Minutes, row.SamplePercent, Micros.ToInstant(row.ToAt) + Patience, row.OfPeople))];
    }

    /// <inheritdoc />
    public async Task FinishAsync(Guid planId, bool opened, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.RoundPlans.FirstOrDefaultAsync(row => row.Id == planId && row.State == "waiting", cancellationToken) is { } row)
        {
            row.State = opened ? "opened" : "missed";
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
