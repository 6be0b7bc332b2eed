using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Questions;

namespace RemoteClassroom.Client;

public sealed partial class ClassroomClient
{
    /// <summary>The hall's key, for its screen alone: with it codes can be derived without a link (<see cref="CheckIns.HallCodes"/>).</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<BranchKeyAnswer> BranchKeyAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken = default) =>
        GetAsync<BranchKeyAnswer>($"sessions/{sessionId:D}/branches/{branchId:D}/key", cancellationToken);

    /// <summary>What the hall's screen shows now.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<BranchCodeAnswer> BranchCodeAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken = default) =>
        GetAsync<BranchCodeAnswer>($"sessions/{sessionId:D}/branches/{branchId:D}/code", cancellationToken);

    /// <summary>Exchanges a scanned or typed code for a ticket of three minutes.</summary>
    /// <param name="scan">The code, or the hall and its digits.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<TicketIssued> ScanAsync(Scan scan, CancellationToken cancellationToken = default) => PostAsync<TicketIssued>("scans", scan, again: true, cancellationToken);

    /// <summary>Checks one person in.</summary>
    /// <param name="checkIn">The ticket and who it is.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<CheckedIn> CheckInAsync(CheckIn checkIn, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<CheckedIn>("check-ins", checkIn, key, cancellationToken);

    /// <summary>Sends entries that a hall gathered; see <see cref="CheckIns.OfflineOutbox"/>.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="batch">1 to 200 entries.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<BatchResults> SendBatchAsync(Guid sessionId, CheckInBatch batch, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<BatchResults>($"sessions/{sessionId:D}/check-ins/batch", batch, key, cancellationToken);

    /// <summary>Registers the key by which the hall's device signs; the same key again is the same device.</summary>
    /// <param name="device">The hall and the public key.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<DeviceRegistered> RegisterDeviceAsync(RegisterDevice device, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<DeviceRegistered>("devices", device, key, cancellationToken);

    /// <summary>Who is expected in the caller's own hall, masked; its time is the server's.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Contracts.Halls.HallRoster> HallRosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken = default) =>
        GetAsync<Contracts.Halls.HallRoster>($"sessions/{sessionId:D}/branches/{branchId:D}/roster", cancellationToken);

    /// <summary>Asks a question.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="question">The text, and on whose behalf.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<QuestionAskedAnswer> AskAsync(Guid sessionId, AskQuestion question, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<QuestionAskedAnswer>($"sessions/{sessionId:D}/questions", question, key, cancellationToken);

    /// <summary>Shows a question to everybody.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Contracts.Sessions.CommandDone> ApproveAsync(Guid questionId, Guid? key = null, CancellationToken cancellationToken = default) =>
        QuestionAsync(questionId, "approve", key, cancellationToken);

    /// <summary>Puts a question aside.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Contracts.Sessions.CommandDone> DismissAsync(Guid questionId, Guid? key = null, CancellationToken cancellationToken = default) =>
        QuestionAsync(questionId, "dismiss", key, cancellationToken);

    /// <summary>Turns to a question.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Contracts.Sessions.CommandDone> AnsweringAsync(Guid questionId, Guid? key = null, CancellationToken cancellationToken = default) =>
        QuestionAsync(questionId, "answering", key, cancellationToken);

    /// <summary>Marks a question as answered.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Contracts.Sessions.CommandDone> AnsweredAsync(Guid questionId, Guid? key = null, CancellationToken cancellationToken = default) =>
        QuestionAsync(questionId, "answered", key, cancellationToken);

    /// <summary>Votes for a question, or takes the vote back; for a person who checked in.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="voted">Whether the vote shall stand.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<VoteAnswer> VoteAsync(Guid questionId, bool voted = true, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<VoteAnswer>(voted ? HttpMethod.Post : HttpMethod.Delete, $"questions/{questionId:D}/votes", new { }, key, cancellationToken);

    private Task<Contracts.Sessions.CommandDone> QuestionAsync(Guid questionId, string verb, Guid? key, CancellationToken cancellationToken) =>
        ChangeAsync<Contracts.Sessions.CommandDone>($"questions/{questionId:D}/{verb}", new { }, key, cancellationToken);
}
