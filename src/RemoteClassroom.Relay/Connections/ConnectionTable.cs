namespace RemoteClassroom.Relay.Connections;

/// <summary>The connections that follow a session. Walked without a lock while others come and go; who comes during a walk may be missed by it and must look for himself.</summary>
internal sealed class ConnectionTable
{
    private readonly Lock _gate = new();
    private readonly Stack<int> _free = new();
    private RelayConnection?[] _slots = new RelayConnection?[16];
    private int _used;

    /// <summary>How many slots a walk has to look at.</summary>
    public int Length => Volatile.Read(ref _used);

    /// <summary>The connection in a slot; null if the slot is free.</summary>
    public RelayConnection? this[int slot] => Volatile.Read(ref _slots) is var slots && slot < slots.Length ? Volatile.Read(ref slots[slot]) : null;

    /// <summary>Takes a connection in.</summary>
    /// <returns>Its slot, to be given back.</returns>
    public int Add(RelayConnection connection)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var slot))
            {
                slot = _used;
                if (slot == _slots.Length)
                {
                    var larger = new RelayConnection?[slot * 2];
                    _slots.CopyTo(larger, 0);
                    Volatile.Write(ref _slots, larger);
                }

                Volatile.Write(ref _used, slot + 1);
            }

            Volatile.Write(ref _slots[slot], connection);
            return slot;
        }
    }

    public void Remove(int slot)
    {
        lock (_gate)
        {
            _slots[slot] = null;
            _free.Push(slot);
        }
    }
}
