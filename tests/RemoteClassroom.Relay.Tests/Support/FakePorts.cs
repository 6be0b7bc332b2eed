using System.Collections.Concurrent;
using System.Security.Claims;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>Everybody may everything, but for users called "stranger"; users called "screen:{venue}" are that hall's screen. Counts how often it is asked.</summary>
internal sealed class FakeAccess : IStreamAccess
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public Task<HubError?> AuthorizeAsync(ClaimsPrincipal user, StreamName stream, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(user.Identity?.Name == "stranger" ? new HubError(ErrorCodes.NotFound, "There is no such session.") : null);
    }

    public Guid? VenueOf(ClaimsPrincipal user) => user.Identity?.Name is { } name && name.StartsWith("screen:", StringComparison.Ordinal) ? Guid.Parse(name[7..]) : null;
}

/// <summary>Attendance figures that a test sets.</summary>
internal sealed class FakeAttendance : IAttendanceFrames
{
    private readonly ConcurrentDictionary<AttendanceKey, (long Seq, string Json)> _figures = new();
    private long _seq;
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public void Set(AttendanceKey key, string json) => _figures[key] = (Interlocked.Increment(ref _seq), json);

    public Task<AttendanceReading?> ReadAsync(Guid sessionId, IReadOnlyCollection<AttendanceKey> keys, AttendanceMark known, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        var seq = Volatile.Read(ref _seq);
        var since = known.Epoch == 7 ? known.Seq : 0;
        var cuts = keys.Where(key => _figures.TryGetValue(key, out var figure) && figure.Seq > since)
            .Select(key => new AttendanceCut(key, System.Text.Encoding.UTF8.GetBytes(_figures[key].Json)));
        return Task.FromResult<AttendanceReading?>(new AttendanceReading(new AttendanceMark(7, seq), [.. cuts]));
    }
}

/// <summary>Votes that a test sets.</summary>
internal sealed class FakeVotes : IVotes
{
    public ConcurrentDictionary<Guid, int> Counts { get; } = new();

    public Task<StoredAnswer?> SetAsync(Guid sessionId, Guid questionId, Guid personId, bool cast, Receipt receipt, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The relay never votes.");

    public Task<IReadOnlySet<Guid>> OfPersonAsync(Guid personId, IReadOnlyCollection<Guid> questions, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The relay knows no persons.");

    public Task<IReadOnlyDictionary<Guid, int>> CountAsync(Guid sessionId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, int>>(new Dictionary<Guid, int>(Counts));
}

/// <summary>Remembers who was seen.</summary>
internal sealed class FakeReach : IReachSink
{
    public ConcurrentDictionary<(Guid Session, Guid Branch), int> Counts { get; } = new();

    public void Seen(Guid sessionId, Guid branchId, HallSign sign) => Counts.AddOrUpdate((sessionId, branchId), 1, (_, seen) => seen + 1);
}
