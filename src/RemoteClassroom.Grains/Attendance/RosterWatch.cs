using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>Which version of its roster each hall has. Read at first need and again after a minute, beside whoever asks: until then the older answer stands, or none.</summary>
internal sealed class RosterWatch(IRosterVersions versions, Guid sessionId, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private IReadOnlyDictionary<Guid, string>? _known;
    private Task? _reading;
    private DateTimeOffset _readAt;

    /// <summary>By branch; null before they were read for the first time.</summary>
    public IReadOnlyDictionary<Guid, string>? Get()
    {
        if (_known is null || time.GetUtcNow() - _readAt >= KeptFor)
        {
            _reading ??= ReadAsync();
        }

        return _known;
    }

    private async Task ReadAsync()
    {
        try
        {
            // The embedded database reads on the thread that asks; this read is long, and the grain's turn must not stand still for it.
            _known = await Task.Run(() => versions.ReadAsync(sessionId, CancellationToken.None));
        }
        catch (StorageException)
        {
            // Rosters are then judged by what was known, or not at all; the next who asks after a minute tries again.
        }
        finally
        {
            _readAt = time.GetUtcNow();
            _reading = null;
        }
    }
}
