using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Views;

namespace RemoteClassroom.Relay.Frames;

/// <summary>An event of the log as its audiences see it: serialised once, null where it is hidden.</summary>
internal sealed class ProjectedEvent
{
    private readonly byte[]? _screen;
    private readonly byte[]? _staff;
    private readonly HallEvent _hall;

    /// <param name="logged">The event.</param>
    /// <param name="state">The state at the event or at any later one: of what a projection reads, nothing changes afterwards.</param>
    public ProjectedEvent(LoggedEvent logged, ViewState state)
    {
        Offset = logged.Offset;
        Tag = logged.Tag;
        _screen = ScreenView.Show(logged, state.Session);
        _staff = StaffView.Show(logged, state.Session);
        _hall = BranchView.Show(logged, state.Session);
        Bytes = 64 + (_screen?.Length ?? 0) + (_staff?.Length ?? 0) + (_hall.Json?.Length ?? 0);
    }

    public long Offset { get; }

    public ulong Tag { get; }

    /// <summary>Roughly what holding it costs.</summary>
    public int Bytes { get; }

    public bool OnScreen => _screen is not null;

    public bool ForStaff => _staff is not null;

    public HallEvent Hall => _hall;

    /// <summary>The event's JSON in a stream's view; null if that view hides it.</summary>
    public byte[]? In(StreamName stream) => stream.Kind switch
    {
        StreamKind.Screen => _screen,
        StreamKind.Staff => _staff,
        StreamKind.Branch when _hall.Only is null || _hall.Only == stream.Target => _hall.Json,
        _ => null,
    };
}

/// <summary>An event as halls see it on their own streams.</summary>
/// <param name="Json">The event; null if hidden.</param>
/// <param name="Only">The one hall that sees it; null: all do.</param>
internal readonly record struct HallEvent(byte[]? Json, Guid? Only = null);
