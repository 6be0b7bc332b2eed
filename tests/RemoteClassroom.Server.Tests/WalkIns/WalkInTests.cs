using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Server.Tests.Phone;
using RemoteClassroom.Storage;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.WalkIns;

/// <summary>Somebody on no roster: kept, sealed, matched or rejected, and never counted twice.</summary>
public sealed class WalkInTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_phone_page_offers_it_to_a_name_that_nobody_has()
    {
        var lesson = await town.OpenAsync();
        using var phone = new PhoneBrowser(town.Host.Address);
        var form = await phone.GoAsync("/C/" + (await lesson.CodeAsync(0)).Code);
        // A number that nobody has is a slip of the finger: nothing is offered.
        Assert.DoesNotContain("walk-in", (await phone.SendAsync(form, fields => (fields["who"], fields["digits"]) = ("N9999", "4321"))).Html, StringComparison.Ordinal);
        var missed = await phone.SendAsync(form, fields => (fields["who"], fields["digits"]) = ("慕容远客", "4321"));
        Assert.Equal(422, missed.Status);
        Assert.Equal("/c/walk-in", missed.Form(1).Action);
        var kept = await phone.SendAsync(missed, _ => { }, form: 1);
        Assert.Equal(200, kept.Status);
        Assert.Equal(kept.Html, (await phone.SendAsync(missed, _ => { }, form: 1)).Html);
        Assert.Equal(WalkInState.Waiting, (await town.Root.GetAsync($"{lesson.Path}/walk-ins")).As<Page<WalkInInfo>>().Items.Single().State);
    }

    [Fact]
    public async Task A_walk_in_is_kept_sealed_and_counts_when_an_administrator_says_who_it_is()
    {
        var lesson = await town.OpenAsync();
        var anybody = town.Host.Anybody();
        var ticket = await lesson.TicketAsync(0);
        var wish = new KeepWalkIn(ticket.Ticket, "欧阳来访", "4321");
        Assert.Equal("lastDigits", (await anybody.PostAsync("/api/v1/walk-ins", wish with { LastDigits = "12" })).Field);
        Assert.Equal("name", (await anybody.PostAsync("/api/v1/walk-ins", wish with { Name = " " })).Field);
        Assert.Equal("code_invalid", (await anybody.PostAsync("/api/v1/walk-ins", wish with { Ticket = "none" })).Code);
        var key = Guid.NewGuid();
        var kept = (await anybody.SendAsync("POST", "/api/v1/walk-ins", wish, key)).As<WalkInKept>();
        Assert.Equal(kept, (await anybody.SendAsync("POST", "/api/v1/walk-ins", wish, key)).As<WalkInKept>());
        Assert.Equal("ticket_used", (await anybody.PostAsync("/api/v1/walk-ins", wish)).Code);

        // At rest nobody can read it; in the list it is masked; by itself the administrator reads it.
        await using (var db = await town.Host.Services.GetRequiredService<IDbContextFactory<RemoteClassroomDb>>().CreateDbContextAsync())
        {
            var row = await db.WalkIns.SingleAsync(row => row.Id == kept.WalkInId);
            Assert.DoesNotContain("欧阳来访", System.Text.Encoding.UTF8.GetString(row.Details), StringComparison.Ordinal);
            Assert.DoesNotContain("4321", System.Text.Encoding.UTF8.GetString(row.Details), StringComparison.Ordinal);
        }

        var listed = (await town.Root.GetAsync($"{lesson.Path}/walk-ins")).As<Page<WalkInInfo>>().Items.Single();
        Assert.Equal((WalkInState.Waiting, town.Halls[0].Id), (listed.State, listed.BranchId));
        Assert.NotEqual("欧阳来访", listed.Name);
        Assert.Equal(("欧阳来访", "4321"), (await town.Root.GetAsync($"{lesson.Path}/walk-ins/{kept.WalkInId}")).As<WalkInDetails>() is var read ? (read.Name, read.LastDigits) : default);
        var county = (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>();
        var west = await town.AccountAsync(Role.Administrator, county.Children.Single(child => child.Unit.Name == "西镇").Unit.Id);
        Assert.Empty((await west.GetAsync($"{lesson.Path}/walk-ins")).As<Page<WalkInInfo>>().Items);
        Assert.Equal(404, (await west.GetAsync($"{lesson.Path}/walk-ins/{kept.WalkInId}")).Status);

        // It is somebody of the west, mistyped: he counts there, once, and the ledger says how that is known.
        var trainee = (await west.GetAsync("/api/v1/trainees")).As<Page<TraineeInfo>>().Items[0].Id;
        Assert.Equal(WalkInState.Matched, (await town.Root.PostAsync($"{lesson.Path}/walk-ins/{kept.WalkInId}/match", new MatchWalkIn(trainee, "showed the card"))).As<WalkInDecided>().State);
        Assert.Equal(409, (await town.Root.PostAsync($"{lesson.Path}/walk-ins/{kept.WalkInId}/reject", new RejectWalkIn("too late"))).Status);
        await Eventually.True("the matched person to count in the west", async () => (await town.Root.GetAsync($"{lesson.Path}/attendance?unit={town.County}")).As<AttendanceFrame>()
            .Children.Single(child => child.Unit.Name == "西镇").Counts.Present == 1);
        Assert.Contains("showed the card", (await town.Root.GetAsync($"{lesson.Path}/corrections")).As<Page<CorrectionItem>>().Items.Single().Text, StringComparison.Ordinal);

        // A second entry for the same person settles without counting him again; a third is nobody.
        var again = (await anybody.PostAsync("/api/v1/walk-ins", new KeepWalkIn((await lesson.TicketAsync(1)).Ticket, "欧阳", "4321"))).As<WalkInKept>();
        (await town.Root.PostAsync($"{lesson.Path}/walk-ins/{again.WalkInId}/match", new MatchWalkIn(trainee, "the same person"))).As<WalkInDecided>();
        var nobody = (await anybody.PostAsync("/api/v1/walk-ins", new KeepWalkIn((await lesson.TicketAsync(1)).Ticket, "路人", "0000"))).As<WalkInKept>();
        Assert.Equal(WalkInState.Rejected, (await town.Root.PostAsync($"{lesson.Path}/walk-ins/{nobody.WalkInId}/reject", new RejectWalkIn("came by chance"))).As<WalkInDecided>().State);
        Assert.Single((await town.Root.GetAsync($"{lesson.Path}/corrections")).As<Page<CorrectionItem>>().Items);
        Assert.Equal(3, (await town.Root.GetAsync($"{lesson.Path}/walk-ins")).As<Page<WalkInInfo>>().Items.Count(item => item.State != WalkInState.Waiting));
    }
}
