namespace RemoteClassroom.Domain;

/// <summary>The installation's own secret, made once at random and kept among its settings. Tickets and person tokens are sealed with keys derived from it.</summary>
public interface IInstallationSecret
{
    /// <summary>At least 32 bytes, the same on every node and after every start.</summary>
    ReadOnlyMemory<byte> Value { get; }
}
