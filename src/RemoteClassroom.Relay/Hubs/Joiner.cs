using System.Text.Json;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>Works joins off: so many at once, each all or nothing, and every refusal an answer.</summary>
internal sealed class Joiner(SessionFeeds feeds, IStreamAccess access, IOptions<RelayOptions> options, TimeProvider time) : IDisposable
{
    private const int HeartbeatMs = 10_000;
    private static readonly RetryAdvice Advice = new(500, 15_000);
    private readonly RelayOptions _options = options.Value;
    private readonly SemaphoreSlim _turns = new(options.Value.JoinsAtOnce);

    public async Task<JoinReply> JoinAsync(RelayConnection connection, JsonElement request)
    {
        if (JoinWish.Read(request, out var wishes) is { } unreadable)
        {
            return Refused(unreadable);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.Gone);
        patience.CancelAfter(_options.JoinPatience);
        var held = new List<HeldFeed>();
        try
        {
            await _turns.WaitAsync(patience.Token);
            try
            {
                return await AdmitAsync(connection, wishes, held, patience.Token);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (StorageException)
        {
            return Refused(new HubError(ErrorCodes.StorageUnavailable, "The session's log cannot be read now; join again."));
        }
        catch (OperationCanceledException)
        {
            return Refused(new HubError(ErrorCodes.Overloaded, "The node has too much to do; join again later."));
        }
        finally
        {
            held.ForEach(feed => feed.Dispose());
        }
    }

    /// <summary>Stops following a stream.</summary>
    public static async Task LeaveAsync(RelayConnection connection, StreamName stream)
    {
        await connection.TakeTurnAsync();
        connection.Follow([.. connection.Following.Where(subscription => subscription.Stream.Name != stream)]);
        connection.GiveTurn();
    }

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();

    private async Task<JoinReply> AdmitAsync(RelayConnection connection, List<JoinWish> wishes, List<HeldFeed> held, CancellationToken cancellationToken)
    {
        foreach (var wish in wishes)
        {
            if (await access.AuthorizeAsync(connection.User, wish.Name, cancellationToken) is { } refusal)
            {
                return Refused(refusal);
            }
        }

        var opened = new List<Subscription>();
        foreach (var wish in wishes)
        {
            if (await feeds.HoldAsync(wish.Name.SessionId, fresh: false, cancellationToken) is not { } feed)
            {
                return Refused(new HubError(ErrorCodes.NotFound, "There is no such session."));
            }

            held.Add(feed);
            await FirstFiguresAsync(feed.Feed, wish.Name, cancellationToken);
            opened.Add(await Resume.OpenAsync(feed.Feed, wish.Name, wish.Cursor, _options.ResumeEvents, cancellationToken));
        }

        await connection.TakeTurnAsync();
        Subscription[] following = [.. connection.Following.Where(earlier => !wishes.Exists(wish => wish.Name == earlier.Stream.Name)), .. opened];
        if (following.Length > JoinWish.MaxStreams)
        {
            connection.GiveTurn();
            return Refused(new HubError(ErrorCodes.Validation, $"Follow at most {JoinWish.MaxStreams} streams; leave one first."));
        }

        connection.Follow(following);
        JoinedStream[] streams = [.. opened.Select(one => new JoinedStream(one.Stream.Name.Format(), one.Stream.HasLog ? one.Stream.Feed.Position.Offset : 0, one.Recovered))];
        return new JoinReply(new JoinAnswer(true, streams, time.GetUtcNow(), HeartbeatMs, Advice), connection.GiveTurn);
    }

    /// <summary>An attendance stream begins with figures: its first follower waits until they were read.</summary>
    private static async Task FirstFiguresAsync(SessionFeed feed, StreamName name, CancellationToken cancellationToken)
    {
        if (name.Kind != StreamKind.Attendance)
        {
            return;
        }

        var stream = feed.Stream(name);
        stream.Join();
        try
        {
            for (var news = feed.News; stream.Totals is null; news = feed.News)
            {
                await news.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            stream.Leave();
        }
    }

    private JoinReply Refused(HubError error) => new(new JoinAnswer(false, [], time.GetUtcNow(), HeartbeatMs, Advice, error));
}
