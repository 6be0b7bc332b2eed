using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Halls;

namespace RemoteClassroom.Server.Tests.Halls;

/// <summary>What a node keeps of the ledgers' corrections: nothing is missed, nothing is read twice.</summary>
public sealed class KnownCorrectionsTests
{
    private static readonly Guid Session = Guid.NewGuid();
    private static readonly Guid[] People = [Guid.NewGuid(), Guid.NewGuid()];

    [Fact]
    public async Task Each_look_reads_only_what_came_since_and_a_thousand_looks_at_once_read_once()
    {
        var book = new Book();
        using var known = new KnownCorrections(book);
        Assert.Empty((await known.OfAsync(Session, CancellationToken.None))(People[0]));
        Assert.Equal(0, book.Reads);
        book.Enter(People[0], 3);
        book.Enter(null, 4);
        var looks = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => known.OfAsync(Session, CancellationToken.None)));
        Assert.All(looks, look => Assert.Equal([3L], look(People[0]).Select(entry => entry.Seq)));
        Assert.Equal((1, 0L), (book.Reads, book.After));
        for (var seq = 5; seq < 2_505; seq++)
        {
            book.Enter(People[seq % 2], seq);
        }

        var all = await known.OfAsync(Session, CancellationToken.None);
        Assert.Equal(2_501, all(People[0]).Count + all(People[1]).Count);
        Assert.Equal(all(People[1]).Select(entry => entry.Seq).Order(), all(People[1]).Select(entry => entry.Seq));
        Assert.Equal((4, 2_004L), (book.Reads, book.After));
    }

    [Fact]
    public async Task An_older_database_that_was_put_back_is_believed()
    {
        var book = new Book();
        using var known = new KnownCorrections(book);
        book.Enter(People[0], 3);
        book.Enter(People[1], 9);
        Assert.Single((await known.OfAsync(Session, CancellationToken.None))(People[1]));
        book.Forget(after: 3);
        var look = await known.OfAsync(Session, CancellationToken.None);
        Assert.Equal((1, 0), (look(People[0]).Count, look(People[1]).Count));
        Assert.Empty((await known.OfAsync(Guid.NewGuid(), CancellationToken.None))(People[0]));
    }

    private sealed class Book : ICorrections
    {
        private readonly List<Correction> _entries = [];

        public int Reads { get; private set; }

        public long After { get; private set; }

        public void Enter(Guid? person, long seq) =>
            _entries.Add(new Correction(seq, Guid.NewGuid(), CorrectionKind.Excuse, null, person, Standing.Missing, DateTimeOffset.UnixEpoch, null, "administrator", "why", null));

        public void Forget(long after) => _entries.RemoveAll(entry => entry.Seq > after);

        public Task<long> NewestAsync(Guid sessionId, CancellationToken cancellationToken) => Task.FromResult(sessionId == Session ? _entries.Select(entry => entry.Seq).DefaultIfEmpty().Max() : 0);

        public async Task<IReadOnlyList<Correction>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken)
        {
            await Task.Yield();
            (Reads, After) = (Reads + 1, after);
            return [.. _entries.Where(entry => entry.Seq > after).Take(limit)];
        }

        public Task<CorrectionOutcome> WriteAsync(NewCorrection entry, Receipt receipt, Decided? decided, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<CorrectedPeople> PeopleAsync(Guid sessionId, Guid? traineeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<StandingLine?> LineAsync(Guid sessionId, Guid roundId, Guid traineeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Guid>> WithoutSnapshotAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
