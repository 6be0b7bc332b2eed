using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Days;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Browser.Tests.Offline;

/// <summary>
/// Three halls whose links are cut, whose pages are loaded anew and whose computers are killed without one, with clocks that are ten minutes fast, ten minutes slow, and in 1970: in the end every scan
/// stands in the ledger once, with an honest time. <c>RC_FAULTS=whole</c> is the long one: six rounds, or <c>RC_OFFLINE_ROUNDS</c>, each with minutes without a link.
/// </summary>
[Collection(DemoProvinceCollection.Name)]
public sealed class ThreeHallsTests(DemoProvince province)
{
    private const int Seed = 20_261_126;
    private const string Office = "far-office";
    private static readonly bool Whole = Environment.GetEnvironmentVariable("RC_FAULTS") == "whole";
    private static readonly int Rounds = !Whole ? 1 : int.TryParse(Environment.GetEnvironmentVariable("RC_OFFLINE_ROUNDS"), out var rounds) ? rounds : 6;

    /// <summary>How far the ledger's time may lie from the moment of the tap, beyond what the test itself needed for it.</summary>
    private static readonly TimeSpan Honest = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Every_scan_of_halls_without_a_link_and_with_wrong_clocks_is_in_the_ledger_once_at_its_time()
    {
        var county = province.Made.Units.Where(unit => unit.Level == "county").ElementAt(2).Code;
        var office = await province.AccountAsync(Office, "administrator", county);
        var session = await province.AnnounceAsync(office, "断网也要学", county, TimeSpan.FromMinutes(1));
        (await office.PostAsync($"sessions/{session}/open")).Must();
        (await office.PostAsync($"sessions/{session}/start")).Must();
        var ids = (await office.GetAsync($"venues?unit={province.UnitId(county)}&limit=1000")).Must()["items"]!.AsArray();
        string IdOf(ProvinceVenue venue) => ids.Single(one => one!["code"]!.GetValue<string>() == venue.Code)!["id"]!.GetValue<string>();
        var venues = province.HallsOf(county).Where(venue => venue.UnitCode.Length == 12).Take(3).ToList();
        await using var fast = new FarHall(province, venues[0], IdOf(venues[0]), "fast", () => TimeSpan.FromMinutes(10));
        await using var slow = new FarHall(province, venues[1], IdOf(venues[1]), "slow", () => TimeSpan.FromMinutes(-10));
        await using var old = new FarHall(province, venues[2], IdOf(venues[2]), "1970", WrongClock.BootedIn1970);
        FarHall[] halls = [fast, slow, old];
        await Task.WhenAll(halls.Select(hall => hall.ArriveAsync()));
        await ClocksAreWrongAsync(fast, slow, old);

        var dice = new Random(Seed);
        for (var n = 0; n < Rounds; n++)
        {
            // The long run lasts longer than an access token.
            office = await province.Anybody.LoginAsync(Office, DemoProvince.Password);
            await RoundAsync(office, session, halls, [.. halls.Select(_ => new Random(dice.Next()))], n);
        }

        office = await province.Anybody.LoginAsync(Office, DemoProvince.Password);
        (await office.PostAsync($"sessions/{session}/end")).Must();
        await Task.WhenAll(halls.Select(hall => hall.MayLeaveAsync()));
        await CompareAsync(office, session, county, halls);
    }

