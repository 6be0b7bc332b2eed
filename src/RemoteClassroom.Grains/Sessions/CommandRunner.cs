using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>The way of a command to a session: receipt, decision, append with receipt, notice, answer. One after the other; a grain sees to that.</summary>
internal sealed partial class CommandRunner(
    Guid sessionId, SessionJournal journal, ISessionLog log, IReceipts receipts, TimeProvider time, Action grew, ILogger logger)
{
    /// <summary>How often a decision is taken anew when somebody else wrote in between.</summary>
    public const int MaxTries = 5;

    /// <summary>The code of what was not noted because somebody else wrote: decide again.</summary>
    public const string BehindCode = "behind";

    /// <summary>Carries a command out once, however often it is sent.</summary>
    /// <param name="key">Under what the answer is kept.</param>
    /// <param name="command">Makes the command; null: what it names is not there.</param>
    /// <param name="answer">The answer, from the offset of the command's last event.</param>
    public async Task<CommandAnswer> CarryOutAsync(ReceiptKey key, Func<SessionState, Task<SessionCommand?>> command, Func<long, (int Status, string Body)> answer)
    {
        try
        {
            // The receipt comes before the state: a command that was carried out is answered so, whatever has happened since.
            if (await receipts.FindAsync(key, CancellationToken.None) is { } stored)
            {
                return GrainText.Replay(stored);
            }

            await journal.LoadAsync();
            return await DecideAndAppendAsync(key, command, answer);
        }
        catch (StorageOverloadedException)
        {
            return GrainText.Overloaded();
        }
        catch (StorageException problem)
        {
            LogStoreFailed(logger, problem, sessionId, problem.OutcomeUnknown);
            return problem.OutcomeUnknown ? await FindOutAsync(key) : GrainText.Unavailable();
        }
    }

    /// <summary>Decides and appends what the server noticed by itself: without a receipt.</summary>
    /// <returns>Null if it is on disk; else why not, <see cref="BehindCode"/> if somebody else wrote (and was read).</returns>
    public async Task<Refusal?> NoteAsync(SessionCommand command)
    {
        var now = time.GetUtcNow();
        var decision = SessionDecider.Decide(journal.State, command, now);
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await log.AppendAsync(new LogAppend(sessionId, journal.Head, Micros.Truncate(now), decision.Events, null), CancellationToken.None) is AppendOutcome.Stored stored)
        {
            Take(stored);
            return null;
        }

        await journal.CatchUpAsync();
        return new Refusal(BehindCode, "");
    }

    private async Task<CommandAnswer> DecideAndAppendAsync(
        ReceiptKey key, Func<SessionState, Task<SessionCommand?>> command, Func<long, (int Status, string Body)> answer)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await command(journal.State) is not { } wanted)
            {
                return CommandAnswer.Refuse(ErrorCodes.NotFound, "This hall takes no part in the session.", "branchId");
            }

            var now = time.GetUtcNow();
            var decision = SessionDecider.Decide(journal.State, wanted, now);
            if (decision.Refusal is { } refusal)
            {
                // Another activation may have written: refuse only by the log's true end.
                if (await journal.CatchUpAsync())
                {
                    continue;
                }

                return CommandAnswer.Of(refusal);
            }

            var (status, body) = answer(journal.Head.Offset + decision.Events.Count);
            var append = new LogAppend(sessionId, journal.Head, Micros.Truncate(now), decision.Events, new Receipt(key, status, body));
            switch (await log.AppendAsync(append, CancellationToken.None))
            {
                case AppendOutcome.Stored stored:
                    Take(stored);
                    return CommandAnswer.Of(status, body);
                case AppendOutcome.Answered answered:
                    await journal.CatchUpAsync();
                    return GrainText.Replay(answered.Answer);
                default:
                    await journal.CatchUpAsync();
                    break;
            }
        }

        LogCrowded(logger, sessionId);
        return GrainText.Overloaded();
    }

    /// <summary>Whether a command took effect whose COMMIT got no answer; its receipt alone can tell, and if it is not there yet, nothing can.</summary>
    private async Task<CommandAnswer> FindOutAsync(ReceiptKey key)
    {
        try
        {
            return await receipts.FindAsync(key, CancellationToken.None) is { } stored ? GrainText.Replay(stored) : GrainText.Unknown();
        }
        catch (StorageException problem)
        {
            LogStoreFailed(logger, problem, sessionId, outcomeUnknown: true);
            return GrainText.Unknown();
        }
    }

    private void Take(AppendOutcome.Stored stored)
    {
        journal.Accept(stored.Events);
        grew();
    }
}
