using System.Buffers.Text;
using System.Security.Cryptography;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Grains.Tests.Support;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.CheckIns;

namespace RemoteClassroom.Grains.Tests.CheckIns;

/// <summary>A hall out of reach with devices that sign: whatever the link, the clocks and the pages do, every scan ends in the ledger once with an honest time, or before a person who judges it.</summary>
public sealed class OfflineHallTests : IAsyncLifetime
{
    private Classroom _classroom = null!;

    private DateTimeOffset Now => _classroom.World.Time.GetUtcNow();

    private IOfflineEntries Offline => _classroom.World.Get<IOfflineEntries>();

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync(silos: 1);

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    /// <summary>The model knows the true time of each scan and nothing of how the product finds it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_interleaving_of_batches_repeats_losses_and_wrong_clocks_ends_with_each_scan_once_at_an_honest_time(int seed)
    {
        var random = new Random(seed);
        var sessionId = await _classroom.OpenSessionAsync();
        var rounds = new List<(Guid Id, DateTimeOffset From, DateTimeOffset? To)>();
        var devices = new List<Device>();
        for (var i = 0; i < 3; i++)
        {
            devices.Add(await RegisterAsync(sessionId, random));
        }

        for (var step = 0; step < 120; step++)
        {
            _classroom.World.Time.PutForward(TimeSpan.FromMilliseconds(random.Next(500, 90_000)));
            var device = devices[random.Next(devices.Count)];
            switch (random.Next(12))
            {
                case 0 when rounds.Count == 0 || rounds[^1].To is not null:
                    if (rounds.Count < 3)
                    {
                        var opened = Classroom.Read<Contracts.Sessions.RoundOpenedAnswer>(await _classroom.Main(sessionId).OpenRoundAsync(Classroom.Command(), RoundPurpose.SignIn, null)).RoundId;
                        rounds.Add((opened, Now, null));
                    }

                    break;
                case 1 when rounds.Count > 0 && rounds[^1].To is null && Now - rounds[^1].From > TimeSpan.FromMinutes(5):
                    Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), rounds[^1].Id));
                    rounds[^1] = rounds[^1] with { To = Now };
                    break;
                case 2: device.Reload(); break;
                case 3: device.SetClock(); break;
                case 4: device.Sleep(TimeSpan.FromSeconds(random.Next(1, 400))); break;
                case 5 or 6: device.Contact(); break;
                case 7 or 8: await device.SendAsync(_classroom.Branch(sessionId, 0), all: false); break;
                default:
                    if (rounds.Count > 0)
                    {
                        device.Tick(rounds[^1].Id, Province.Person(0, random.Next(Province.PeopleAHall)).TraineeId);
                    }

