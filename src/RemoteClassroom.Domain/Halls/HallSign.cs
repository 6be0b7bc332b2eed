using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Halls;

/// <summary>What one heartbeat tells of a hall, by its screen or by its operator's page.</summary>
/// <param name="Picture">What the screen shows; <see cref="HallPicture.None"/>: it did not tell.</param>
/// <param name="ClockOffsetMs">The server's clock minus the screen's own, in milliseconds; null: it did not tell.</param>
/// <param name="ByOperator">Whether the operator's page tells; that says nothing about the screen.</param>
/// <param name="RosterVersion">The version of the roster which that page holds; empty: it holds none; null: it did not tell.</param>
public readonly record struct HallSign(HallPicture Picture = HallPicture.None, int? ClockOffsetMs = null, bool ByOperator = false, string? RosterVersion = null);
