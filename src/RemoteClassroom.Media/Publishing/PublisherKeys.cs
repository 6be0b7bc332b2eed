using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Media.Publishing;

/// <summary>Checks <c>Basic live:&lt;stream key&gt;</c>. Keys never change, so they are remembered; that there is no such session is remembered only for a moment, since it may be made.</summary>
internal sealed class PublisherKeys(ISessionDirectory sessions, TimeProvider time)
{
    private const string Scheme = "Basic ";
    private const string User = "live";
    private const int MaxRemembered = 4_096;
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Guid, Entry> _entries = new();

    private sealed record Entry(byte[]? Digest, long Since);

    /// <summary>Whether an <c>Authorization</c> header carries anything for this check at all.</summary>
    public static bool IsPresent(string? header) => header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the header names the user <c>live</c> and the session's key. A session that does not exist looks like a wrong key.</summary>
    public async ValueTask<bool> CheckAsync(Guid sessionId, string header, CancellationToken cancellationToken)
    {
        var offered = Read(header);
        var expected = await DigestAsync(sessionId, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(offered ?? []), expected ?? new byte[SHA256.HashSizeInBytes]) && offered is not null;
    }

    /// <summary>The credentials of the header as they are compared, user and key together.</summary>
    private static byte[]? Read(string header)
    {
        if (!IsPresent(header) || header.Length > 1_024)
        {
            return null;
        }

        var bytes = new byte[1_024];
        return Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length) ? bytes[..length] : null;
    }

    private async ValueTask<byte[]?> DigestAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(sessionId, out var entry) && time.GetElapsedTime(entry.Since) < (entry.Digest is null ? Unknown : Known))
        {
            return entry.Digest;
        }

        var facts = await sessions.FindAsync(sessionId, cancellationToken);
        var digest = facts is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes($"{User}:{facts.StreamKey}"));
        if (_entries.Count >= MaxRemembered)
        {
            _entries.Clear();
        }

        _entries[sessionId] = new Entry(digest, time.GetTimestamp());
        return digest;
    }
}