                    break;
            }
        }

        foreach (var device in devices)
        {
            device.Contact();
            await device.SendAsync(_classroom.Branch(sessionId, 0), all: true);
            Assert.Empty(device.Waiting);
        }

        await MustBeHonestAsync(sessionId, devices, rounds);
    }

    [Fact]
    public async Task A_gap_in_a_devices_numbers_shows_until_it_is_filled()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var device = await RegisterAsync(sessionId, new Random(7));
        device.Contact();
        for (var i = 0; i < 5; i++)
        {
            device.Tick(roundId, Province.Person(0, i).TraineeId);
        }

        var branch = _classroom.Branch(sessionId, 0);
        await device.SendAsync(branch, entry => entry.Seq is 2 or 5);
        Assert.Equal([(1L, 1L), (3L, 4L)], (await Offline.GapsAsync([device.Id], CancellationToken.None)).Select(gap => (gap.From, gap.To)));
        await device.SendAsync(branch, all: true);
        Assert.Empty(await Offline.GapsAsync([device.Id], CancellationToken.None));
    }

    [Fact]
    public async Task A_person_judges_what_nothing_proves_once()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var device = await RegisterAsync(sessionId, new Random(8));
        device.Tick(roundId, Province.Person(0, 1).TraineeId);
        device.Tick(roundId, Province.Person(0, 2).TraineeId);
        device.Reload();
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(10));
        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), roundId));
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(10));
        device.Contact();
        var branch = _classroom.Branch(sessionId, 0);
        Assert.All(await device.SendAsync(branch, _ => true), result => Assert.Equal(BatchStatus.Kept, result.Status));
        Assert.Empty(await _classroom.World.Store.LedgerOfAsync(sessionId));

        var kept = await Offline.OfFateAsync(sessionId, "", EntryFate.Kept, Guid.Empty, 10, CancellationToken.None);
        Assert.Equal(2, kept.Count);
        var command = Classroom.Command();
        var accepted = Classroom.Read<EntryJudged>(await branch.JudgeAsync(command, kept[0].Id, accept: true));
        Assert.Equal(accepted, Classroom.Read<EntryJudged>(await branch.JudgeAsync(command, kept[0].Id, accept: true)));
        Assert.Equal(EntryState.Accepted, accepted.State);
        Assert.Equal(EntryState.Dismissed, Classroom.Read<EntryJudged>(await branch.JudgeAsync(Classroom.Command(), kept[1].Id, accept: false)).State);
        Classroom.Refused("illegal_transition", await branch.JudgeAsync(Classroom.Command(), kept[1].Id, accept: true));
        Assert.Equal(accepted.CheckInId, Assert.Single(await _classroom.World.Store.LedgerOfAsync(sessionId)).CheckInId);
    }

    [Fact]
    public async Task What_was_signed_before_a_revocation_stays_and_what_comes_after_is_refused()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var device = await RegisterAsync(sessionId, new Random(9));
        device.Contact();
        device.Tick(roundId, Province.Person(0, 1).TraineeId);
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(1));
        await EditAsync(async db => (await db.Devices.FindAsync(device.Id))!.RevokedAt = Micros.Of(Now));
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(1));
        device.Tick(roundId, Province.Person(0, 2).TraineeId);
        device.Reload();
        device.Tick(roundId, Province.Person(0, 3).TraineeId);
        var results = await device.SendAsync(_classroom.Branch(sessionId, 0), _ => true);
        Assert.Equal([(BatchStatus.Recorded, null), (BatchStatus.Refused, "device_revoked"), (BatchStatus.Kept, null)], results.Select(result => (result.Status, result.Code)));
    }

    [Fact]
    public async Task A_signature_that_is_not_the_devices_is_refused_and_leaves_no_trace()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var device = await RegisterAsync(sessionId, new Random(10));
        device.Tick(roundId, Province.Person(0, 1).TraineeId);
        var entry = device.Waiting[0];
        var branch = _classroom.Branch(sessionId, 0);
        foreach (var (name, line) in ((string, BatchLine)[])[
            (device.Name, entry with { TraineeId = Province.Person(0, 2).TraineeId }), (device.Name, entry with { Signature = null }), (device.Name, entry with { Seq = 9 }),
            ("somebody else", entry), (Guid.NewGuid().ToString(), entry)])
        {
            var result = Classroom.Read<BatchResults>(await branch.BatchAsync(new BatchRequest(name, [line]))).Results[0];
            Assert.Equal((BatchStatus.Refused, "signature_invalid"), (result.Status, result.Code));
        }

        Assert.Empty(await Offline.FindAsync([BatchEntryKeyOf(device, entry)], CancellationToken.None));
        Assert.Empty(await _classroom.World.Store.LedgerOfAsync(sessionId));
    }

    private static Guid BatchEntryKeyOf(Device device, BatchLine entry) => BatchEntryKey.Of(device.Name, entry).Key;

    private async Task MustBeHonestAsync(Guid sessionId, List<Device> devices, List<(Guid Id, DateTimeOffset From, DateTimeOffset? To)> rounds)
    {
        var lines = await _classroom.World.Store.LedgerOfAsync(sessionId);
        var scans = devices.SelectMany(device => device.Scans.Select(scan => (Device: device, Scan: scan))).ToList();
        var told = await Offline.FindAsync([.. scans.Select(pair => BatchEntryKeyOf(pair.Device, pair.Scan.Entry))], CancellationToken.None);
        Assert.Equal(scans.Count, told.Count);
        Assert.Equal(lines.Count, lines.Select(line => (line.RoundId, line.TraineeId)).Distinct().Count());
        Assert.Equal(lines.Select(line => line.CheckInId).Order(), told.Values.Where(entry => entry.Fate == EntryFate.Recorded).Select(entry => entry.CheckInId!.Value).Order());
        foreach (var (device, scan) in scans)
        {
            var entry = told[BatchEntryKeyOf(device, scan.Entry)];
            var round = rounds.Single(round => round.Id == scan.Entry.RoundId);
            var within = scan.Truth >= round.From && !(scan.Truth > round.To);
            var what = $"seq {entry.Seq} of {device.Name}, taken {scan.Truth:O}: {entry}";
            Assert.True(entry.Time.Latest >= scan.Truth - Tolerance && !(entry.Time.Earliest > scan.Truth + Tolerance), $"The bounds do not hold the truth: {what}");
            Assert.False(within && entry.Fate == EntryFate.Refused, $"An honest scan was refused: {what}");
            var line = lines.SingleOrDefault(line => line.RoundId == round.Id && line.TraineeId == entry.TraineeId);
            if (entry.Fate == EntryFate.Already)
            {
                Assert.NotNull(line);
            }

            if (entry.Fate == EntryFate.Recorded)
            {
                Assert.True(scan.Truth <= (round.To ?? Now) + OfflineTime.Slack, $"Taken after the close: {what}");
                if (entry.Certainty == TimeCertainty.Measured && entry.Time.Latest - entry.Time.Earliest < TimeSpan.FromSeconds(20))
                {
                    Assert.True((line!.At - scan.Truth).Duration() < TimeSpan.FromSeconds(20), $"Dated {line.At:O}: {what}");
                }
            }
        }
    }

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private Task EditAsync(Func<RemoteClassroomDb, Task> edit) => _classroom.World.Get<IEdits>().RunAsync(
        new ReceiptKey("account:1", Guid.NewGuid(), new byte[32]),
        async (db, _) =>
        {
            await edit(db);
            return (200, "{}");
        },
        CancellationToken.None);

    private async Task<Device> RegisterAsync(Guid sessionId, Random random)
    {
        var device = new Device(sessionId, Province.Hall(0), _classroom.World.Time, random);
        await EditAsync(db =>
        {
            db.Devices.Add(new DeviceRow { Id = device.Id, VenueId = Province.Hall(0), PublicKey = device.PublicKey, Name = "", RegisteredAt = Micros.Of(Now) });
            return Task.CompletedTask;
        });
        return device;
    }

    /// <summary>A scan and when it really was.</summary>
    private sealed record Scan(BatchLine Entry, DateTimeOffset Truth);

    /// <summary>A made-up device: its wall clock is wrong and gets set, it sleeps, its page is loaded anew, and its batches get lost.</summary>
    private sealed class Device
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly List<ContactLine> _contacts = [];
        private readonly Guid _session;
        private readonly Guid _branch;
        private readonly TimeProvider _time;
        private readonly Random _random;
        private TimeSpan _wall;
        private Guid _run = Guid.NewGuid();
        private DateTimeOffset _loadedAt;
        private TimeSpan _slept;
        private long _seq;

        public Device(Guid session, Guid branch, TimeProvider time, Random random)
        {
            (_session, _branch, _time, _random) = (session, branch, time, random);
            var point = _key.ExportParameters(false).Q;
            PublicKey = [4, .. point.X!, .. point.Y!];
            Id = EntryProof.DeviceIdOf(PublicKey);
            _loadedAt = time.GetUtcNow();
            SetClock();
        }

        public byte[] PublicKey { get; }

        public Guid Id { get; }

        public string Name => Id.ToString("D");

        public List<BatchLine> Waiting { get; } = [];

        public List<Scan> Scans { get; } = [];

        private long Monotonic => (long)(_time.GetUtcNow() - _loadedAt - _slept).TotalMilliseconds;

        public void SetClock() => _wall = _random.Next(3) switch
        {
            0 => DateTimeOffset.UnixEpoch.AddSeconds(_random.Next(60)) - _time.GetUtcNow(),
            1 => TimeSpan.FromSeconds(_random.Next(-600, 600)),
            _ => TimeSpan.Zero,
        };

        public void Reload() => (_run, _loadedAt, _slept) = (Guid.NewGuid(), _time.GetUtcNow(), TimeSpan.Zero);

        public void Sleep(TimeSpan time)
        {
            ((OffsetTime)_time).PutForward(time);
            _slept += time;
        }

        public void Contact() => _contacts.Add(new ContactLine(_run, Monotonic, _time.GetUtcNow() + _wall, _time.GetUtcNow(), 400));

        public void Tick(Guid roundId, Guid traineeId)
        {
            var truth = _time.GetUtcNow();
            var entry = new BatchLine(Guid.NewGuid(), ++_seq, traineeId, truth + _wall, roundId, null, PageLoad: _run, MonotonicMs: Monotonic);
            var signed = new SignedEntry(Id, _session, _branch, entry.EntryId, entry.Seq, traineeId, roundId, null, default, BatchEntryKey.StampOf(entry));
            entry = entry with { Signature = Base64Url.EncodeToString(_key.SignData(EntryProof.Bytes(signed), HashAlgorithmName.SHA256)) };
            Waiting.Add(entry);
            Scans.Add(new Scan(entry, truth));
        }

        /// <summary>Sends what waits in any order and portion; sometimes nothing arrives, or the answer is lost, or it arrives twice at once.</summary>
        public async Task SendAsync(IBranchClassroomGrain branch, bool all)
        {
            var some = Waiting.OrderBy(_ => _random.Next()).Take(all ? 200 : _random.Next(1, 6)).ToHashSet();
            if (some.Count == 0 || (!all && _random.Next(3) == 0))
            {
                return;
            }

            if (_random.Next(3) == 0)
            {
                await Task.WhenAll(PostAsync(branch, some), PostAsync(branch, some));
            }

            if (all || _random.Next(3) > 0)
            {
                await SendAsync(branch, some.Contains);
            }
            else
            {
                await PostAsync(branch, some);
            }
        }

        public async Task<List<BatchResult>> SendAsync(IBranchClassroomGrain branch, Func<BatchLine, bool> which)
        {
            var results = await PostAsync(branch, [.. Waiting.Where(which)]);
            Waiting.RemoveAll(entry => results.Exists(result => result.EntryId == entry.EntryId));
            return results;
        }

        private async Task<List<BatchResult>> PostAsync(IBranchClassroomGrain branch, IReadOnlyCollection<BatchLine> entries) => entries.Count == 0
            ? []
            : [.. Classroom.Read<BatchResults>(await branch.BatchAsync(new BatchRequest(Name, [.. entries], [.. _contacts.TakeLast(100)]))).Results];
    }
}
