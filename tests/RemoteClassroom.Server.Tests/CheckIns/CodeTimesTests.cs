using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>A town whose clock a test puts forward.</summary>
public sealed class ClockedTown : Town
{
    /// <summary>The server's clock.</summary>
    public ForwardClock Clock { get; } = new();

    protected override Task<ServerHost> StartAsync() => ServerHost.StartAsync(Clock);

    /// <summary>The system's clock, put forward by as much as a test wants; timers run as ever.</summary>
    public sealed class ForwardClock : TimeProvider
    {
        private long _ahead;

        public void PutForward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
    }
}

/// <summary>How long a code and the ticket that it became are good.</summary>
public sealed class CodeTimesTests(ClockedTown town) : IClassFixture<ClockedTown>
{
    [Fact]
    public async Task Scanned_in_time_one_may_type_for_150_seconds_over_ten_rotations_but_a_code_first_opened_after_a_minute_is_old()
    {
        var lesson = await town.OpenAsync();
        var code = (await lesson.CodeAsync(0)).Code;
        var ticket = (await lesson.ScanAsync(new Scan(code))).As<TicketIssued>();
        for (var passed = 0; passed < 150; passed += 15)
        {
            town.Clock.PutForward(TimeSpan.FromSeconds(15));
            Assert.NotEqual(code, (await lesson.CodeAsync(0)).Code);
            if (passed + 15 == 60)
            {
                var late = await lesson.ScanAsync(new Scan(code));
                Assert.Equal((410, "code_expired"), (late.Status, late.Code));
            }
        }

        var answer = await town.Host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 0), LastDigits: Town.Digits(0, 0)));
        Assert.Equal(201, answer.Status);
    }
}
