using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Telemetry;

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
    private readonly WriterMeters _meters;
    private readonly KnownCounters _counters;
    private readonly Channel<WriteItem> _queue;
    private readonly Task _loop;

    /// <summary>Starts the loop.</summary>
    public GroupCommitWriter(IGroupStore store, TimeProvider time, ILogger<GroupCommitWriter> logger, WriterMeters meters)
    {
        (_store, _time, _logger, _meters) = (store, time, logger, meters);
        _counters = new KnownCounters(store.IsAlone);
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
        _meters.Watch(() => _queue.Reader.Count);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Writes an item; done when it is on disk. Cancelling ends the wait, not the writing.</summary>
    /// <exception cref="StorageOverloadedException">Too much is waiting.</exception>
    /// <exception cref="StorageException">It failed.</exception>
    public Task<TOutcome> WriteAsync<TOutcome>(WriteItem<TOutcome> item, CancellationToken cancellationToken)
    {
        if (!_queue.Writer.TryWrite(item))
        {
            _meters.Refused();
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
            var began = _time.GetTimestamp();
            await StoreAsync(group);
            _meters.Stored(group.Count, _time.GetElapsedTime(began));
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
            _meters.Failed(group.Count, unknown);
            var failure = new StorageException(unknown ? "The database did not say whether it stored the change." : "The database did not store the change.", unknown, error);
            group.ForEach(item => item.Fail(failure));
            return;
        }

        group.ForEach(item => item.Complete());
    }

    private async Task StoreAsync(List<WriteItem> group)
    {
        // Nearly every check-in is its person's first: so the group expects, until the database or the state of a round says otherwise.
        var expectsNewLines = true;
        CommitInDoubtException? doubt = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(group, new GroupView(doubt is not null, expectsNewLines));
                return;
            }
            catch (Exception error) when (expectsNewLines && error is not CommitInDoubtException && _store.Judge(error) == Failure.Item)
            {
                // Nothing was stored. With everything looked up it may be decided otherwise; only if that fails, too, something is wrong.
                expectsNewLines = false;
                continue;
            }
            catch (CommitInDoubtException error) when (attempt < Tries)
            {
                // The same group again tells: what was stored is found under its keys.
                (doubt, expectsNewLines) = (error, false);
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

            _meters.Repeated();
            // The first repetition at once: a stale connection is replaced and nobody notices.
            await Task.Delay(Pause * (attempt - 1), _time);
        }
    }

    private async Task TryAsync(List<WriteItem> group, GroupView view)
    {
        var needs = Needs(group, view.ExpectsNewLines);
        var known = view.ExpectsNewLines ? _counters.Spare(needs.Counters) : [];
        GroupWrites? writes = null;
        try
        {
            await _store.RunAsync(needs, facts => writes = Decide(group, facts, known, view));
        }
        catch
        {
            _counters.Forget();
            throw;
        }

        _counters.Learn(writes!);
    }

    private static GroupNeeds Needs(List<WriteItem> group, bool expectsNewLines)
    {
        var needs = new GroupNeeds { ExpectsNewLines = expectsNewLines };
        needs.Counters.EnsureCapacity(group.Count);
        foreach (var item in group)
        {
            item.Need(needs);
        }

        return needs;
    }

    private GroupWrites Decide(List<WriteItem> group, GroupFacts facts, List<KeyValuePair<CounterId, Counter>> known, GroupView view)
    {
        foreach (var (id, counter) in known)
        {
            facts.Counters[id] = _counters.Holds(id.Session, facts) ? counter : throw new GuessedWrongException();
        }

        var plan = new GroupPlan(facts, _time.GetUtcNow(), view);
        plan.Expect(lines: group.Count);
        foreach (var item in group)
        {
            item.Decide(plan);
        }

        return plan.Writes;
    }
}
