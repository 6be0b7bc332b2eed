using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>
/// The node's one writer. It takes whatever waits as one group, has it decided and stored in one transaction, and answers after the commit: the more wait, the
/// larger the groups, and the dearer part – waiting for the disk – is shared.
/// </summary>
internal sealed partial class GroupCommitWriter : IAsyncDisposable
{
    /// <summary>How many items may wait; more are refused at once.</summary>
    public const int QueueLimit = 20_000;

    /// <summary>How many items a group holds at most.</summary>
    public const int GroupLimit = 1_000;

    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly IGroupStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<GroupCommitWriter> _logger;
    private readonly Channel<WriteItem> _queue;
    private readonly Task _loop;

    /// <summary>Starts the loop.</summary>
    public GroupCommitWriter(IGroupStore store, TimeProvider time, ILogger<GroupCommitWriter> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Writes an item; done when it is on disk. Cancelling ends the wait, not the writing.</summary>
    /// <exception cref="StorageOverloadedException">Too much is waiting.</exception>
    /// <exception cref="StorageException">It failed.</exception>
    public Task<TOutcome> WriteAsync<TOutcome>(WriteItem<TOutcome> item, CancellationToken cancellationToken)
    {
        if (!_queue.Writer.TryWrite(item))
        {
            return Task.FromException<TOutcome>(
                _loop.IsCompleted ? new StorageException("The store is closed.", outcomeUnknown: false) : new StorageOverloadedException());
        }

        return cancellationToken.CanBeCanceled ? item.Done.WaitAsync(cancellationToken) : item.Done;
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var group = new List<WriteItem>(GroupLimit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupLimit && _queue.Reader.TryRead(out var item))
            {
                group.Add(item);
            }

            // Events ahead of ledger; within a stage in the order of arrival.
            List<WriteItem> ordered = [.. group.OrderBy(item => item.Stage)];
            group.Clear();
            await WriteGroupAsync(ordered);
        }
    }

    private async Task WriteGroupAsync(List<WriteItem> group)
    {
        try
        {
            await StoreAsync(group);
        }
        catch (Exception error) when (_store.Judge(error) == Failure.Item && group.Count > 1)
        {
            // One of them cannot be stored: halve until it stands alone.
            LogBisected(_logger, group.Count, error);
            await WriteGroupAsync(group[..(group.Count / 2)]);
            await WriteGroupAsync(group[(group.Count / 2)..]);
            return;
        }
        catch (Exception error)
        {
            var unknown = error is CommitInDoubtException;
            LogFailed(_logger, group.Count, unknown, error);
            var failure = new StorageException(unknown ? "The database did not say whether it stored the change." : "The database did not store the change.", unknown, error);
            group.ForEach(item => item.Fail(failure));
            return;
        }

        group.ForEach(item => item.Complete());
    }

    private async Task StoreAsync(List<WriteItem> group)
    {
        CommitInDoubtException? doubt = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _store.RunAsync(Needs(group), facts => Decide(group, facts, doubt is not null));
                return;
            }
            catch (CommitInDoubtException error) when (attempt < Tries)
            {
                // The same group again tells: what was stored is found under its keys.
                doubt = error;
                LogAgain(_logger, group.Count, attempt, error);
            }
            catch (Exception error) when (error is not CommitInDoubtException && attempt < Tries && _store.Judge(error) is Failure.Raced or Failure.Connection)
            {
                LogAgain(_logger, group.Count, attempt, error);
            }
            catch (Exception error) when (doubt is not null)
            {
                throw new CommitInDoubtException(error);
            }

            // The first repetition at once: a stale connection is replaced and nobody notices.
            await Task.Delay(Pause * (attempt - 1), _time);
        }
    }

    private static GroupNeeds Needs(List<WriteItem> group)
    {
        var needs = new GroupNeeds();
        foreach (var item in group)
        {
            item.Need(needs);
        }

        return needs;
    }

    private GroupWrites Decide(List<WriteItem> group, GroupFacts facts, bool again)
    {
        var plan = new GroupPlan(facts, _time.GetUtcNow(), again);
        foreach (var item in group)
        {
            item.Decide(plan);
        }

        return plan.Writes;
    }
}
