using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>What a branch knows of one round: its lines of the ledger, who is being written at this moment, and answers that were kept without a line. Owned by one grain; the database is the judge.</summary>
internal sealed class BranchRound
{
    /// <summary>How many kept answers are remembered; beyond that the store is asked.</summary>
    private const int MostKept = 2_000;

    /// <summary>How far the clocks of nodes may be apart.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, LedgerEntry> _byPerson = [];
    private readonly Dictionary<Guid, LedgerEntry> _byTicket = [];
    private readonly Dictionary<Guid, LedgerEntry> _byKey = [];
    private readonly Dictionary<Guid, Claim> _underWay = [];
    private readonly Dictionary<(Guid Ticket, Guid Key), KeptAnswer> _kept = [];
    private readonly DateTimeOffset _readAt;
    private readonly bool _hadLines;
    private bool _forgotKept;

    public BranchRound(Guid roundId, IReadOnlyList<LedgerEntry> lines, DateTimeOffset readAt)
    {
        (RoundId, _readAt, _hadLines) = (roundId, readAt, lines.Count > 0);
        foreach (var line in lines)
        {
            Add(line);
        }
    }

    public Guid RoundId { get; }

    /// <summary>Whether nobody is being written.</summary>
    public bool IsIdle => _underWay.Count == 0;

    public LedgerEntry? OfPerson(Guid traineeId) => _byPerson.GetValueOrDefault(traineeId);

    public LedgerEntry? OfTicket(Guid ticketId) => _byTicket.GetValueOrDefault(ticketId);

    /// <summary>The line that a batch entry wrote.</summary>
    public LedgerEntry? OfKey(Guid key) => _byKey.GetValueOrDefault(key);

    public void Add(LedgerEntry line)
    {
        _byPerson[line.TraineeId] = line;
        if (line.TicketId is { } ticket)
        {
            _byTicket[ticket] = line;
        }
        else if (line.Key != Guid.Empty)
        {
            _byKey[line.Key] = line;
        }
    }

    /// <summary>Takes the person, and the ticket if there is one, until disposed; null if somebody has one of them: then wait for <paramref name="other"/> and look again.</summary>
    public Claim? TryClaim(Guid traineeId, Guid? ticketId, out Task? other)
    {
        if (_underWay.TryGetValue(traineeId, out var held) || (ticketId is { } ticket && _underWay.TryGetValue(ticket, out held)))
        {
            other = held.Over;
            return null;
        }

        other = null;
        return new Claim(this, traineeId, ticketId);
    }

    /// <summary>
    /// Whether the store may hold an answer for this ticket that is neither a line nor remembered here. Such answers ("already") need a line of the round to stand,
    /// and whatever was answered since this was read is remembered: so only tickets older than that, in rounds that had lines then.
    /// </summary>
    public bool StoreMayHoldMore(DateTimeOffset ticketIssuedAt) => _forgotKept || (_hadLines && ticketIssuedAt <= _readAt + ClockSlack);

    public KeptAnswer? Kept(Guid ticketId, Guid key) => _kept.GetValueOrDefault((ticketId, key));

    public void Keep(Guid ticketId, Guid key, KeptAnswer answer)
    {
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
            _forgotKept = true;
        }

        _kept[(ticketId, key)] = answer;
    }

    /// <summary>An answer without a line.</summary>
    internal sealed record KeptAnswer(byte[] BodyHash, int Status, string Body);

    /// <summary>Somebody is being written.</summary>
    internal sealed class Claim : IDisposable
    {
        private readonly BranchRound _round;
        private readonly Guid _traineeId;
        private readonly Guid? _ticketId;
        private TaskCompletionSource? _over;

        public Claim(BranchRound round, Guid traineeId, Guid? ticketId)
        {
            (_round, _traineeId, _ticketId) = (round, traineeId, ticketId);
            round._underWay.Add(traineeId, this);
            if (ticketId is { } ticket)
            {
                round._underWay.Add(ticket, this);
            }
        }

        /// <summary>Done when it is disposed; made when somebody waits for it, which is rare.</summary>
        public Task Over => (_over ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Dispose()
        {
            _round._underWay.Remove(_traineeId);
            if (_ticketId is { } ticket)
            {
                _round._underWay.Remove(ticket);
            }

            _over?.TrySetResult();
        }
    }
}
