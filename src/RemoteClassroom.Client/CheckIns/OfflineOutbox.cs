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
/// Check-ins of one hall in one session that wait for a link. With a file every entry is on disk before <c>AddAsync</c> returns and survives a restart;
/// an entry leaves only when the server said what became of it. Sending again is harmless: the server knows an entry by its id.
/// One that signs (<see cref="OpenSignedAsync"/>) may deliver after the round's close: the server finds out by the contacts when each entry was taken.
/// </summary>
public sealed class OfflineOutbox : IAsyncDisposable
{
    /// <summary>The most entries of one batch.</summary>
    public const int MaxBatch = 200;

    /// <summary>The most contacts of one batch.</summary>
    public const int MaxContacts = 100;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SortedDictionary<long, BatchEntry> _waiting = [];
    private readonly Guid _sessionId;
    private readonly Guid _branchId;
    private readonly string _device;
    private readonly int _capacity;
    private readonly List<DeviceContact> _contacts = [];
    private DeviceKey? _key;
    private DeviceClock? _clock;
    private bool _registered;
    private OutboxFile? _file;
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
            (outbox._file, var kept) = await OutboxFile.OpenAsync(file, cancellationToken);
            outbox._lastSeq = kept.LastSeq;
            outbox._contacts.AddRange(kept.Contacts);
            foreach (var entry in kept.Waiting)
            {
                outbox._waiting[entry.Seq] = entry;
            }
        }

        return outbox;
    }

    /// <summary>Opens an outbox whose entries are signed and carry what tells their honest times. The running numbers belong to the key: give each outbox a key of its own.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="key">A key of this outbox's own; the caller disposes it.</param>
    /// <param name="clock">This run of the program; tell it of contacts, or <see cref="SendAsync"/> makes one.</param>
    /// <param name="file">Where entries are kept; null to keep them in memory only.</param>
    /// <param name="capacity">The most entries that may wait.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<OfflineOutbox> OpenSignedAsync(
        Guid sessionId, Guid branchId, DeviceKey key, DeviceClock clock, string? file = null, int capacity = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(clock);
        var outbox = await OpenAsync(sessionId, branchId, key.DeviceId.ToString("D"), file, capacity, cancellationToken);
        (outbox._key, outbox._clock) = (key, clock);
        return outbox;
    }

    /// <summary>Asks for the server's time, so that entries taken until the next break of the link have a certain time; the contact is kept with the entries.</summary>
    /// <param name="client">A client of the hall's screen or operator.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <exception cref="InvalidOperationException">This outbox does not sign.</exception>
    public async Task ContactAsync(ClassroomClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var clock = _clock ?? throw new InvalidOperationException("Only an outbox that signs has a clock to compare.");
        var contact = await clock.ContactAsync(async () => (await client.HallRosterAsync(_sessionId, _branchId, cancellationToken)).At);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            lock (_contacts)
            {
                _contacts.Add(contact);
            }

            await WriteAsync(new OutboxLine(Contact: contact));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes an entry; its running number is given here.</summary>
    /// <param name="traineeId">Who.</param>
    /// <param name="scannedAt">When, by this device's clock.</param>
    /// <param name="roundId">Which round; null for the one open at that time.</param>
    /// <param name="proof">The scanned code, if one was.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken, or it was taken whole.</param>
    /// <exception cref="OutboxFullException">The bound is reached.</exception>
    public Task<BatchEntry> AddAsync(Guid traineeId, DateTimeOffset scannedAt, Guid? roundId = null, string? proof = null, CancellationToken cancellationToken = default) =>
        AddAsync(traineeId, scannedAt, roundId, proof, reason: null, cancellationToken);

    /// <summary>Takes an entry that somebody vouches for.</summary>
    /// <param name="traineeId">Who.</param>
    /// <param name="scannedAt">When, by this device's clock.</param>
    /// <param name="roundId">Which round; null for the one open at that time.</param>
    /// <param name="proof">The scanned code, if one was.</param>
    /// <param name="reason">Why the person is vouched for.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken, or it was taken whole.</param>
    /// <exception cref="OutboxFullException">The bound is reached.</exception>
    public async Task<BatchEntry> AddAsync(Guid traineeId, DateTimeOffset scannedAt, Guid? roundId, string? proof, VouchReason? reason, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Count >= _capacity)
            {
                throw new OutboxFullException(_capacity);
            }

            var entry = new BatchEntry(Guid.NewGuid(), _lastSeq + 1, traineeId, scannedAt, roundId, proof, reason);
            if (_key is { } key && _clock is { } clock)
            {
                // Signatures are over milliseconds.
                var at = DateTimeOffset.FromUnixTimeMilliseconds(scannedAt.ToUnixTimeMilliseconds());
                entry = key.Sign(_sessionId, _branchId, entry with { ScannedAt = at, PageLoad = clock.Run, MonotonicMs = clock.MonotonicMs, ClockOffsetMs = clock.OffsetMs });
            }

            await WriteAsync(new OutboxLine(Add: entry));
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
        if (Count > 0 && _key is { } key)
        {
            if (!_registered)
            {
                await client.RegisterDeviceAsync(new RegisterDevice(_branchId, key.PublicKey), cancellationToken: cancellationToken);
                _registered = true;
            }

            // The first contact after the break bounds from above when the entries of this run were taken.
            await ContactAsync(client, cancellationToken);
        }

        while (true)
        {
            List<BatchEntry> batch;
            lock (_waiting)
            {
                batch = [.. _waiting.Values.Take(_key is null ? MaxBatch : MaxContacts / 2)];
            }

            if (batch.Count == 0)
            {
                return results;
            }

            var answer = await client.SendBatchAsync(_sessionId, new CheckInBatch(_branchId, _device, batch, ContactsOf(batch)), cancellationToken: cancellationToken);
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

    /// <summary>For each entry the last contact before it and the first after it, in the same run.</summary>
    private List<DeviceContact>? ContactsOf(List<BatchEntry> batch)
    {
        if (_key is null)
        {
            return null;
        }

        lock (_contacts)
        {
            return
            [
                .. batch.SelectMany(entry => (DeviceContact?[])[
                        _contacts.Where(contact => contact.PageLoad == entry.PageLoad && contact.MonotonicMs <= entry.MonotonicMs).MaxBy(contact => contact.MonotonicMs),
                        _contacts.Where(contact => contact.PageLoad == entry.PageLoad && contact.MonotonicMs > entry.MonotonicMs).MinBy(contact => contact.MonotonicMs),
                    ])
                    .OfType<DeviceContact>().Distinct().Take(MaxContacts),
            ];
        }
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

            lock (_contacts)
            {
                if (Count == 0 && _contacts.Count > 1)
                {
                    _contacts.RemoveRange(0, _contacts.Count - 1);
                }
            }

            await WriteAsync([.. entries.Select(entry => new OutboxLine(Done: entry.EntryId))]);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task WriteAsync(params OutboxLine[] lines) => _file?.WriteAsync(lines) ?? Task.CompletedTask;
}
