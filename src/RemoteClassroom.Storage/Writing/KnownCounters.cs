namespace RemoteClassroom.Storage.Writing;

/// <summary>The branches' counters as this node's writer left them, so that a hall's next check-in need not read them again. Used by the writer's loop alone.</summary>
/// <param name="alone">Whether nobody else writes to the ledger; if somebody may, nothing is remembered.</param>
internal sealed class KnownCounters(bool alone)
{
    /// <summary>Some rounds of a whole province; some 5 MB.</summary>
    private const int Most = 50_000;

    private readonly Dictionary<CounterId, Counter> _known = [];
    private readonly Dictionary<Guid, long> _seqs = [];

    /// <summary>Takes those that are known from what must be read, and gives them.</summary>
    public List<KeyValuePair<CounterId, Counter>> Spare(HashSet<CounterId> wanted)
    {
        var known = new List<KeyValuePair<CounterId, Counter>>();
        if (_known.Count > 0)
        {
            known.EnsureCapacity(wanted.Count);
            foreach (var id in wanted)
            {
                if (_known.TryGetValue(id, out var counter))
                {
                    known.Add(new(id, counter));
                }
            }

            known.ForEach(pair => wanted.Remove(pair.Key));
        }

        return known;
    }

    /// <summary>Whether the session's ledger ends where this writer left it, so that what is known of its counters holds.</summary>
    public bool Holds(Guid session, GroupFacts facts) => facts.Ledgers.TryGetValue(session, out var head) && _seqs.TryGetValue(session, out var left) && head.Seq == left;

    /// <summary>These were committed, and the ledgers ended there.</summary>
    public void Learn(GroupWrites committed)
    {
        if (!alone)
        {
            return;
        }

        if (_known.Count + committed.Counters.Count > Most)
        {
            Forget();
        }

        foreach (var (id, counter) in committed.Counters)
        {
            _known[id] = counter;
        }

        foreach (var (session, head) in committed.Ledgers)
        {
            _seqs[session] = head.Seq;
        }
    }

    /// <summary>What was committed last is not known for certain.</summary>
    public void Forget()
    {
        _known.Clear();
        _seqs.Clear();
    }
}
