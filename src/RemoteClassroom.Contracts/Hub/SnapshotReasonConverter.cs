using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteClassroom.Contracts.Hub;

/// <summary>Writes <see cref="SnapshotReason"/> in snake_case (<c>too_old</c>), as the hub's contract spells it.</summary>
public sealed class SnapshotReasonConverter() : JsonStringEnumConverter<SnapshotReason>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
