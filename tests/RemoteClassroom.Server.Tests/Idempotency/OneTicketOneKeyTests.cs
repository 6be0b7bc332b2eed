using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Idempotency;

/// <summary>A ticket asks and checks in, each under a key in the ticket's name: one key for both is a mistake, and always told as one.</summary>
public sealed class OneTicketOneKeyTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_key_of_a_question_checks_nobody_in()
    {
        var (lesson, ticket, key) = (await town.OpenAsync(), "", Guid.NewGuid());
        // Somebody stands in the hall already, so that the hall's grain need not look at the store for anything.
        await lesson.CheckInAsync(0, 3);
        ticket = (await lesson.TicketAsync(0)).Ticket;
        var asked = await AskAsync(lesson, ticket, key);
        Assert.Equal(201, asked.Status);
        var refused = await CheckInAsync(ticket, key);
        Assert.Equal((422, ErrorCodes.IdempotencyMismatch), (refused.Status, refused.Code));
        Assert.Equal(asked.Body, (await AskAsync(lesson, ticket, key)).Body);
        Assert.Equal(201, (await CheckInAsync(ticket, Guid.NewGuid())).Status);
    }

    [Fact]
    public async Task A_key_of_a_check_in_asks_no_question()
    {
        var lesson = await town.OpenAsync();
        var (ticket, key) = ((await lesson.TicketAsync(1)).Ticket, Guid.NewGuid());
        var checkedIn = await CheckInAsync(ticket, key, hall: 1);
        Assert.Equal(201, checkedIn.Status);
        var refused = await AskAsync(lesson, ticket, key);
        Assert.Equal((422, ErrorCodes.IdempotencyMismatch), (refused.Status, refused.Code));
        Assert.Equal(ErrorCodes.TicketUsed, (await AskAsync(lesson, ticket, Guid.NewGuid())).Code);
        Assert.Equal(checkedIn.Body, (await CheckInAsync(ticket, key, hall: 1)).Body);
    }

    private Task<Answer> AskAsync(Lesson lesson, string ticket, Guid key) =>
        town.Host.Anybody().SendAsync("POST", lesson.Path + "/questions", new AskQuestion("几点结束?", Ticket: ticket), key);

    private Task<Answer> CheckInAsync(string ticket, Guid key, int hall = 0) =>
        town.Host.Anybody().SendAsync("POST", "/api/v1/check-ins", new CheckIn(ticket, Town.RosterNo(hall, 0), LastDigits: Town.Digits(hall, 0)), key);
}
