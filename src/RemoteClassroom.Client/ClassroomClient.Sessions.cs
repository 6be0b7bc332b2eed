using RemoteClassroom.Client.Calls;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Client;

public sealed partial class ClassroomClient
{
    // The server waits up to 25 s for news.
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(40);

    /// <summary>Announces a session.</summary>
    /// <param name="session">What, when, for whom.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<SessionCreated> CreateSessionAsync(CreateSession session, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<SessionCreated>("sessions", session, key, cancellationToken);

    /// <summary>Lists sessions that the caller may see, newest first.</summary>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<SessionInfo>> SessionsAsync(string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<SessionInfo>("sessions", cursor, limit, cancellationToken);

    /// <summary>One session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<SessionInfo> SessionAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<SessionInfo>($"sessions/{sessionId:D}", cancellationToken);

    /// <summary>Where and with what to publish the picture.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<PublishInfo> PublishInfoAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<PublishInfo>($"sessions/{sessionId:D}/publish", cancellationToken);

    /// <summary>Opens the doors.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> OpenAsync(Guid sessionId, Guid? key = null, CancellationToken cancellationToken = default) => CommandAsync(sessionId, "open", key, cancellationToken);

    /// <summary>Starts the lecture.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> StartAsync(Guid sessionId, Guid? key = null, CancellationToken cancellationToken = default) => CommandAsync(sessionId, "start", key, cancellationToken);

    /// <summary>Interrupts the lecture.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> PauseAsync(Guid sessionId, Guid? key = null, CancellationToken cancellationToken = default) => CommandAsync(sessionId, "pause", key, cancellationToken);

    /// <summary>Goes on with the lecture.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> ResumeAsync(Guid sessionId, Guid? key = null, CancellationToken cancellationToken = default) => CommandAsync(sessionId, "resume", key, cancellationToken);

    /// <summary>Ends the session, for good.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> EndAsync(Guid sessionId, Guid? key = null, CancellationToken cancellationToken = default) => CommandAsync(sessionId, "end", key, cancellationToken);

    /// <summary>Opens a check-in round.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="round">What for, until when.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<RoundOpenedAnswer> OpenRoundAsync(Guid sessionId, OpenRound round, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<RoundOpenedAnswer>($"sessions/{sessionId:D}/rounds", round, key, cancellationToken);

    /// <summary>Closes a check-in round.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CommandDone> CloseRoundAsync(Guid sessionId, Guid roundId, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<CommandDone>($"sessions/{sessionId:D}/rounds/{roundId:D}/close", new { }, key, cancellationToken);

    /// <summary>What is wanted now, for phones.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<NowDocument> NowAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        GetAsync<NowDocument>($"sessions/{sessionId:D}/now", cancellationToken);

    /// <summary>A unit's counts and its children's.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="unitId">The unit; null for the caller's own.</param>
    /// <param name="roundId">The round; null for the newest sign-in.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<AttendanceFrame> AttendanceAsync(Guid sessionId, Guid? unitId = null, Guid? roundId = null, CancellationToken cancellationToken = default) =>
        GetAsync<AttendanceFrame>($"sessions/{sessionId:D}/attendance" + Query(("unit", unitId?.ToString("D")), ("round", roundId?.ToString("D"))), cancellationToken);

    /// <summary>A page of the ledger.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="after">Begins after this place.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<LedgerItem>> LedgerAsync(Guid sessionId, long after = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        GetAsync<Page<LedgerItem>>($"sessions/{sessionId:D}/ledger" + Query(("after", after.ToString()), ("limit", limit?.ToString())), cancellationToken);

    /// <summary>A page of the session's log.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="after">Begins after this offset.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<ViewEvent>> EventsAsync(Guid sessionId, long after = 0, int? limit = null, CancellationToken cancellationToken = default) =>
        GetAsync<Page<ViewEvent>>($"sessions/{sessionId:D}/events" + Query(("after", after.ToString()), ("limit", limit?.ToString())), cancellationToken);

    private Task<CommandDone> CommandAsync(Guid sessionId, string verb, Guid? key, CancellationToken cancellationToken) =>
        ChangeAsync<CommandDone>($"sessions/{sessionId:D}/{verb}", new { }, key, cancellationToken);

    /// <summary>What a stream holds beyond a cursor; waits some 25 s for news. One try: whoever polls asks again.</summary>
    /// <param name="sessionId">The stream's session.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="cursor">Where the caller stands; null: a snapshot first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClassroomException">The server refused.</exception>
    public async Task<FramesAnswer> FramesAsync(Guid sessionId, string stream, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var path = $"sessions/{sessionId:D}/frames" + Query(("stream", stream), ("cursor", cursor));
        var answer = await _calls.SendAsync(_credential, HttpMethod.Get, path, body: null, key: null, again: false, PollPatience, cancellationToken);
        return ApiCalls.Read<FramesAnswer>(answer.Body);
    }
}
