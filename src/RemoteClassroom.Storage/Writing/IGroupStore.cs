namespace RemoteClassroom.Storage.Writing;

/// <summary>A database as the writer sees it. One caller at a time; disposed after the writer.</summary>
internal interface IGroupStore : IAsyncDisposable
{
    /// <summary>Whether nobody else can write to the ledger: then counters need not be read again.</summary>
    bool IsAlone { get; }

    /// <summary>One transaction: lock and read what is needed, decide, write, commit. Nothing is written if there is nothing to write.</summary>
    /// <param name="needs">What to read.</param>
    /// <param name="decide">Called once, with what was read; what it throws ends the transaction with nothing stored.</param>
    /// <exception cref="CommitInDoubtException">COMMIT was sent, and no answer came. Every other exception means that nothing was stored.</exception>
    Task RunAsync(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide);

    /// <summary>What a failure of <see cref="RunAsync"/> calls for.</summary>
    Failure Judge(Exception error);
}

/// <summary>What a failure calls for.</summary>
internal enum Failure
{
    /// <summary>One of the items cannot be stored; the others can.</summary>
    Item,
    /// <summary>Another writer stood in the way: the same again.</summary>
    Raced,
    /// <summary>The connection is gone: again on a fresh one.</summary>
    Connection,
    /// <summary>The database cannot store now, whatever the items are: out of space, say.</summary>
    Database,
}

/// <summary>COMMIT was sent, and no answer came.</summary>
internal sealed class CommitInDoubtException(Exception inner) : Exception("No answer came to COMMIT.", inner);

/// <summary>A group that expected only new lines cannot be decided without looking up what stands.</summary>
internal sealed class GuessedWrongException() : Exception("What stands must be looked up.");

/// <summary>A receipt that was not there when the group was decided was there when it was to be stored.</summary>
internal sealed class GroupRacedException() : Exception("Another node stored a receipt of this group meanwhile.");
