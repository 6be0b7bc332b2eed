using System.Diagnostics;
using System.Text;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Server.Tests.Hubs;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Organization;

/// <summary>The tree over time: who may see what follows a change at once; what was reported of a day stays as it was.</summary>
public sealed class UnitChangeTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_units_change_moves_scopes_at_once_and_silences_who_looked_in()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var (own, child, foreign) = (world.Own, world.Spots[Place.Child], world.Spots[Place.Foreign]);
        await using var page = await HubListener.ConnectAsync(host, own.Administrator.Bearer!);
        await page.JoinAsync(StreamName.Attendance(child.SessionId, child.UnitId));
        await using var town = await HubListener.ConnectAsync(host, child.Administrator.Bearer!);
        await town.JoinAsync(StreamName.Staff(child.SessionId));

        var began = Stopwatch.GetTimestamp();
        var moved = (await world.Root.PostAsync($"/api/v1/org-units/{child.UnitId}/move", new MoveOrgUnit(foreign.UnitId))).As<OrgUnitChange>();
        Assert.Equal((OrgUnitChangeState.Done, "p/c1/u1/t1"), (moved.State, moved.FormerPath));
        Assert.Equal(ByeCodes.Revoked, (await page.ByeAsync()).Code);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Promised);
        Assert.Equal("p/c2/u3/t1", (await world.Root.GetAsync($"/api/v1/org-units/{child.UnitId}")).As<OrgUnitInfo>().Path);
        Assert.Equal(404, (await own.Administrator.GetAsync($"/api/v1/org-units/{child.UnitId}")).Status);
        Assert.Equal(200, (await foreign.Administrator.GetAsync($"/api/v1/org-units/{child.UnitId}")).Status);
        await Eventually.True("the county to have lost the township's session", async () => (await own.Administrator.GetAsync($"/api/v1/sessions/{child.SessionId}/publish")).Status == 404);
        await Eventually.True("the new county to have it", async () => (await foreign.Administrator.GetAsync($"/api/v1/sessions/{child.SessionId}/publish")).Status == 200);

        // The township keeps its own, under its new path.
        Assert.Equal(ByeCodes.Draining, (await town.ByeAsync()).Code);
        Assert.Equal(200, (await child.Administrator.GetAsync($"/api/v1/sessions/{child.SessionId}/publish")).Status);

        // What the tree does not allow is refused, and nothing is changed.
        Assert.Equal("validation", (await world.Root.PostAsync($"/api/v1/org-units/{foreign.UnitId}/move", new MoveOrgUnit(child.UnitId))).Code);
        Assert.Equal("not_found", (await foreign.Administrator.PostAsync($"/api/v1/org-units/{foreign.UnitId}/move", new MoveOrgUnit(own.UnitId))).Code);
        Assert.Equal("not_found", (await own.Administrator.PostAsync($"/api/v1/org-units/{child.UnitId}/move", new MoveOrgUnit(own.UnitId))).Code);
    }

    [Fact]
    public async Task The_report_of_an_old_session_is_the_same_after_its_units_moved_merged_and_got_other_names()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var (own, child, sibling, foreign) = (world.Own, world.Spots[Place.Child], world.Spots[Place.Sibling], world.Spots[Place.Foreign]);
        var session = await World.SessionAsync(world.Root, world.Spots[Place.Ancestor].UnitId);
        foreach (var step in (string[])["open", "start"])
        {
            (await world.Root.PostAsync($"/api/v1/sessions/{session}/{step}")).As<CommandDone>();
        }

        (await world.Root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>();
        var screen = host.Anybody().As((await world.PairAsync(child.VenueId)).AccessToken);
        var entry = new BatchEntry(Guid.NewGuid(), 1, child.TraineeId, TimeProvider.System.GetUtcNow());
        (await screen.SendAsync("POST", $"/api/v1/sessions/{session}/check-ins/batch", new CheckInBatch(child.VenueId, "device-1", [entry]), null)).As<BatchResults>();
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/end")).As<CommandDone>();
        var before = await ReportAsync(world.Root, session, world.Spots[Place.Ancestor].UnitId, own.UnitId, sibling.UnitId);
        Assert.Contains("单位t1", before, StringComparison.Ordinal);

        (await world.Root.PostAsync($"/api/v1/org-units/{child.UnitId}/rename", new RenameOrgUnit("改了名的镇"))).As<OrgUnitChange>();
        (await world.Root.PostAsync($"/api/v1/org-units/{child.UnitId}/move", new MoveOrgUnit(foreign.UnitId))).As<OrgUnitChange>();
        (await world.Root.PostAsync($"/api/v1/org-units/{sibling.UnitId}/merge", new MergeOrgUnit(own.UnitId))).As<OrgUnitChange>();
        await host.RestartAsync();
        Assert.Equal(before, await ReportAsync(await host.RootAsync(), session, world.Spots[Place.Ancestor].UnitId, own.UnitId, sibling.UnitId));
    }

    [Fact]
    public async Task A_merged_units_halls_and_people_stand_at_the_other_and_the_next_session_knows_only_that()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var (own, sibling, child) = (world.Own, world.Spots[Place.Sibling], world.Spots[Place.Child]);
        var session = await World.SessionAsync(world.Root, own.UnitId, sibling.UnitId);
        var former = await world.AccountAsync("former", Role.Administrator, own.UnitId);
        (await world.Root.PostAsync($"/api/v1/org-units/{own.UnitId}/merge", new MergeOrgUnit(sibling.UnitId))).As<OrgUnitChange>();

        var halls = (await world.Root.GetAsync($"/api/v1/venues?unit={sibling.UnitId}")).As<Page<VenueInfo>>().Items.Select(hall => hall.Id).ToList();
        Assert.Equal(new[] { own.VenueId, sibling.VenueId, child.VenueId }.Order(), halls.Order());
        Assert.Equal("p/c1/u2/t1", (await world.Root.GetAsync($"/api/v1/org-units/{child.UnitId}")).As<OrgUnitInfo>().Path);
        Assert.DoesNotContain((await world.Root.GetAsync("/api/v1/org-units?limit=1000")).As<Page<OrgUnitInfo>>().Items, unit => unit.Id == own.UnitId);
        Assert.Equal([sibling.UnitId], (await world.Root.GetAsync($"/api/v1/sessions/{session}")).As<SessionInfo>().Invited);

        // Whose unit is gone has nothing left, and gets no more than he had.
        await Eventually.True("the former administrator to see no halls", async () => (await former.GetAsync("/api/v1/venues")).As<Page<VenueInfo>>().Items.Count == 0);
        Assert.Equal(404, (await former.GetAsync($"/api/v1/org-units/{sibling.UnitId}")).Status);

        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var frame = await world.Root.GetAsync($"/api/v1/sessions/{session}/attendance?unit={world.Spots[Place.Ancestor].UnitId}");
        Assert.Equal([sibling.UnitId], frame.Json.GetProperty("children").EnumerateArray().Select(one => one.GetProperty("unit").GetProperty("id").GetGuid()));
        Assert.Equal(3, frame.Json.GetProperty("counts").GetProperty("expected").GetInt32());
        var import = await world.Root.PostAsync("/api/v1/org-units/import?dryRun=false", new StringContent("code,parentCode,name,level\nu1,c1,又来了,county\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(("invalid", "code"), (import.As<ImportAnswer>().Errors.Single().Code, import.As<ImportAnswer>().Errors.Single().Column));
    }

    [Fact]
    public async Task A_change_waits_for_its_day_can_be_withdrawn_and_stands_in_the_units_history()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var county = await world.AccountAsync("county", Role.Administrator, world.Own.UnitId);
        var path = $"/api/v1/org-units/{world.Spots[Place.Child].UnitId}";
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2);
        var planned = (await county.PostAsync(path + "/rename", new RenameOrgUnit("新名", soon))).As<OrgUnitChange>();
        Assert.Equal(OrgUnitChangeState.Waiting, planned.State);
        var withdrawn = (await county.PostAsync(path + "/rename", new RenameOrgUnit("不要了", soon.AddDays(3)))).As<OrgUnitChange>();
        Assert.Equal(OrgUnitChangeState.Withdrawn, (await county.PostAsync($"{path}/changes/{withdrawn.Id}/withdraw")).As<OrgUnitChange>().State);
        Assert.Equal("illegal_transition", (await county.PostAsync($"{path}/changes/{withdrawn.Id}/withdraw")).Code);
        Assert.Equal("validation", (await county.PostAsync(path + "/rename", new RenameOrgUnit("太远", soon.AddYears(20)))).Code);

        // A move whose target is gone by its day is refused then, and says so.
        var gone = (await county.PostAsync("/api/v1/org-units", new CreateOrgUnit("gone", "要并掉的镇", "township", world.Own.UnitId))).As<OrgUnitInfo>();
        var village = (await county.PostAsync("/api/v1/org-units", new CreateOrgUnit("v9", "某村", "village", world.Own.UnitId))).As<OrgUnitInfo>();
        (await county.PostAsync($"/api/v1/org-units/{village.Id}/move", new MoveOrgUnit(gone.Id, soon))).As<OrgUnitChange>();
        (await county.PostAsync($"/api/v1/org-units/{gone.Id}/merge", new MergeOrgUnit(world.Spots[Place.Child].UnitId))).As<OrgUnitChange>();

        await Eventually.True("the new name on its day", async () => (await county.GetAsync(path)).As<OrgUnitInfo>().Name == "新名", TimeSpan.FromSeconds(30));
        var history = (await county.GetAsync(path + "/history")).As<Page<OrgUnitChange>>().Items;
        Assert.Equal(
            [(OrgUnitChangeKind.Renamed, OrgUnitChangeState.Withdrawn, null), (OrgUnitChangeKind.Renamed, OrgUnitChangeState.Done, "单位t1")],
            history.Where(change => change.Kind == OrgUnitChangeKind.Renamed).Select(change => (change.Kind, change.State, change.FormerName)));
        await Eventually.True("the move to be refused on its day", async () =>
            (await county.GetAsync($"/api/v1/org-units/{village.Id}/history")).As<Page<OrgUnitChange>>().Items is [{ State: OrgUnitChangeState.Refused, Fault.Length: > 0 }], TimeSpan.FromSeconds(30));
        Assert.Equal("p/c1/u1/v9", (await county.GetAsync($"/api/v1/org-units/{village.Id}")).As<OrgUnitInfo>().Path);
    }

    // The figures of units and the whole ledger, without the moment at which they were asked for.
    private static async Task<string> ReportAsync(Api api, Guid session, params Guid[] units)
    {
        var report = new StringBuilder((await api.GetAsync($"/api/v1/sessions/{session}/ledger.csv")).Body).AppendLine();
        foreach (var unit in units)
        {
            var frame = (await api.GetAsync($"/api/v1/sessions/{session}/attendance?unit={unit}")).Json;
            report.AppendLine(frame.GetProperty("counts").ToString()).AppendLine(frame.GetProperty("children").ToString()).AppendLine(frame.GetProperty("unit").ToString());
        }

        return report.ToString();
    }
}
