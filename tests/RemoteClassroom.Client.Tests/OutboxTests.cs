using System.Text.Json;
using RemoteClassroom.Client.CheckIns;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Client.Tests;

public sealed class OutboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rc-outbox-").FullName;
    private readonly Guid _session = Guid.NewGuid();
    private readonly Guid _branch = Guid.NewGuid();

    private string File => Path.Combine(_folder, "outbox");

    private Task<OfflineOutbox> OpenAsync(int capacity = 10_000) => OfflineOutbox.OpenAsync(_session, _branch, "d1", File, capacity);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int, object?)? Record(Seen call)
    {
        var batch = JsonSerializer.Deserialize<CheckInBatch>(call.Body, ContractsJson.Strict)!;
        return (200, new BatchResults([.. batch.Entries.Select(entry => new BatchResult(entry.EntryId, BatchStatus.Recorded))]));
    }

    [Fact]
    public async Task Entries_survive_a_restart_and_a_torn_last_line()
    {
        var people = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToList();
        await using (var first = await OpenAsync())
        {
            foreach (var person in people)
            {
                await first.AddAsync(person, DateTimeOffset.UnixEpoch.AddYears(56), proof: "P");
            }
        }

        await System.IO.File.AppendAllTextAsync(File, "{\"add\":{\"entryId\":\"01");
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = Record;
        await using (var second = await OpenAsync())
        {
            Assert.Equal(5, second.Count);
            var results = await second.SendAsync(client);
            Assert.Equal(5, results.Count);
            Assert.Equal(0, second.Count);
        }

        var sent = JsonSerializer.Deserialize<CheckInBatch>(server.Calls.Single().Body, ContractsJson.Options)!;
        Assert.Equal(people, sent.Entries.Select(entry => entry.TraineeId));
        Assert.Equal([1, 2, 3, 4, 5], sent.Entries.Select(entry => entry.Seq));
        await using var third = await OpenAsync();
        Assert.Equal(0, third.Count);
        Assert.Equal(6, (await third.AddAsync(Guid.NewGuid(), DateTimeOffset.UnixEpoch)).Seq);
    }

    [Fact]
    public async Task Batches_are_bounded_and_sent_again_under_their_key()
    {
        await using var outbox = await OfflineOutbox.OpenAsync(_session, _branch, "d1");
        for (var i = 0; i < 450; i++)
        {
            await outbox.AddAsync(Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        }

        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = call => server.Calls.Count % 2 == 1 ? (503, new Problem("x", "t", 503, ErrorCodes.OutcomeUnknown, "d", RetryAfterMs: 1)) : Record(call);
        Assert.Equal(450, (await outbox.SendAsync(client)).Count);
        Assert.Equal(6, server.Calls.Count);
        Assert.Equal(3, server.Calls.Select(call => call.Key).Distinct().Count());
        Assert.All(server.Calls, call => Assert.InRange(JsonSerializer.Deserialize<CheckInBatch>(call.Body, ContractsJson.Options)!.Entries.Count, 1, 200));
    }

    [Fact]
    public async Task It_is_bounded_and_what_was_not_answered_stays()
    {
        await using var outbox = await OpenAsync(capacity: 3);
        for (var i = 0; i < 3; i++)
        {
            await outbox.AddAsync(Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        }

        await Assert.ThrowsAsync<OutboxFullException>(() => outbox.AddAsync(Guid.NewGuid(), DateTimeOffset.UnixEpoch));
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => (503, null);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outbox.SendAsync(client, stop.Token));
        Assert.Equal(3, outbox.Count);
    }

    [Fact]
    public async Task Signed_entries_carry_their_run_and_contacts_over_a_restart_and_the_key_stays_the_same()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(1970, 1, 1, 0, 3, 0, TimeSpan.Zero));
        var keyFile = Path.Combine(_folder, "key");
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        var truth = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        server.Answer = call => call.Path.EndsWith("/roster", StringComparison.Ordinal) ? (200, new Contracts.Halls.HallRoster(truth, []))
            : call.Path.EndsWith("devices", StringComparison.Ordinal) ? (201, new DeviceRegistered(Guid.NewGuid(), _branch)) : Record(call);
        Guid device, run;
        BatchEntry entry;
        using (var key = await DeviceKey.OpenAsync(keyFile))
        {
            var clock = new DeviceClock(time);
            (device, run) = (key.DeviceId, clock.Run);
            await using var first = await OfflineOutbox.OpenSignedAsync(_session, _branch, key, clock, File);
            await first.ContactAsync(client);
            time.Advance(TimeSpan.FromMinutes(7));
            entry = await first.AddAsync(Guid.NewGuid(), time.GetUtcNow(), reason: VouchReason.PlainPhone, roundId: null, proof: null);
            Assert.Equal((run, 420_000L, (long)(truth - new DateTimeOffset(1970, 1, 1, 0, 3, 0, TimeSpan.Zero)).TotalMilliseconds), (entry.PageLoad, entry.MonotonicMs, entry.ClockOffsetMs));
        }

        using (var key = await DeviceKey.OpenAsync(keyFile))
        {
            Assert.Equal(device, key.DeviceId);
            await using var second = await OfflineOutbox.OpenSignedAsync(_session, _branch, key, new DeviceClock(time), File);
            Assert.Single(await second.SendAsync(client));
        }

        var sent = JsonSerializer.Deserialize<CheckInBatch>(server.Calls.Last(call => call.Path.EndsWith("/batch", StringComparison.Ordinal)).Body, ContractsJson.Options)!;
        Assert.Equal((device.ToString(), entry), (sent.Device, sent.Entries.Single()));
        Assert.Equal((run, truth), (sent.Contacts!.Single().PageLoad, sent.Contacts!.Single().ServerAt));
        Assert.True(Verifies(server.Calls.First(call => call.Path.EndsWith("devices", StringComparison.Ordinal)).Body, device, entry));
    }

    private bool Verifies(string registration, Guid device, BatchEntry entry)
    {
        var point = System.Buffers.Text.Base64Url.DecodeFromChars(JsonSerializer.Deserialize<RegisterDevice>(registration, ContractsJson.Options)!.PublicKey);
        using var key = System.Security.Cryptography.ECDsa.Create(new System.Security.Cryptography.ECParameters
        {
            Curve = System.Security.Cryptography.ECCurve.NamedCurves.nistP256,
            Q = new System.Security.Cryptography.ECPoint { X = point[1..33], Y = point[33..] },
        });
        var text = $"rc1 entry\n{device}\n{_session}\n{_branch}\n{entry.EntryId}\n1\n{entry.TraineeId}\n\n{entry.ScannedAt.ToUnixTimeMilliseconds()}\n\nplainPhone\n{entry.PageLoad}\n{entry.MonotonicMs}\n{entry.ClockOffsetMs}";
        return key.VerifyData(System.Text.Encoding.UTF8.GetBytes(text), System.Buffers.Text.Base64Url.DecodeFromChars(entry.Signature!), System.Security.Cryptography.HashAlgorithmName.SHA256);
    }
}
