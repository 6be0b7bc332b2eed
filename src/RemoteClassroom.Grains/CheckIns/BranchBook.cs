using System.Diagnostics.CodeAnalysis;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>What a branch reads from the store at first need and then holds: its roster and its rounds. A read that fails is forgotten, so that the next need tries again.</summary>
internal sealed class BranchBook(Guid sessionId, Guid branchId, ILedger ledger, ISessionDirectory directory, TimeProvider time)
{
    private const int MostRounds = 8;
    private readonly Dictionary<Guid, Task<BranchRound>> _rounds = [];
    private readonly List<Guid> _order = [];
    private Task<RosterMatch>? _roster;
    private Task<BranchKey?>? _key;

    public Task<RosterMatch> RosterAsync() => IsGood(_roster) ? _roster : _roster = ReadRosterAsync();

    /// <summary>The branch's key and hall number; null if it takes no part.</summary>
    public Task<BranchKey?> KeyAsync() => IsGood(_key) ? _key : _key = ReadKeyAsync();

    public Task<BranchRound> RoundAsync(Guid roundId)
    {
        if (_rounds.TryGetValue(roundId, out var known) && IsGood(known))
        {
            return known;
        }

        MakeRoom();
        _order.Remove(roundId);
        _order.Add(roundId);
        return _rounds[roundId] = ReadRoundAsync(roundId);
    }

    /// <summary>What is held of the round may be wrong: read it again at the next need.</summary>
    public void Forget(Guid roundId)
    {
        _rounds.Remove(roundId);
        _order.Remove(roundId);
    }

    /// <summary>The hall whose number this is, if it takes part in the session.</summary>
    public async Task<bool> TakesPartAsync(long hall) =>
        await directory.TreeAsync(sessionId, CancellationToken.None) is { } tree && tree.Branches.Any(branch => branch.Hall == hall);

    private static bool IsGood([NotNullWhen(true)] Task? read) => read is { IsFaulted: false, IsCanceled: false };

    private void MakeRoom()
    {
        // Rounds in which somebody is being written stay: his claim must be seen by whoever comes next.
        for (var i = 0; i < _order.Count && _rounds.Count >= MostRounds; i++)
        {
            var read = _rounds[_order[i]];
            if (read.IsFaulted || (read.IsCompletedSuccessfully && IsIdle(read)))
            {
                Forget(_order[i--]);
            }
        }
    }

    private static bool IsIdle(Task<BranchRound> read)
    {
#pragma warning disable RS0030 // Completed successfully: nothing is waited for.
        return read.Result.IsIdle;
#pragma warning restore RS0030
    }

    private async Task<RosterMatch> ReadRosterAsync() => new(await directory.RosterAsync(sessionId, branchId, CancellationToken.None));

    private async Task<BranchRound> ReadRoundAsync(Guid roundId)
    {
        var readAt = time.GetUtcNow();
        return new BranchRound(roundId, await ledger.OfBranchAsync(sessionId, roundId, branchId, CancellationToken.None), readAt);
    }

    private async Task<BranchKey?> ReadKeyAsync()
    {
        var facts = await directory.FindAsync(sessionId, CancellationToken.None);
        var branch = await directory.BranchAsync(sessionId, branchId, CancellationToken.None);
        return facts is null || branch is null ? null : new BranchKey(BranchCodes.DeriveKey(facts.Secret, sessionId, branchId), branch.Hall);
    }
}

/// <summary>What a branch's codes are checked with.</summary>
/// <param name="Key">The branch's key.</param>
/// <param name="Hall">The hall's short number.</param>
internal sealed record BranchKey(byte[] Key, long Hall);
