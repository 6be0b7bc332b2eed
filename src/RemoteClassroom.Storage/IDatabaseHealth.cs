namespace RemoteClassroom.Storage;

/// <summary>Whether the database answers, looked at twice a second. Registered only for a database across a network, which may be out of reach of one node and not of another.</summary>
public interface IDatabaseHealth
{
    /// <summary>Whether it answered the last look.</summary>
    bool Answers { get; }

    /// <summary>For how long it has not answered; zero while it does.</summary>
    TimeSpan AwayFor { get; }

    /// <summary>Done once it stops answering; another task after it came back.</summary>
    Task Lost { get; }

    /// <summary>How far this machine's clock is ahead of the database's (negative: behind). The server itself goes by the database's.</summary>
    TimeSpan ClockDifference { get; }
}
