using System.Globalization;
using System.Text;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>A county behind one address checks in while somebody in one of its halls guesses digits.</summary>
public sealed class GuessersTests(Town town) : IClassFixture<Town>
{
    private const int Guesses = 500;

    /// <summary>5,000 with RC_FAULTS=whole.</summary>
    private static readonly int Honest = Environment.GetEnvironmentVariable("RC_FAULTS") == "whole" ? 5_000 : 600;

    [Fact]
    public async Task Honest_check_ins_of_one_address_all_pass_while_wrong_guesses_block_only_the_guessing_in_their_hall()
    {
        var people = new StringBuilder("rosterNo,name,phone,unitCode,category,venueCode\n");
        for (var i = 0; i < Honest; i++)
        {
            people.Append(CultureInfo.InvariantCulture, $"H{i:D6},李学员{i},1380000{i % 10_000:D4},{(i % 2 == 0 ? "east" : "west")},教师,{(i % 2 == 0 ? "va" : "vc")}\n");
        }

        await town.ImportAsync("trainees", people.ToString());
        var lesson = await town.OpenAsync();
        // As screens do, the codes are derived and not asked for: nobody may ask thousands of times.
        byte[][] keys = [await lesson.KeyAsync(0), [], await lesson.KeyAsync(2)];
        long Step() => BranchCodes.StepOf(TimeProvider.System.GetUtcNow());
        var guessing = GuessAsync();
        var passed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Honest), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            // Every other honest person sits in the very hall that is being guessed at, and scans its screen.
            var hall = i % 2 == 0 ? 0 : 2;
            var ticket = (await lesson.ScanAsync(new Scan(BranchCodes.CodeAt(keys[hall], town.Halls[hall].Hall, Step())))).As<TicketIssued>();
            var answer = await town.Host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, $"H{i:D6}", LastDigits: $"{i % 10_000:D4}"));
            Assert.True(answer.Status == 201, $"{i}: {answer.Status} {answer.Body}");
            Interlocked.Increment(ref passed);
        });
        var refused = await guessing;
        Assert.Equal((Honest, Guesses), (passed, refused.Count));
        Assert.True(refused.Count(code => code == "rate_limited") >= Guesses - 150, $"{refused.Count(code => code == "code_invalid")} guesses were looked at.");

        async Task<List<string?>> GuessAsync()
        {
            var codes = new List<string?>();
            for (var i = 0; i < Guesses; i++)
            {
                // Six digits that are never shown: the screen's own, one off.
                var shown = int.Parse(BranchCodes.DigitsAt(keys[0], Step()), CultureInfo.InvariantCulture);
                codes.Add((await lesson.ScanAsync(new Scan(Hall: town.Halls[0].Hall, Digits: $"{(shown + 1) % 1_000_000:D6}"))).Code);
            }

            // The block holds while the guessing goes on, and eases afterwards; the neighbour hall's digits are never blocked.
            Assert.Equal("rate_limited", (await lesson.ScanAsync(new Scan(Hall: town.Halls[0].Hall, Digits: "000000"))).Code);
            Assert.Equal(200, (await lesson.ScanAsync(new Scan(Hall: town.Halls[1].Hall, Digits: (await lesson.CodeAsync(1)).Digits))).Status);
            return codes;
        }
    }
}
