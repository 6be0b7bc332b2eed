namespace RemoteClassroom.Domain.Sessions;

/// <summary>What comes of a command: events to store, or a named refusal. Never both, and never neither.</summary>
public readonly record struct Decision
{
    private Decision(IReadOnlyList<SessionEvent>? events, Refusal? refusal) => (_events, Refusal) = (events, refusal);

    private readonly IReadOnlyList<SessionEvent>? _events;

    /// <summary>The events, in their order; empty if refused.</summary>
    public IReadOnlyList<SessionEvent> Events => _events ?? [];

    /// <summary>Why not; null if it was decided.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Decided.</summary>
    public static Decision Of(params SessionEvent[] events) => new(events, null);

    /// <summary>Refused.</summary>
    public static Decision Refuse(string code, string detail, string? field = null) => new(null, new Refusal(code, detail, field));
}