    private static async Task ClocksAreWrongAsync(FarHall fast, FarHall slow, FarHall old)
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange((await fast.WallClockAsync() - now).TotalMinutes, 9.5, 10.5);
        Assert.InRange((await slow.WallClockAsync() - now).TotalMinutes, -10.5, -9.5);
        Assert.Equal(1970, (await old.WallClockAsync()).Year);
    }

    /// <summary>A round that opens with everybody there, and closes while nobody is.</summary>
    private static async Task RoundAsync(ContractHttp office, string session, FarHall[] halls, Random[] dice, int n)
    {
        var round = (await office.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = n == 0 ? "signIn" : "spotCheck" })).Must()["roundId"]!.GetValue<string>();
        await Task.WhenAll(halls.Select(hall => hall.RoundAsync()));
        await Task.WhenAll(halls.Select((hall, h) => WithoutLinkAsync(hall, round, dice[h], (h + n) % halls.Length)));
        (await office.PostAsync($"sessions/{session}/rounds/{round}/close")).Must();
        await Task.WhenAll(halls.Select(hall => hall.MendAsync()));
    }

    private static async Task WithoutLinkAsync(FarHall hall, string round, Random dice, int part)
    {
        await hall.TapAsync(round);
        await LastsAsync(dice);
        await hall.CutAsync();
        await hall.TapAsync(round);
        await hall.ScanAndTapAsync(round);
        await LastsAsync(dice);
        switch (part)
        {
            case 0:
                // Loaded anew: the new run of the page hears of the server only when the link is back.
                await hall.ReloadAsync();
                await hall.TapAsync(round);
                break;
            case 1:
                // Killed within the seconds in which a tap can still be taken back; then once more, before the server was ever heard of.
                await hall.TapAsync(round);
                await hall.PowerCutAsync(afterContact: true);
                await hall.TapAsync(round);
                await hall.PowerCutAsync(afterContact: false);
                break;
            default:
                await hall.PowerCutAsync(afterContact: true);
                await hall.TapAsync(round);
                break;
        }

        await LastsAsync(dice);
        await hall.TapAsync(round);
    }

    /// <summary>How long a line stays as it is: in the long run up to a minute at a time.</summary>
    private static Task LastsAsync(Random dice) => Task.Delay(TimeSpan.FromMilliseconds(dice.Next(0, Whole ? 60_000 : 1_500)));

    private async Task CompareAsync(ContractHttp office, string session, string county, FarHall[] halls)
    {
        await AcceptWhatNothingProvesAsync(office, session, halls);
        var people = (await office.GetAsync($"trainees?unit={province.UnitId(county)}&limit=1000")).Must()["items"]!.AsArray()
            .ToDictionary(person => person!["id"]!.GetValue<string>(), person => person!["rosterNoMasked"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);
        var rows = new LedgerFile(province.Database).Of(session);
        var found = rows.ToLookup(row => (row.BranchId, people[row.TraineeId], row.RoundId));
        var scans = halls.SelectMany(hall => hall.Scans).ToList();
        Assert.All(scans, scan =>
        {
            var row = Assert.Single(found[(scan.Hall, scan.Masked, scan.RoundId)]);
            if (!scan.Unprovable)
            {
                Assert.InRange(row.At, scan.From - Honest, scan.To + Honest);
            }
        });
        Assert.Equal(scans.Count, rows.Count);

        // No running number is missing, and what the server says of itself is what its file holds.
        var lines = (await office.GetAsync($"sessions/{session}/attendance/halls?unit={province.UnitId(county)}")).Must()["items"]!.AsArray();
        Assert.All(lines, line => Assert.Null(line!["entriesMissing"]));
        var ledger = (await office.GetAsync($"sessions/{session}/ledger?limit=1000")).Must()["items"]!.AsArray();
        Assert.Equal(rows.Count, ledger.Count);
    }

    /// <summary>What was taken in a run of the page that never heard of the server waits for a person, who sees every clock; it is not guessed.</summary>
    private static async Task AcceptWhatNothingProvesAsync(ContractHttp office, string session, FarHall[] halls)
    {
        var kept = (await office.GetAsync($"sessions/{session}/offline-entries?state=kept&limit=1000")).Must()["items"]!.AsArray();
        var unprovable = halls.SelectMany(hall => hall.Scans).Where(scan => scan.Unprovable).ToList();
        Assert.Equal(
            unprovable.Select(scan => $"{scan.Hall} {scan.Masked} {scan.RoundId}").Order(StringComparer.Ordinal),
            kept.Select(entry => $"{entry!["branchId"]!.GetValue<string>()} {entry["rosterNo"]!.GetValue<string>()} {entry["roundId"]!.GetValue<string>()}").Order(StringComparer.Ordinal));
        foreach (var entry in kept)
        {
            (await office.PostAsync($"sessions/{session}/offline-entries/{entry!["id"]!.GetValue<string>()}/accept")).Must();
        }
    }
}
