using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.LongPoll;

/// <summary>Serves long polls from the same streams, cursors and bytes as the hub's connections.</summary>
internal sealed class RelayLongPoll(SessionFeeds feeds, IStreamAccess access, IReachSink reach, IOptions<RelayOptions> options, TimeProvider time) : IRelayLongPoll
{
    private const int MaxFrames = 8;
    private readonly RelayOptions _options = options.Value;
    private int _waiting;

    /// <inheritdoc />
    public int Waiting => Volatile.Read(ref _waiting);

    /// <inheritdoc />
    public async Task<PollResult> ReadAsync(ClaimsPrincipal user, Guid sessionId, string? stream, string? cursor, CancellationToken cancellationToken)
    {
        if (!StreamName.TryParse(stream, out var name) || name.SessionId != sessionId)
        {
            return Refused(ErrorCodes.Malformed, "Name one of this session's streams.");
        }

        if (await access.AuthorizeAsync(user, name, cancellationToken) is { } refusal)
        {
            return new PollResult(refusal, default);
        }

        if (Interlocked.Increment(ref _waiting) > _options.MaxPolls)
        {
            Interlocked.Decrement(ref _waiting);
            return Refused(ErrorCodes.Overloaded, "Too many wait already; ask again later.");
        }

        try
        {
            return await PollAsync(user, name, cursor, cancellationToken);
        }
        catch (StorageException)
        {
            return Refused(ErrorCodes.StorageUnavailable, "The session's log cannot be read now; ask again.");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<PollResult> PollAsync(ClaimsPrincipal user, StreamName name, string? cursor, CancellationToken cancellationToken)
    {
        using var held = await feeds.HoldAsync(name.SessionId, fresh: false, cancellationToken);
        if (held is null)
        {
            return Refused(ErrorCodes.NotFound, "There is no such session.");
        }

        if (access.VenueOf(user) is { } venue && name.Kind is StreamKind.Screen or StreamKind.Branch)
        {
            reach.Seen(name.SessionId, venue);
        }

        var feed = held.Feed;
        var stream = feed.Stream(name);
        stream.Join();
        try
        {
            return name.Kind == StreamKind.Attendance
                ? await OfTotalsAsync(stream, cursor, cancellationToken)
                : await OfLogAsync(stream, cursor, cancellationToken);
        }
        finally
        {
            stream.Leave();
        }
    }

    private async Task<PollResult> OfLogAsync(ViewStream stream, string? cursor, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            // Armed before looking, so that what comes in between is not slept through.
            var news = stream.Feed.News;
            var place = await Resume.OpenAsync(stream.Feed, stream.Name, cursor, _options.ResumeEvents, cancellationToken);
            var found = new Found();
            while (found.Frames.Count < MaxFrames && place.TryNextOfLog(out var next, out var isSnapshot))
            {
                found.Add(next, isSnapshot);
            }

            var left = _options.PollWait - time.GetElapsedTime(began);
            if (!found.IsEmpty || left <= TimeSpan.Zero)
            {
                return Answer(found, place.Cursor ?? cursor!, stream.Totals);
            }

            await WaitAsync(news, left, cancellationToken);
        }
    }

    private async Task<PollResult> OfTotalsAsync(ViewStream stream, string? cursor, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var known = cursor is not null && Cursor.TryParse(cursor, out var at) && at.Stream == stream.Id ? at : default;
        while (true)
        {
            var news = stream.Feed.News;
            if (stream.Totals is { } totals && (totals.Seq != known.Offset || (ulong)totals.Epoch != known.Tag))
            {
                // Whole each time: a client that keeps the cursors of snapshots and frames alone then moves on as well.
                var snapshot = stream.Snapshot(SnapshotReason.First);
                var found = new Found();
                found.Add(snapshot.Bytes, isSnapshot: true);
                return Answer(found, snapshot.Cursor, totals: null);
            }

            var left = _options.PollWait - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return stream.Totals is null
                    ? Refused(ErrorCodes.Overloaded, "The figures are not there yet; ask again.")
                    : Answer(new Found(), cursor!, totals: null);
            }

            await WaitAsync(news, left, cancellationToken);
        }
    }

    private async Task WaitAsync(Task news, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await news.WaitAsync(left, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The answer says so by having nothing in it.
        }
    }

    private PollResult Answer(Found found, string cursor, TotalsMessage? totals)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("frames");
            found.Frames.ForEach(frame => json.WriteRawValue(frame.Payload.Span, skipInputValidation: true));
            json.WriteEndArray();
            json.WriteString("cursor", cursor);
            json.WriteString("serverTime", time.GetUtcNow());
            Write(json, "snapshot", found.Snapshot);
            Write(json, "totals", totals?.Bytes);
            json.WriteEndObject();
        }

        return new PollResult(null, buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string name, HubBytes? message)
    {
        if (message is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(message.Payload.Span, skipInputValidation: true);
        }
    }

    private static PollResult Refused(string code, string detail) => new(new HubError(code, detail), default);

    private sealed class Found
    {
        public HubBytes? Snapshot { get; private set; }

        public List<HubBytes> Frames { get; } = [];

        public bool IsEmpty => Snapshot is null && Frames.Count == 0;

        public void Add(HubBytes message, bool isSnapshot)
        {
            if (isSnapshot)
            {
                Snapshot = message;
            }
            else
            {
                Frames.Add(message);
            }
        }
    }
}
