namespace RemoteClassroom.Media.Publishing;

/// <summary>What the session made of a signal.</summary>
public enum SignalAnswer
{
    /// <summary>Noted, or known already.</summary>
    Taken,
    /// <summary>The session is not open yet; tell it again later.</summary>
    NotYet,
    /// <summary>The session is over, or there is none: publishing ends.</summary>
    Over,
}

/// <summary>Port: tells a session that its publisher's signal came or went. Calls of one session never overlap; one that throws is made again.</summary>
public interface IMediaSignals
{
    /// <summary>The signal is there; also repeated while it lasts.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="url">The playlist's address, relative to the server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SignalAnswer> StartedAsync(Guid sessionId, string url, CancellationToken cancellationToken);

    /// <summary>The signal is gone.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task StoppedAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>The sessions whose log says that this origin's signal is there: asked once at start, since a process that died could not say that it stopped.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Guid>> BelievedLiveAsync(CancellationToken cancellationToken);
}
