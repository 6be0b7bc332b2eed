using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using Commands = RemoteClassroom.Domain.Sessions;
using DomainAsk = RemoteClassroom.Domain.Sessions.AskQuestion;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>
/// Decides one command after the other (it is not reentrant: order is its purpose), appends, then tells. What it holds is only a fold of the log;
/// the database refuses an append that does not fit the log's end, so a second activation can neither fork the log nor act on an old state.
/// </summary>
internal sealed partial class MainClassroomGrain : Grain, IMainClassroomGrain
{
    /// <summary>How often a decision is taken anew when somebody else wrote in between.</summary>
    private const int MaxTries = 5;

    private static readonly TimeSpan ReachWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ObserverExpiry = TimeSpan.FromMinutes(2);

    private readonly ISessionLog _log;
    private readonly IReceipts _receipts;
    private readonly ISessionDirectory _directory;
    private readonly ISessionNotices[] _notices;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ObserverManager<ISessionObserver> _observers;
    private readonly Guid _sessionId;
    private readonly SessionJournal _journal;

    public MainClassroomGrain(
        IGrainContext context, ISessionLog log, IReceipts receipts, ISessionDirectory directory, IEnumerable<ISessionNotices> notices, TimeProvider time,
        ILogger<MainClassroomGrain> logger)
    {
        (_log, _receipts, _directory, _notices, _time, _logger) = (log, receipts, directory, [.. notices], time, logger);
        _sessionId = context.GrainId.GetGuidKey();
        _journal = new SessionJournal(_sessionId, log);
        _observers = new ObserverManager<ISessionObserver>(ObserverExpiry, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    public Task<CommandAnswer> OpenAsync(CommandContext context) => CarryOutAsync(context, new OpenSession());

    public Task<CommandAnswer> StartAsync(CommandContext context) => CarryOutAsync(context, new StartSession());

    public Task<CommandAnswer> PauseAsync(CommandContext context) => CarryOutAsync(context, new PauseSession());

    public Task<CommandAnswer> ResumeAsync(CommandContext context) => CarryOutAsync(context, new ResumeSession());

    public Task<CommandAnswer> EndAsync(CommandContext context) =>
        CarryOutAsync(context, async state => new EndSession(state.OpenRound is null ? null : await ReachAsync()), Done);

    public Task<CommandAnswer> OpenRoundAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt)
    {
        var roundId = Guid.CreateVersion7(_time.GetUtcNow());
        var due = closesAt is { } at ? Micros.Truncate(at) : (DateTimeOffset?)null;
        return CarryOutAsync(context, new Commands.OpenRound(roundId, purpose, due), offset => (200, GrainText.Json(new RoundOpenedAnswer(roundId, offset))));
    }

    public Task<CommandAnswer> CloseRoundAsync(CommandContext context, Guid roundId) =>
        CarryOutAsync(context, async state => new CloseRound(roundId, state.OpenRound?.RoundId == roundId ? await ReachAsync() : null), Done);

    public async Task<bool> CloseIfDueAsync(Guid roundId)
    {
        try
        {
            await LoadAsync();
            for (var tries = 0; tries < MaxTries; tries++)
            {
                var round = _journal.State.FindRound(roundId);
                if (round is null || round.ClosedAt is not null || round.ClosesAt is null || round.ClosesAt > _time.GetUtcNow())
                {
                    if (round?.ClosedAt is null && await _journal.CatchUpAsync())
                    {
                        continue;
                    }

                    return round?.ClosedAt is not null;
                }

                if (await AppendAsync(new CloseRound(roundId, await ReachAsync())) is null)
                {
                    return true;
                }
            }
        }
        catch (Exception problem) when (problem is StorageException or StorageOverloadedException)
        {
            LogUnasked(problem, _sessionId);
            DeactivateOnIdle();
        }

        return false;
    }

    public async Task<CommandAnswer> AskAsync(CommandContext context, AskRequest request)
    {
        var questionId = Guid.CreateVersion7(_time.GetUtcNow());
        return await CarryOutAsync(
            context,
            async _ => await _directory.BranchAsync(_sessionId, request.BranchId, CancellationToken.None) is { } branch
                ? new DomainAsk(questionId, request.BranchId, branch.Name, request.PersonId, request.Text, request.Anonymous)
                : null,
            offset => (201, GrainText.Json(new QuestionAskedAnswer(questionId, offset))));
    }

    public Task<CommandAnswer> ApproveAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new ApproveQuestion(questionId));

