using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Client.CheckIns;

/// <summary>The outbox holds as many entries as it may.</summary>
public sealed class OutboxFullException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="capacity">The bound.</param>
    public OutboxFullException(int capacity)
        : base($"The outbox holds {capacity} entries that are not sent yet; find a link before taking more.")
    {
    }
}

/// <summary>
/// Check-ins of one hall in one session that wait for a link. With a file every entry is on disk before <see cref="AddAsync"/> returns and survives a restart;
/// an entry leaves only when the server said what became of it. Sending again is harmless: the server knows an entry by its id.
/// </summary>
public sealed class OfflineOutbox : IAsyncDisposable
{
    /// <summary>The most entries of one batch.</summary>
    public const int MaxBatch = 200;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SortedDictionary<long, BatchEntry> _waiting = [];
    private readonly Guid _sessionId;
    private readonly Guid _branchId;
    private readonly string _device;
    private readonly int _capacity;
    private FileStream? _file;
    private long _lastSeq;

    private OfflineOutbox(Guid sessionId, Guid branchId, string device, int capacity)
    {
        _sessionId = sessionId;
        _branchId = branchId;
        _device = device;
        _capacity = capacity;
    }

    /// <summary>How many entries wait.</summary>
    public int Count
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Count;
            }
        }
    }

    private sealed record Line(BatchEntry? Add = null, Guid? Done = null, long? LastSeq = null);

    /// <summary>Opens an outbox.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="device">The device's name, the scope of the entries' ids.</param>
    /// <param name="file">Where entries are kept; null to keep them in memory only.</param>
    /// <param name="capacity">The most entries that may wait.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<OfflineOutbox> OpenAsync(
        Guid sessionId, Guid branchId, string device, string? file = null, int capacity = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var outbox = new OfflineOutbox(sessionId, branchId, device, capacity);
        if (file is not null)
        {
            await outbox.LoadAsync(file, cancellationToken);
        }

        return outbox;
    }

    /// <summary>Takes an entry; its running number is given here.</summary>
    /// <param name="traineeId">Who.</param>
    /// <param name="scannedAt">When, by this device's clock.</param>
    /// <param name="roundId">Which round; null for the one open at that time.</param>
    /// <param name="proof">The scanned code, if one was.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken, or it was taken whole.</param>
    /// <exception cref="OutboxFullException">The bound is reached.</exception>
    public async Task<BatchEntry> AddAsync(Guid traineeId, DateTimeOffset scannedAt, Guid? roundId = null, string? proof = null, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Count >= _capacity)
            {
                throw new OutboxFullException(_capacity);
            }

            var entry = new BatchEntry(Guid.CreateVersion7(scannedAt), _lastSeq + 1, traineeId, scannedAt, roundId, proof);
            await WriteAsync([new Line(Add: entry)], CancellationToken.None);
            _lastSeq = entry.Seq;
            lock (_waiting)
            {
                _waiting.Add(entry.Seq, entry);
            }

            return entry;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends everything that waits, oldest first; tries for ever until it is cancelled.</summary>
    /// <param name="client">A client of the hall's screen or operator.</param>
    /// <param name="cancellationToken">Ends it; what was not answered stays.</param>
    /// <returns>What became of the entries, refused ones among them.</returns>
    public async Task<IReadOnlyList<BatchResult>> SendAsync(ClassroomClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var results = new List<BatchResult>();
        while (true)
        {
            List<BatchEntry> batch;
            lock (_waiting)
            {
                batch = [.. _waiting.Values.Take(MaxBatch)];
            }

            if (batch.Count == 0)
            {
                return results;
            }

            var answer = await client.SendBatchAsync(_sessionId, new CheckInBatch(_branchId, _device, batch), cancellationToken: cancellationToken);
            var settled = answer.Results.Select(result => result.EntryId).ToHashSet();
            if (!batch.Exists(entry => settled.Contains(entry.EntryId)))
            {
                throw new InvalidDataException("The server's answer to a batch names none of its entries.");
            }

            await SettleAsync(batch.Where(entry => settled.Contains(entry.EntryId)).ToList());
            results.AddRange(answer.Results);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_file is { } file)
        {
            _file = null;
            await file.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task SettleAsync(List<BatchEntry> entries)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            lock (_waiting)
            {
                entries.ForEach(entry => _waiting.Remove(entry.Seq));
            }

            await WriteAsync(entries.Select(entry => new Line(Done: entry.EntryId)), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            var byId = new Dictionary<Guid, BatchEntry>();
            foreach (var text in await File.ReadAllLinesAsync(path, cancellationToken))
            {
                Apply(text, byId);
            }

            foreach (var entry in byId.Values)
            {
                _waiting[entry.Seq] = entry;
            }
        }

        // Written anew and put in place in one step, so that the file does not grow for ever and a crash leaves the old one or the new one.
        var fresh = path + ".new";
        _file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);
        await WriteAsync([new Line(LastSeq: _lastSeq), .. _waiting.Values.Select(entry => new Line(Add: entry))], cancellationToken);
        File.Move(fresh, path, overwrite: true);
    }

    private void Apply(string text, Dictionary<Guid, BatchEntry> byId)
    {
        Line? line;
        try
        {
            line = JsonSerializer.Deserialize<Line>(text, ContractsJson.Options);
        }
        catch (JsonException)
        {
            // The last line of a process that was killed while writing it: it was never acknowledged to anybody.
            return;
        }

        if (line?.Add is { } entry)
        {
            byId[entry.EntryId] = entry;
            _lastSeq = Math.Max(_lastSeq, entry.Seq);
        }

        if (line?.Done is { } done)
        {
            byId.Remove(done);
        }

        _lastSeq = Math.Max(_lastSeq, line?.LastSeq ?? 0);
    }

    private async Task WriteAsync(IEnumerable<Line> lines, CancellationToken cancellationToken)
    {
        if (_file is not { } file)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(JsonSerializer.Serialize(line, ContractsJson.Options)).Append('\n');
        }

        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
