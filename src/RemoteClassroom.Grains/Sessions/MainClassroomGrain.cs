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
    private static readonly TimeSpan ReachWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SignalSilence = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ObserverExpiry = TimeSpan.FromMinutes(2);

    private readonly ISessionDirectory _directory;
    private readonly ISessionNotices[] _notices;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ObserverManager<ISessionObserver> _observers;
    private readonly Guid _sessionId;
    private readonly SessionJournal _journal;
    private readonly CommandRunner _runner;

    // Which node told last that it has the publisher's signal, and when; after a move of this grain nobody, since now.
    private (string? Teller, long At) _signal;

    public MainClassroomGrain(
        IGrainContext context, ISessionLog log, IReceipts receipts, ISessionDirectory directory, IEnumerable<ISessionNotices> notices, TimeProvider time,
        ILogger<MainClassroomGrain> logger)
    {
        (_directory, _notices, _time, _logger) = (directory, [.. notices], time, logger);
        _sessionId = context.GrainId.GetGuidKey();
        _signal = (null, time.GetTimestamp());
        _journal = new SessionJournal(_sessionId, log);
        _runner = new CommandRunner(_sessionId, _journal, log, receipts, time, Announce, logger);
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

    public Task<CommandAnswer> OpenSampledRoundAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt, int percent) =>
        OpenSampledAsync(context, purpose, closesAt, percent, (tree, secret, roundId) => Task.FromResult(RoundSample.Draw(tree, secret, roundId, percent)));

    public Task<CommandAnswer> OpenRoundOfPeopleAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt, int percent) =>
        OpenSampledAsync(
            context, purpose, closesAt, percent,
            async (tree, secret, roundId) => RoundSample.DrawPeople(tree, await _directory.HallPeopleAsync(_sessionId, CancellationToken.None), secret, roundId, percent));

    private Task<CommandAnswer> OpenSampledAsync(
        CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt, int percent, Func<FrozenTree, byte[], Guid, Task<RoundSample>> draw)
    {
        if (percent is < 1 or >= 100)
        {
            return OpenRoundAsync(context, purpose, closesAt);
        }

        var roundId = Guid.CreateVersion7(_time.GetUtcNow());
        var due = closesAt is { } at ? Micros.Truncate(at) : (DateTimeOffset?)null;
        return CarryOutAsync(
            context,
            async state => new Commands.OpenRound(roundId, purpose, due, state.Phase is Phase.Open or Phase.Live or Phase.Paused ? await DrawAsync(roundId, draw) : null),
            offset => (200, GrainText.Json(new RoundOpenedAnswer(roundId, offset))));
    }

    private async Task<RoundSample?> DrawAsync(Guid roundId, Func<FrozenTree, byte[], Guid, Task<RoundSample>> draw) =>
        await _directory.FindAsync(_sessionId, CancellationToken.None) is { } facts && await _directory.TreeAsync(_sessionId, CancellationToken.None) is { } tree
            ? await draw(tree, facts.Secret, roundId)
            : null;

    public Task<CommandAnswer> CloseRoundAsync(CommandContext context, Guid roundId) =>
        CarryOutAsync(context, async state => new CloseRound(roundId, state.OpenRound?.RoundId == roundId ? await ReachAsync() : null), Done);

    public Task<CommandAnswer> ExtendRoundAsync(CommandContext context, Guid roundId, DateTimeOffset closesAt) =>
        CarryOutAsync(context, new Commands.ExtendRound(roundId, Micros.Truncate(closesAt)));

    public Task<CommandAnswer> CutAsync(CommandContext context) => CarryOutAsync(context, new CutToSlate(context.By));

    public Task<CommandAnswer> RestoreAsync(CommandContext context) => CarryOutAsync(context, new RestoreProgramme(context.By));

    public async Task<bool> CloseIfDueAsync(Guid roundId)
    {
        try
        {
            await _journal.LoadAsync();
            for (var tries = 0; tries < CommandRunner.MaxTries; tries++)
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

                if (await _runner.NoteAsync(new CloseRound(roundId, await ReachAsync())) is null)
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

    public Task<CommandAnswer> ApproveAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new ApproveQuestion(questionId, context.By));

    public Task<CommandAnswer> DismissAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new DismissQuestion(questionId, context.By));

    public Task<CommandAnswer> AnsweringAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new AnswerQuestion(questionId, context.By));

    public Task<CommandAnswer> AnsweredAsync(CommandContext context, Guid questionId) => CarryOutAsync(context, new FinishQuestion(questionId, context.By));

    public async Task<bool> MediaStartedAsync(string url, string teller = "")
    {
        var taken = await NoteAsync(new NoteMediaStarted(url));
        if (taken)
        {
            _signal = (teller, _time.GetTimestamp());
        }

        return taken;
    }

    public Task<bool> MediaStoppedAsync(string teller = "")
    {
        if (teller.Length == 0)
        {
            return NoteAsync(new NoteMediaStopped());
        }

        // Of several nodes the publisher may have gone to another one, which tells so again and again while it has the signal.
        var silent = _time.GetElapsedTime(_signal.At) > SignalSilence;
        return (_signal.Teller, silent) switch
        {
            (null, false) => Task.FromResult(false),
            ({ } other, false) when other != teller => Task.FromResult(true),
            _ => NoteAsync(new NoteMediaStopped()),
        };
    }

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

    private async Task<CommandAnswer> CarryOutAsync(
        CommandContext context, Func<SessionState, Task<SessionCommand?>> command, Func<long, (int Status, string Body)> answer)
    {
        var outcome = await _runner.CarryOutAsync(context.ToReceiptKey(), command, answer);
        if (outcome.Code is ErrorCodes.StorageUnavailable or ErrorCodes.OutcomeUnknown)
        {
            // What cannot be known must not be guessed: this activation ends, the next one reads the log.
            DeactivateOnIdle();
        }

        return outcome;
    }

    /// <summary>Notes what the server noticed by itself. Noticing it twice is no fault.</summary>
    private async Task<bool> NoteAsync(SessionCommand command)
    {
        try
        {
            await _journal.LoadAsync();
            for (var tries = 0; tries < CommandRunner.MaxTries; tries++)
            {
                if (await _runner.NoteAsync(command) is not { } refusal)
                {
                    return true;
                }

                if (refusal.Code != CommandRunner.BehindCode && !await _journal.CatchUpAsync())
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

    private void Announce()
    {
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
