using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

/// <summary>What a connection follows and tells of itself.</summary>
public sealed record ClassroomConnectionOptions
{
    /// <summary>1 to 8 streams, see <see cref="StreamName"/>.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>Cursors to begin with, kept from an earlier run.</summary>
    public IReadOnlyDictionary<string, string>? Cursors { get; init; }

    /// <summary>What the player does, asked at every heartbeat; null without a player.</summary>
    public Func<PlayerReport?>? Player { get; init; }

    /// <summary>How long connecting, joining or a heartbeat may take before the link counts as lost.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
