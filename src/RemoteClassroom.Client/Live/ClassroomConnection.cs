using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Client.Retry;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

/// <summary>
/// Follows streams of a session over the hub for as long as it runs: joins with its cursors, applies frames by the contract's rules, joins again over gaps, and comes back after every
/// break, for ever, by full jitter and the server's advice. Where the hub cannot be opened it polls for the same frames, and goes on trying the hub. Updates are told one after the other, in order; the next waits for the last to be taken.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
public sealed partial class ClassroomConnection
{
    private const int FailuresBeforePolling = 3;
    private static readonly TimeSpan ClockGood = TimeSpan.FromMinutes(5);
    private readonly ClassroomClient _client;
    private readonly ClassroomConnectionOptions _options;
    private readonly Func<StreamUpdate, ValueTask> _onUpdate;
    private readonly Dictionary<string, StreamPosition> _positions;
    private readonly Dictionary<string, string> _cursors;
    private readonly SemaphoreSlim _telling = new(1);
    private readonly BackOff _backOff;
    private TimeSpan _clockOffset;
    private TimeSpan _clockTook = TimeSpan.MaxValue;
    private long _clockSetAt;

    /// <summary>Makes a connection; <see cref="RunAsync"/> runs it.</summary>
    /// <param name="client">Whose credential to use.</param>
    /// <param name="options">What to follow.</param>
    /// <param name="onUpdate">Told every update. A slow taker slows the connection down until the server says <c>slow_consumer</c>; it must not wait for this connection to stop.</param>
    public ClassroomConnection(ClassroomClient client, ClassroomConnectionOptions options, Func<StreamUpdate, ValueTask> onUpdate)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onUpdate);
        _client = client;
        _options = options;
        _onUpdate = onUpdate;
        _positions = options.Streams.ToDictionary(stream => stream, stream => new StreamPosition(stream), StringComparer.Ordinal);
        _cursors = new Dictionary<string, string>(options.Cursors ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        _backOff = new BackOff(client.Options.Retry, client.Options.Random);
    }

    /// <summary>The server's clock as far as it is known.</summary>
    public DateTimeOffset ServerNow => _client.Options.Time.GetUtcNow() + _clockOffset;

    /// <summary>How often the server wants a heartbeat.</summary>
    public TimeSpan HeartbeatEvery { get; private set; } = TimeSpan.FromSeconds(10);

    /// <summary>The offset of a stream; null before its first snapshot.</summary>
    /// <param name="stream">One of the streams followed.</param>
    public long? OffsetOf(string stream) => _positions[stream].Offset;

    /// <summary>Runs until it is cancelled; every break ends in another try.</summary>
    /// <param name="cancellationToken">Ends it; the connection is closed.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failed = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_polls is null)
            {
                await TellAsync(new StreamUpdate.Linked(LinkState.Connecting));
            }

            var end = await OnceAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                await StopPollsAsync();
                return;
            }

            failed = end.WasUp ? 0 : failed + 1;
            if (_polls is null)
            {
                await TellAsync(new StreamUpdate.Linked(end.Refused ? LinkState.Refused : LinkState.Down, end.Code));
            }

            if (failed >= FailuresBeforePolling && !end.Refused)
            {
                _polls ??= new Polls(this, cancellationToken);
            }

            try
            {
                await Task.Delay(_backOff.Delay(end.Refused ? failed + 4 : failed, end.Wait), _client.Options.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await StopPollsAsync();
                return;
            }
        }
    }

    private async Task<LinkEnd> OnceAsync(CancellationToken cancellationToken)
    {
        await using var link = new Link(this, Build());
        try
        {
            return await link.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return link.End;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever broke the link, the answer is the same: come back. A refused credential is renewed first.
            if (IsUnauthorized(fault) || link.End.Code == ByeCodes.Revoked)
            {
                return await RenewAsync(link.End, cancellationToken);
            }

            return link.End;
        }
    }

    private async Task<LinkEnd> RenewAsync(LinkEnd end, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.RenewAsync(cancellationToken) ? end : end with { Refused = true, Code = Contracts.Errors.ErrorCodes.Unauthenticated };
        }
        catch (Exception fault) when (fault is OperationCanceledException or ClassroomException)
        {
            return end;
        }
    }

    private HubConnection Build() => new HubConnectionBuilder()
        .WithUrl(new Uri(_client.Options.Server, "/hubs/classroom"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            options.AccessTokenProvider = () => _client.AccessTokenAsync();
        })
        .AddJsonProtocol(options => ContractsJson.ApplyForReading(options.PayloadSerializerOptions))
        .Build();

    private async ValueTask TellAsync(StreamUpdate update)
    {
        await _telling.WaitAsync();
        try
        {
            await _onUpdate(update);
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>A quick answer tells the time best; a slow one counts only when the last good one is old.</summary>
    private void SetClock(DateTimeOffset serverTime, long asked)
    {
        var time = _client.Options.Time;
        var took = time.GetElapsedTime(asked);
        if (took <= _clockTook || time.GetElapsedTime(_clockSetAt) > ClockGood)
        {
            (_clockTook, _clockSetAt) = (took, time.GetTimestamp());
            _clockOffset = serverTime + (took / 2) - time.GetUtcNow();
        }
    }

    private string? CursorOf(string stream) => _positions[stream].Cursor ?? _cursors.GetValueOrDefault(stream);

    private static bool IsUnauthorized(Exception? fault) =>
        fault is not null && ((fault is HttpRequestException { StatusCode: System.Net.HttpStatusCode.Unauthorized }) || fault.Message.Contains("401", StringComparison.Ordinal) || IsUnauthorized(fault.InnerException));
}
