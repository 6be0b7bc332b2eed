namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>One of the two sides: a server process that is ready for its screens.</summary>
internal interface IFanOutServer : IAsyncDisposable
{
    /// <summary>What the screens are to do.</summary>
    FanOutPlan Plan { get; }

    /// <summary>Its process.</summary>
    int ProcessId { get; }

    /// <summary>Ends it, and tells the hash of what it keeps on disk as every screen should have seen it.</summary>
    /// <returns>Null from the rival, which keeps nothing.</returns>
    Task<string?> EndAsync();
}
