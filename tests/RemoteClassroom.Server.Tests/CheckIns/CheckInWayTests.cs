using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>From the code on the screen to the line in the ledger, over HTTP.</summary>
public sealed class CheckInWayTests(Town town) : IClassFixture<Town>
{
    private Api Anybody => town.Host.Anybody();

    [Fact]
    public async Task A_scanned_code_becomes_a_ticket_and_the_ticket_a_check_in()
    {
        var lesson = await town.OpenAsync();
        var shown = await lesson.CodeAsync(0);
        var ticket = (await lesson.ScanAsync(new Scan(shown.Code))).As<TicketIssued>();

        Assert.Equal((lesson.Id, lesson.RoundId, town.Halls[0].Id, "东镇会议室"), (ticket.SessionId, ticket.RoundId, ticket.Branch.Id, ticket.Branch.Name));
        Assert.InRange(ticket.ExpiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(2.5), TimeSpan.FromMinutes(3));

        var answer = await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 0), LastDigits: Town.Digits(0, 0)));
        Assert.Equal(201, answer.Status);
        var done = answer.As<CheckedIn>();
        Assert.Equal((1, (bool?)null), (done.Ordinal, done.Already));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("rc-person=", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));

        var me = (await Anybody.As(done.PersonToken).GetAsync("/api/v1/auth/me")).As<Me>();
        Assert.Equal((CallerKind.Person, lesson.Id), (me.Kind, me.SessionId));
        Assert.Equal(2, (await lesson.CheckInAsync(0, 1)).Ordinal);
        Assert.Equal(1, (await lesson.CheckInAsync(1, 1)).Ordinal);
    }

    [Fact]
    public async Task Typed_digits_do_what_a_scan_does_and_small_slips_are_forgiven()
    {
        var lesson = await town.OpenAsync();
        var shown = await lesson.CodeAsync(1);
        var typed = (await lesson.ScanAsync(new Scan(Hall: shown.Hall, Digits: $" {shown.Digits[..3]} {shown.Digits[3..]}"))).As<TicketIssued>();
        Assert.Equal(town.Halls[1].Id, typed.Branch.Id);
        Assert.Equal(lesson.Id, (await lesson.ScanAsync(new Scan(shown.Code.ToLowerInvariant().Insert(4, "-")))).As<TicketIssued>().SessionId);

        var byName = await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(typed.Ticket, Name: Town.NameOf(1, 3), LastDigits: Town.Digits(1, 3)));
        Assert.Equal(201, byName.Status);
    }

    [Fact]
    public async Task A_screen_can_derive_what_the_server_shows_and_tries_a_neighbouring_step()
    {
        var lesson = await town.OpenAsync();
        var key = await lesson.KeyAsync(0);
        var step = BranchCodes.StepOf(TimeProvider.System.GetUtcNow());
        var shown = await lesson.CodeAsync(0);
        Assert.Contains(shown.Code, new[] { BranchCodes.CodeAt(key, shown.Hall, step), BranchCodes.CodeAt(key, shown.Hall, step + 1) });

        Assert.Equal(200, (await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, 1)))).Status);
        Assert.Equal(200, (await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, -1)))).Status);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_another_body_is_refused()
    {
        var lesson = await town.OpenAsync();
        var ticket = await lesson.TicketAsync(0);
        var (key, body) = (Guid.NewGuid(), new CheckIn(ticket.Ticket, Town.RosterNo(0, 2), LastDigits: Town.Digits(0, 2)));
        var first = await Anybody.SendAsync("POST", "/api/v1/check-ins", body, key);
        var again = await Anybody.SendAsync("POST", "/api/v1/check-ins", body, key);
        Assert.Equal((201, first.Body), (again.Status, again.Body));

        var other = await Anybody.SendAsync("POST", "/api/v1/check-ins", body with { RosterNo = Town.RosterNo(0, 3), LastDigits = Town.Digits(0, 3) }, key);
        Assert.Equal((422, "idempotency_mismatch"), (other.Status, other.Code));
    }

    [Fact]
    public async Task Whoever_is_in_already_is_told_so_and_the_first_time_stands()
    {
        var lesson = await town.OpenAsync();
        var first = await lesson.CheckInAsync(0, 4);
        var ticket = await lesson.TicketAsync(0);
        var second = await Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket.Ticket, Town.RosterNo(0, 4), LastDigits: Town.Digits(0, 4)));

        Assert.Equal(200, second.Status);
        var already = second.As<CheckedIn>();
        Assert.Equal((first.CheckInId, first.At, first.Ordinal, true), (already.CheckInId, already.At, already.Ordinal, already.Already));
    }

    [Fact]
    public async Task Sessions_of_one_hall_are_told_apart_by_the_code()
    {
        var one = await town.OpenAsync();
        var two = await town.OpenAsync();
        Assert.Equal(one.Id, (await one.TicketAsync(2)).SessionId);
        Assert.Equal(two.Id, (await two.TicketAsync(2)).SessionId);
    }

    [Fact]
    public async Task Two_hundred_at_once_are_all_in_once()
    {
        var lesson = await town.OpenAsync();
        var tickets = await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(hall => Enumerable.Range(0, Town.PeoplePerHall).Select(async person => (hall, person, ticket: await lesson.TicketAsync(hall)))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).SelectMany(_ => tickets.Select(one =>
            Anybody.PostAsync("/api/v1/check-ins", new CheckIn(one.ticket.Ticket, Town.RosterNo(one.hall, one.person), LastDigits: Town.Digits(one.hall, one.person))))));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 201 }));
        Assert.Equal(tickets.Length, answers.Count(answer => answer.Status == 201));
        var done = answers.Select(answer => answer.As<CheckedIn>()).DistinctBy(entry => entry.CheckInId).ToList();
        Assert.Equal(tickets.Length, done.Count);
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6], done.Select(entry => entry.Ordinal).Order());
    }
}
