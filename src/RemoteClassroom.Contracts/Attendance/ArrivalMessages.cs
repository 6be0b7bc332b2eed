namespace RemoteClassroom.Contracts.Attendance;

/// <summary>Answer of <c>GET /sessions/{s}/attendance/arrivals</c>: how a round filled.</summary>
/// <param name="UnitId">The unit asked for.</param>
/// <param name="Expected">How many persons are expected there.</param>
/// <param name="Counts">How many persons had arrived by the end of each step, from the round's opening on; empty before any round.</param>
/// <param name="StepSeconds">How long a step is.</param>
/// <param name="RoundId">The round; absent before any.</param>
/// <param name="From">When it opened.</param>
public sealed record Arrivals(Guid UnitId, int Expected, IReadOnlyList<int> Counts, int StepSeconds, Guid? RoundId = null, DateTimeOffset? From = null);

/// <summary>Answer of <c>GET /sessions/{s}/ledger/about</c>: what the ledger's files hold, to be read before one asks for them.</summary>
/// <param name="Columns">Their columns, in order.</param>
/// <param name="TimeZone">The zone of their times, an IANA name.</param>
/// <param name="Masked">Whether names and numbers have their middle hidden.</param>
public sealed record LedgerAbout(IReadOnlyList<string> Columns, string TimeZone, bool Masked);
