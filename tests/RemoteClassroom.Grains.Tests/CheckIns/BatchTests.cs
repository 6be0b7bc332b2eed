using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.CheckIns;
using RemoteClassroom.Grains.Tests.Support;

namespace RemoteClassroom.Grains.Tests.CheckIns;

public sealed class BatchTests : IAsyncLifetime
{
    private Classroom _classroom = null!;
    private Guid _sessionId;
    private Guid _roundId;

    private TestStore Store => _classroom.World.Store;

    private DateTimeOffset Now => _classroom.World.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _classroom = await Classroom.StartAsync(silos: 1);
        (_sessionId, _roundId) = await _classroom.OpenRoundAsync();
    }

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task Ticked_and_scanned_entries_are_recorded_once_and_sent_again_get_the_same_results()
    {
        BatchLine[] entries =
        [
            Entry(0) with { Proof = await CodeAsync(0, Now) },
            Entry(1),
            Entry(2) with { RoundId = _roundId },
            Entry(2),
            Entry(0, hall: 1),
            Entry(3) with { Proof = "000000FAPWVX7XCSN7P0" },
            Entry(4) with { Proof = "nonsense" },
        ];

        var first = await SendAsync(entries);

        (BatchStatus, string?)[] expected =
        [
            (BatchStatus.Recorded, null), (BatchStatus.Recorded, null), (BatchStatus.Recorded, null), (BatchStatus.Already, null), (BatchStatus.Refused, "not_matched"),
            (BatchStatus.Refused, "code_invalid"), (BatchStatus.Refused, "code_invalid"),
        ];
        Assert.Equal(entries.Select(entry => entry.EntryId), first.Results.Select(result => result.EntryId));
        Assert.Equal(expected, first.Results.Select(result => (result.Status, result.Code)));
        Assert.Equal(first.Results, (await SendAsync(entries)).Results);
        await Classroom.EndActivationAsync(_classroom.Branch(_sessionId, 0));
        Assert.Equal(first.Results, (await SendAsync(entries)).Results);
        Assert.Equal([ProofWay.OfflineProof, ProofWay.Operator, ProofWay.Operator], (await LinesAsync()).Select(line => line.Way));
    }

    [Fact]
    public async Task An_entry_is_known_by_device_and_id_and_must_not_change()
    {
        var entry = Entry(0);
        Assert.Equal(BatchStatus.Recorded, (await SendAsync([entry])).Results[0].Status);
        var changed = (await SendAsync([entry with { TraineeId = Province.Person(0, 1).TraineeId }])).Results[0];
        Assert.Equal((BatchStatus.Refused, "idempotency_mismatch"), (changed.Status, changed.Code));
        Assert.Equal(BatchStatus.Recorded, (await SendAsync([entry with { TraineeId = Province.Person(0, 1).TraineeId }], "another device")).Results[0].Status);
        Assert.Equal(BatchStatus.Already, (await SendAsync([entry], "a third device")).Results[0].Status);
        var kept = (await SendAsync([entry with { Seq = 99 }], "a third device")).Results[0];
        Assert.Equal((BatchStatus.Refused, "idempotency_mismatch"), (kept.Status, kept.Code));
    }

    [Fact]
    public async Task After_the_close_only_what_is_proven_for_its_time_is_taken_and_it_is_marked()
    {
        var scannedAt = Now;
        var code = await CodeAsync(0, scannedAt);
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(5));
        Classroom.Done(await _classroom.Main(_sessionId).CloseRoundAsync(Classroom.Command(), _roundId));
        _classroom.World.Time.PutForward(TimeSpan.FromHours(3));
        var lateCode = await CodeAsync(0, Now);

        var results = (await SendAsync([
            Entry(0) with { ScannedAt = scannedAt, Proof = code },
            Entry(1) with { ScannedAt = scannedAt },
            Entry(2) with { ScannedAt = Now, Proof = lateCode },
            Entry(3) with { ScannedAt = Now, Proof = lateCode, RoundId = _roundId },
        ])).Results;

        Assert.Equal([BatchStatus.Recorded, BatchStatus.Refused, BatchStatus.Refused, BatchStatus.Refused], results.Select(result => result.Status));
        Assert.All(results.Skip(1), result => Assert.Equal("round_closed", result.Code));
        Assert.Equal(Micros.Truncate(scannedAt), Assert.Single((await LinesAsync())).At);
    }

    [Fact]
    public async Task The_code_tells_the_time_better_than_a_device_whose_clock_is_off()
    {
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(8));
        var step = BranchCodes.StepOf(Now);
        var results = (await SendAsync([
            Entry(0) with { ScannedAt = Now.AddMinutes(-7), Proof = await CodeAsync(0, Now) },
            Entry(1) with { ScannedAt = Now.AddMinutes(30), Proof = await CodeAsync(0, Now) },
            Entry(2) with { ScannedAt = Now.AddMinutes(-11), Proof = await CodeAsync(0, Now) },
        ])).Results;

        Assert.Equal([BatchStatus.Recorded, BatchStatus.Recorded, BatchStatus.Refused], results.Select(result => result.Status));
        var off = (await LinesAsync()).Single(line => line.TraineeId == Province.Person(0, 0).TraineeId);
        Assert.Equal(step, BranchCodes.StepOf(off.At));
        Assert.All((await LinesAsync()), line => Assert.True(line.At <= Now));
    }

    [Fact]
    public async Task Before_any_round_nothing_is_taken_and_nothing_is_remembered_of_the_rosters()
    {
        var sessionId = await _classroom.World.Province.ScheduleAsync(Now);
        var branch = _classroom.Branch(sessionId, 0);
        var early = Classroom.Read<BatchResults>(await branch.BatchAsync(new BatchRequest("a tablet", [Entry(0)]))).Results[0];
        Assert.Equal((BatchStatus.Refused, "round_closed"), (early.Status, early.Code));
        Classroom.Done(await _classroom.Main(sessionId).OpenAsync(Classroom.Command()));
        Classroom.Done(await _classroom.Main(sessionId).OpenRoundAsync(Classroom.Command(), RoundPurpose.SignIn, null));
        Assert.Equal(BatchStatus.Recorded, Classroom.Read<BatchResults>(await branch.BatchAsync(new BatchRequest("a tablet", [Entry(0)]))).Results[0].Status);
    }

    [Fact]
    public async Task Another_halls_proof_is_foreign()
    {
        var result = (await SendAsync([Entry(0) with { Proof = await CodeAsync(1, Now) }])).Results[0];
        Assert.Equal((BatchStatus.Refused, "code_foreign"), (result.Status, result.Code));
    }

    [Fact]
    public async Task A_round_that_closes_under_a_proven_entry_takes_it_all_the_same()
    {
        var entry = Entry(0) with { Proof = await CodeAsync(0, Now) };
        var closed = false;
        Store.BeforeCommit = async what =>
        {
            if (what is NewCheckIn && !closed)
            {
                closed = true;
                Classroom.Done(await _classroom.Main(_sessionId).CloseRoundAsync(Classroom.Command(), _roundId));
            }
        };
        Assert.Equal(BatchStatus.Recorded, (await SendAsync([entry])).Results[0].Status);
    }

    [Fact]
    public async Task Two_devices_with_the_same_person_at_once_write_one_line()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(device => SendAsync([Entry(0)], $"device {device}")));
        Assert.Single(results, result => result.Results[0].Status == BatchStatus.Recorded);
        Assert.Single((await LinesAsync()));
    }

    [Fact]
    public async Task A_store_that_is_away_refuses_the_batch_and_the_same_batch_works_later()
    {
        BatchLine[] entries = [Entry(0), Entry(1)];
        Store.BeforeCommit = what => what is NewCheckIn { TraineeId: var id } && id == Province.Person(0, 1).TraineeId
            ? throw new StorageException("the link broke", outcomeUnknown: true) : Task.CompletedTask;
        Classroom.Refused("outcome_unknown", await _classroom.Branch(_sessionId, 0).BatchAsync(new BatchRequest("a tablet", entries)));
        Store.BeforeCommit = _ => Task.CompletedTask;
        Assert.All((await SendAsync(entries)).Results, result => Assert.Equal(BatchStatus.Recorded, result.Status));
        Assert.Equal(2, (await LinesAsync()).Count);
    }

    [Theory]
    [InlineData(0, "a tablet", "entries")]
    [InlineData(201, "a tablet", "entries")]
    [InlineData(1, "", "device")]
    public async Task What_is_too_much_or_nothing_is_refused(int entries, string device, string field)
    {
        var answer = await _classroom.Branch(_sessionId, 0).BatchAsync(new BatchRequest(device, [.. Enumerable.Range(0, entries).Select(_ => Entry(0))]));
        Classroom.Refused("validation", answer);
        Assert.Equal(field, answer.Field);
    }

    private BatchLine Entry(int person, int hall = 0) => new(Guid.NewGuid(), 1, Province.Person(hall, person).TraineeId, Now, null, null);

    private async Task<string> CodeAsync(int hall, DateTimeOffset at)
    {
        var facts = await Store.FindAsync(_sessionId, CancellationToken.None);
        return BranchCodes.CodeAt(BranchCodes.DeriveKey(facts!.Secret, _sessionId, Province.Hall(hall)), hall + 1, BranchCodes.StepOf(at));
    }

    private async Task<BatchResults> SendAsync(BatchLine[] entries, string device = "a tablet") =>
        Classroom.Read<BatchResults>(await _classroom.Branch(_sessionId, 0).BatchAsync(new BatchRequest(device, entries)));

    private async Task<IReadOnlyList<LedgerEntry>> LinesAsync() => [.. (await Store.LedgerOfAsync(_sessionId)).OrderBy(line => line.TraineeId)];
}
