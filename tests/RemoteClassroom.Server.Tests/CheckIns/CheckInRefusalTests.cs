using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>Every refusal of the contract on the way from the code to the ledger.</summary>
public sealed class CheckInRefusalTests(Town town) : IClassFixture<Town>
{
    private Api Anybody => town.Host.Anybody();

    private static void Is(Answer answer, int status, string code, string? field = null)
    {
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.ContentType);
        if (field is not null)
        {
            Assert.Equal(field, answer.Field);
        }
    }

    [Fact]
    public async Task A_code_is_expired_for_ten_minutes_and_then_only_wrong_while_digits_are_wrong_at_once()
    {
        var lesson = await town.OpenAsync();
        Is(await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, 20))), 410, "code_expired");
        Is(await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, 45))), 422, "code_invalid");
        Is(await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, -3))), 422, "code_invalid");
        var old = BranchCodes.DigitsAt(await lesson.KeyAsync(0), BranchCodes.StepOf(TimeProvider.System.GetUtcNow()) - 3);
        Is(await lesson.ScanAsync(new Scan(Hall: town.Halls[0].Hall, Digits: old)), 422, "code_invalid", "digits");
    }

    [Theory]
    [InlineData("{}", 422, "validation")]
    [InlineData("", 422, "validation")]
    [InlineData("{\"hall\":1}", 422, "validation")]
    [InlineData("{\"code\":\"not a code\"}", 422, "code_invalid")]
    [InlineData("{\"code\":\"0000ZZZZ000000000000\"}", 422, "code_invalid")]
    [InlineData("{\"hall\":987654321,\"digits\":\"123456\"}", 422, "code_invalid")]
    [InlineData("{\"hall\":-1,\"digits\":\"123456\"}", 422, "code_invalid")]
    [InlineData("{\"hall\":\"1\",\"digits\":\"123456\"}", 400, "malformed")]
    [InlineData("{\"code\":\"x\",\"more\":1}", 400, "unknown_field")]
    [InlineData("[1]", 400, "malformed")]
    [InlineData("{\"code\":", 400, "malformed")]
    public async Task A_scan_that_is_no_code_is_refused_with_its_reason(string body, int status, string code) =>
        Is(await Anybody.SendAsync("POST", "/api/v1/scans", body, null), status, code);

    [Fact]
    public async Task Without_a_round_nobody_is_checked_in()
    {
        var lesson = await town.OpenAsync(round: false);
        Is(await lesson.ScanAsync(new Scan((await lesson.CodeAsync(0)).Code)), 409, "round_closed");

        await lesson.OpenRoundAsync();
        var ticket = await lesson.TicketAsync(0);
        await lesson.CloseRoundAsync();
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 0), LastDigits: Town.Digits(0, 0))), 409, "round_closed");
        Is(await lesson.ScanAsync(new Scan((await lesson.CodeAsync(0)).Code)), 409, "round_closed");
    }

    [Fact]
    public async Task A_session_that_is_over_has_no_codes_any_more()
    {
        var lesson = await town.OpenAsync();
        var code = (await lesson.CodeAsync(0)).Code;
        Assert.Equal(200, (await town.Root.PostAsync(lesson.Path + "/end")).Status);
        await TestKit.Eventually.True("the ended session's code to be refused", async () => (await lesson.ScanAsync(new Scan(code))).Code is "code_invalid");
    }

    [Fact]
    public async Task A_ticket_serves_one_person_and_three_minutes()
    {
        var lesson = await town.OpenAsync();
        var ticket = await lesson.TicketAsync(0);
        Assert.Equal(201, (await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 0), LastDigits: Town.Digits(0, 0)))).Status);
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 1), LastDigits: Town.Digits(0, 1))), 422, "ticket_used");

        var old = town.Host.Services.GetRequiredService<TicketSeal>().Seal(Ticket.Issue(lesson.Id, lesson.RoundId, town.Halls[0].Id, TimeProvider.System.GetUtcNow().AddMinutes(-4)));
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(old, Town.RosterNo(0, 2), LastDigits: Town.Digits(0, 2))), 410, "ticket_expired");

        var forged = ticket.Ticket[..20] + (ticket.Ticket[20] == 'A' ? 'B' : 'A') + ticket.Ticket[21..];
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(forged, Town.RosterNo(0, 2), LastDigits: Town.Digits(0, 2))), 422, "code_invalid", "ticket");
    }

    [Fact]
    public async Task Details_that_fit_nobody_here_are_refused_without_saying_which_is_wrong()
    {
        var lesson = await town.OpenAsync();
        var ticket = (await lesson.TicketAsync(0)).Ticket;
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, Town.RosterNo(0, 1), LastDigits: "9999")), 422, "not_matched");
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, "N99999", LastDigits: Town.Digits(0, 1))), 422, "not_matched");
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, Name: Town.NameOf(1, 1), LastDigits: Town.Digits(1, 1))), 422, "not_matched");
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, LastDigits: "0001")), 422, "validation");
        Is(await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, Town.RosterNo(0, 1))), 422, "validation", "lastDigits");

        // What was refused did not spend the ticket.
        Assert.Equal(201, (await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, Town.RosterNo(0, 1), LastDigits: Town.Digits(0, 1)))).Status);
    }

    [Fact]
    public async Task A_check_in_without_a_key_or_with_a_field_too_many_is_refused()
    {
        var lesson = await town.OpenAsync();
        var body = new CheckIn((await lesson.TicketAsync(0)).Ticket, Town.RosterNo(0, 1), LastDigits: Town.Digits(0, 1));
        Is(await Anybody.SendAsync("POST", "/api/v1/check-ins", body, null), 400, "idempotency_key_required");
        Is(await Anybody.SendAsync("POST", "/api/v1/check-ins", body, null, ("Idempotency-Key", "one")), 400, "malformed");
        Is(await Anybody.PostAsync("/api/v1/check-ins", "{\"ticket\":\"x\",\"rosterNo\":\"1\",\"seat\":4}"), 400, "unknown_field", "seat");
        Is(await Anybody.PostAsync("/api/v1/check-ins", "{\"rosterNo\":\"1\"}"), 422, "validation", "ticket");
        Is(await Anybody.PostAsync("/api/v1/check-ins", "{\"ticket\":\"" + new string('x', 9_000) + "\"}"), 413, "too_large");
    }

    [Fact]
    public async Task Where_a_device_counts_it_checks_in_one_person_a_round()
    {
        var lesson = await town.OpenAsync(oneDevice: true);
        var scanned = await lesson.ScanAsync(new Scan((await lesson.CodeAsync(0)).Code));
        var cookie = scanned.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("rc-device=", StringComparison.Ordinal)).Split(';')[0];
        Task<Answer> CheckInAsync(string ticket, int person) =>
            Anybody.SendAsync("POST", "/api/v1/check-ins", new CheckIn(ticket, Town.RosterNo(0, person), LastDigits: Town.Digits(0, person)), Guid.NewGuid(), ("Cookie", cookie));

        Assert.Equal(201, (await CheckInAsync(scanned.As<TicketIssued>().Ticket, 0)).Status);
        var second = (await lesson.TicketAsync(0)).Ticket;
        Is(await CheckInAsync(second, 1), 409, "device_used");
        Assert.Equal(201, (await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(second, Town.RosterNo(0, 1), LastDigits: Town.Digits(0, 1)))).Status);
    }

    [Fact]
    public async Task Guessing_digits_ends_in_waiting_and_other_halls_do_not_suffer()
    {
        var lesson = await town.OpenAsync();
        Answer answer;
        var tries = 0;
        do
        {
            answer = await lesson.ScanAsync(new Scan(Hall: town.Halls[2].Hall, Digits: (tries + 100_000).ToString(CultureInfo.InvariantCulture)));
            Assert.True(++tries < 200, "nobody stopped the guessing");
        }
        while (answer.Status != 429);

        Is(answer, 429, "rate_limited");
        Assert.True(answer.Json.GetProperty("retryAfterMs").GetInt32() > 0);
        Assert.Equal(200, (await lesson.ScanAsync(new Scan((await lesson.CodeAsync(0)).Code))).Status);
    }
}
