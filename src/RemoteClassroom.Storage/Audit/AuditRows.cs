using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Audit;

/// <summary>A line of the audit as it is stored. Written once; the database refuses to change it.</summary>
public sealed class AuditRow
{
    /// <summary>The line.</summary>
    public Guid Id { get; init; }

    /// <summary>When, µs since 1970.</summary>
    public long At { get; init; }

    /// <summary>The account or device; null for the server itself or nobody.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The role in which it acted.</summary>
    public required string ActorRole { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string ObjectKind { get; init; }

    /// <summary>The thing.</summary>
    public Guid? ObjectId { get; init; }

    /// <summary>The path of the thing's unit, as it was.</summary>
    public required string UnitPath { get; init; }

    /// <summary>False: refused.</summary>
    public bool Done { get; init; }

    /// <summary>See <see cref="AuditDetail"/>.</summary>
    public required string Detail { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>A line's row.</summary>
    internal static AuditRow Of(AuditLine line) => new()
    {
        Id = line.Id, At = Micros.Of(line.At), ActorId = line.Actor.Id, ActorRole = line.Actor.Role, Action = line.Action, ObjectKind = line.On.Kind, ObjectId = line.On.Id,
        UnitPath = line.On.UnitPath, Done = line.Done, Detail = line.Detail, Reason = line.Reason,
    };

    /// <summary>The row's line.</summary>
    internal AuditLine ToLine() =>
        new(Id, Micros.ToInstant(At), new AuditActor(ActorId, ActorRole), Action, new AuditObject(ObjectKind, ObjectId, UnitPath), Done, Detail, Reason);
}

/// <summary>A link of the chain over the audit.</summary>
public sealed class AuditLinkRow
{
    /// <summary>Its place, from 1 without holes.</summary>
    public long Seq { get; init; }

    /// <summary>The line.</summary>
    public Guid LineId { get; init; }

    /// <summary>When the line was written, µs since 1970: what the retention goes by.</summary>
    public long At { get; init; }

    /// <summary>The link before it.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>The link: <see cref="AuditChain.Next"/>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>Lets an edit say what it did.</summary>
public static class AuditEdits
{
    /// <summary>Adds a line to an edit: it is stored with the edit's effect, or not at all.</summary>
    /// <param name="db">The edit's context.</param>
    /// <param name="line">The line.</param>
    public static void Audit(this RemoteClassroomDb db, AuditLine line)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(line);
        db.Add(AuditRow.Of(line));
    }
}
