namespace RemoteClassroom.Relay.Ports;

/// <summary>Told which sessions this node serves, so that it can have itself woken when their logs grow elsewhere. Both calls return at once and never throw.</summary>
public interface ISessionInterest
{
    /// <summary>The node begins to follow the session.</summary>
    void Began(Guid sessionId);

    /// <summary>Nobody here needs the session any more.</summary>
    void Ended(Guid sessionId);
}

/// <summary>For a node that is alone: its own writer announces everything.</summary>
internal sealed class NoInterest : ISessionInterest
{
    public void Began(Guid sessionId)
    {
    }

    public void Ended(Guid sessionId)
    {
    }
}