    public Task<CommandAnswer> DismissAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new DismissQuestion(questionId));

    public Task<CommandAnswer> AnsweringAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new AnswerQuestion(questionId));

    public Task<CommandAnswer> AnsweredAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new FinishQuestion(questionId));

    public Task<bool> MediaStartedAsync(string url) => NoteAsync(new NoteMediaStarted(url));

    public Task<bool> MediaStoppedAsync() => NoteAsync(new NoteMediaStopped());

    public Task<long> SubscribeAsync(ISessionObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.FromResult(_journal.Head.Offset);
    }

    public Task UnsubscribeAsync(ISessionObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private static (int Status, string Body) Done(long offset) => (200, GrainText.Json(new CommandDone(offset)));

    private Task<CommandAnswer> CarryOutAsync(CommandContext context, SessionCommand command, Func<long, (int Status, string Body)>? answer = null) =>
        CarryOutAsync(context, _ => Task.FromResult<SessionCommand?>(command), answer ?? Done);

    /// <summary>The whole way of a command: receipt, decision, append with receipt, notice, answer.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="command">Makes the command; null: what it names is not there.</param>
    /// <param name="answer">The answer, from the offset of the command's last event.</param>
    private async Task<CommandAnswer> CarryOutAsync(
        CommandContext context, Func<SessionState, Task<SessionCommand?>> command, Func<long, (int Status, string Body)> answer)
    {
        var key = context.ToReceiptKey();
        try
        {
            // The receipt comes before the state: a command that was carried out is answered so, whatever has happened since.
            if (await _receipts.FindAsync(key, CancellationToken.None) is { } stored)
            {
                return GrainText.Replay(stored);
            }

            await LoadAsync();
            return await DecideAndAppendAsync(key, command, answer);
        }
        catch (StorageOverloadedException)
        {
            return GrainText.Overloaded();
        }
        catch (StorageException problem)
        {
            return await AfterFailureAsync(key, problem);
        }
    }

    private async Task<CommandAnswer> DecideAndAppendAsync(
        ReceiptKey key, Func<SessionState, Task<SessionCommand?>> command, Func<long, (int Status, string Body)> answer)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await command(_journal.State) is not { } wanted)
            {
                return CommandAnswer.Refuse(ErrorCodes.NotFound, "This hall takes no part in the session.", "branchId");
            }

            var now = _time.GetUtcNow();
            var decision = SessionDecider.Decide(_journal.State, wanted, now);
            if (decision.Refusal is { } refusal)
            {
                // Another activation may have written: refuse only by the log's true end.
                if (await _journal.CatchUpAsync())
                {
                    continue;
                }

                return CommandAnswer.Of(refusal);
            }

            var (status, body) = answer(_journal.Head.Offset + decision.Events.Count);
            var append = new LogAppend(_sessionId, _journal.Head, Micros.Truncate(now), decision.Events, new Receipt(key, status, body));
            switch (await _log.AppendAsync(append, CancellationToken.None))
            {
                case AppendOutcome.Stored stored:
                    Take(stored);
                    return CommandAnswer.Of(status, body);
                case AppendOutcome.Answered answered:
                    await _journal.CatchUpAsync();
                    return GrainText.Replay(answered.Answer);
                default:
                    await _journal.CatchUpAsync();
                    break;
            }
        }

        LogCrowded(_sessionId);
        return GrainText.Overloaded();
    }

    /// <summary>Whether the command took effect can be known from its receipt alone. What cannot be known must not be guessed: this activation ends, the next one reads the log.</summary>
    private async Task<CommandAnswer> AfterFailureAsync(ReceiptKey key, StorageException problem)
    {
        LogStoreFailed(problem, _sessionId, problem.OutcomeUnknown);
        DeactivateOnIdle();
        if (!problem.OutcomeUnknown)
        {
            return GrainText.Unavailable();
        }

        try
        {
            return await _receipts.FindAsync(key, CancellationToken.None) is { } stored ? GrainText.Replay(stored) : GrainText.Unknown();
        }
        catch (StorageException again)
        {
            LogStoreFailed(again, _sessionId, outcomeUnknown: true);
            return GrainText.Unknown();
        }
    }

    /// <summary>Notes what the server noticed by itself. Noticing it twice is no fault.</summary>
    private async Task<bool> NoteAsync(SessionCommand command)
    {
        try
        {
            await LoadAsync();
            for (var tries = 0; tries < MaxTries; tries++)
            {
                if (await AppendAsync(command) is not { } refusal)
                {
                    return true;
                }

                if (refusal.Code != BehindCode && !await _journal.CatchUpAsync())
                {
                    return refusal.Code == RefusalCodes.Conflict;
                }
            }
        }
        catch (Exception problem) when (problem is StorageException or StorageOverloadedException)
        {
            LogUnasked(problem, _sessionId);
            DeactivateOnIdle();
        }

        return false;
    }

    private const string BehindCode = "behind";

    /// <summary>Decides and appends without a receipt.</summary>
    /// <returns>Null if it is on disk; else why not, <see cref="BehindCode"/> if somebody else wrote (and was read).</returns>
    private async Task<Refusal?> AppendAsync(SessionCommand command)
    {
        var now = _time.GetUtcNow();
        var decision = SessionDecider.Decide(_journal.State, command, now);
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await _log.AppendAsync(new LogAppend(_sessionId, _journal.Head, Micros.Truncate(now), decision.Events, null), CancellationToken.None) is AppendOutcome.Stored stored)
        {
            Take(stored);
            return null;
        }

        await _journal.CatchUpAsync();
        return new Refusal(BehindCode, "");
    }

    private async Task LoadAsync()
    {
        if (!_journal.IsLoaded)
        {
            await _journal.CatchUpAsync();
        }
    }

    private void Take(AppendOutcome.Stored stored)
    {
        _journal.Accept(stored.Events);
        foreach (var notices in _notices)
        {
            notices.Announce(_sessionId, _journal.Head.Offset);
        }

        // One-way: completes when the hints are queued, and an observer that is gone expires.
        _observers.Notify(observer => observer.GrewAsync(_sessionId, _journal.Head.Offset)).Ignore();
    }

    /// <summary>Which halls are within reach at this moment; null if that cannot be learnt in time, since a close must not wait for it.</summary>
    private async Task<byte[]?> ReachAsync()
    {
        try
        {
            return await GrainFactory.AttendanceOf(_sessionId).FreezeReachAsync().WaitAsync(ReachWait, _time);
        }
#pragma warning disable CA1031 // Whatever hinders the board must not hinder the close.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogNoReach(problem, _sessionId);
            return null;
        }
    }
}
