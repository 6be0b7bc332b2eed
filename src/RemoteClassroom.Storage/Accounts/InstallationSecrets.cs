using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain;

namespace RemoteClassroom.Storage.Accounts;

/// <summary>Secrets among the settings; read once, then remembered.</summary>
internal sealed class InstallationSecrets(IDbContextFactory<RemoteClassroomDb> contexts) : IInstallationSecrets, IInstallationSecret
{
    private const int Bytes = 32;
    private const string SealName = "seal";
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Value =>
        _known.TryGetValue(SealName, out var value) ? value : throw new InvalidOperationException("The installation's secret is loaded by IDatabase.StartAsync; call it first.");

    /// <summary>Loads <see cref="Value"/>.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => GetAsync(SealName, cancellationToken);

    /// <inheritdoc />
    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        var key = $"secret:{name}";
        var fresh = RandomNumberGenerator.GetBytes(Bytes);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"INSERT INTO settings (name, value) VALUES ({key}, {fresh}) ON CONFLICT (name) DO NOTHING", cancellationToken);
        var kept = await db.Settings.Where(setting => setting.Name == key).Select(setting => setting.Value).SingleAsync(cancellationToken);
        return _known.GetOrAdd(name, kept);
    }
}
