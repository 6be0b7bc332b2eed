namespace RemoteClassroom.Storage.Chasing;

/// <summary>A reminder (催办) about those who are missing in a hall. Never changed, but for the moment of the next step.</summary>
public sealed class ReminderRow
{
    /// <summary>The reminder; a version 7 UUID.</summary>
    public Guid Id { get; init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The round.</summary>
    public Guid RoundId { get; init; }

    /// <summary>The hall.</summary>
    public Guid BranchId { get; init; }

    /// <summary>To whom: 0 the hall's operator, 1 the administrators of its unit, 2 those of the unit above, …</summary>
    public int Level { get; init; }

    /// <summary>The how manieth to that level, from 1. Session, round, hall, level and occasion together are unique.</summary>
    public int Occasion { get; init; }

    /// <summary>The hall or unit that is told.</summary>
    public Guid TargetId { get; init; }

    /// <summary>Its name.</summary>
    public required string TargetName { get; init; }

    /// <summary>The session's title.</summary>
    public required string Title { get; init; }

    /// <summary>What the round is for, as the name of <see cref="Domain.Sessions.RoundPurpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The hall's name.</summary>
    public required string HallName { get; init; }

    /// <summary>The hall's short number.</summary>
    public long Hall { get; init; }

    /// <summary>The names of the units that the hall stands at.</summary>
    public required string Place { get; init; }

    /// <summary>The path of the hall's unit: who may read the reminder depends on it.</summary>
    public required string UnitPath { get; init; }

    /// <summary>On the roster then.</summary>
    public int Expected { get; init; }

    /// <summary>Checked in then.</summary>
    public int Arrived { get; init; }

    /// <summary>Not checked in then.</summary>
    public int Missing { get; init; }

    /// <summary>Unknown then, for the hall was out of reach.</summary>
    public int Unknown { get; init; }

    /// <summary>When, µs since 1970.</summary>
    public long At { get; init; }

    /// <summary>The account that chased; null for the server itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>Its name, masked.</summary>
    public string? ByName { get; init; }

    /// <summary>The name of the unit that chased; null for the whole tree's administrators.</summary>
    public string? ByUnit { get; init; }

    /// <summary>Up to which unit's path the chain may climb, that unit excluded; empty for the whole tree.</summary>
    public required string Scope { get; init; }

    /// <summary>When the server is to look whether the level above must be told, µs since 1970; null if it need not, or did.</summary>
    public long? StepDueAt { get; set; }
}

/// <summary>A reminder on its way by one channel.</summary>
public sealed class ReminderDeliveryRow
{
    /// <summary>The delivery: what receivers tell repetitions by.</summary>
    public Guid Id { get; init; }

    /// <summary>The reminder.</summary>
    public Guid ReminderId { get; init; }

    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>waiting, sent, failed or given_up.</summary>
    public required string State { get; set; }

    /// <summary>How many tries there were.</summary>
    public int Tries { get; set; }

    /// <summary>How many times it was taken up.</summary>
    public int Rounds { get; set; }

    /// <summary>When it was made, µs since 1970.</summary>
    public long MadeAt { get; init; }

    /// <summary>When it is due, µs since 1970; null once it is sent or given up.</summary>
    public long? DueAt { get; set; }

    /// <summary>Who holds it; null if nobody did.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>Until when it is held, µs since 1970.</summary>
    public long LeasedUntil { get; set; }

    /// <summary>When its state last changed, µs since 1970.</summary>
    public long ChangedAt { get; set; }
}

/// <summary>One try of a delivery; append-only.</summary>
public sealed class ReminderTryRow
{
    /// <summary>The delivery.</summary>
    public Guid DeliveryId { get; init; }

    /// <summary>The how manieth, from 1.</summary>
    public int Number { get; init; }

    /// <summary>When it began, µs since 1970.</summary>
    public long At { get; init; }

    /// <summary>What came of it, as the name of <see cref="Domain.Chasing.ChannelResult"/>.</summary>
    public required string Result { get; init; }

    /// <summary>Why, as a word; empty where it was taken.</summary>
    public required string Reason { get; init; }

    /// <summary>How long it took.</summary>
    public int TookMs { get; init; }
}
