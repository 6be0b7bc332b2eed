namespace RemoteClassroom.Domain;

/// <summary>The installation's named secrets, each made once at random and kept among its settings.</summary>
public interface IInstallationSecrets
{
    /// <summary>The secret of that name: 32 random bytes, the same on every node and after every start; made at the first asking.</summary>
    /// <param name="name">1 to 64 characters, such as <c>access-tokens</c>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task<byte[]> GetAsync(string name, CancellationToken cancellationToken);
}
