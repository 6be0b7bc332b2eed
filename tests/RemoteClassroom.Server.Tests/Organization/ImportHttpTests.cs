using System.Text;
using MiniExcelLibs;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Organization;

/// <summary>The imports and lists over HTTP.</summary>
public sealed class ImportHttpTests(Town town) : IClassFixture<Town>
{
    private async Task<int> UnitsLikeAsync(string query) => (await town.Root.GetAsync($"/api/v1/org-units?query={query}")).As<Page<OrgUnitInfo>>().Items.Count;

    [Fact]
    public async Task A_dry_run_lists_every_bad_line_and_changes_nothing()
    {
        const string Csv = "code,parentCode,name,level\ndry1,east,村一,village\ndry2,nowhere,村二,village\ndry3,east,,village\ndry1,east,村四,village\n";
        var dry = await town.ImportAsync("org-units", Csv, dryRun: true);
        Assert.Equal([(3, "parentCode", "unknown"), (4, "name", "required"), (5, "code", "duplicate")], dry.Errors.Select(error => (error.Line, error.Column, error.Code)));
        Assert.Equal(1, dry.Accepted);
        Assert.Equal(0, await UnitsLikeAsync("dry"));

        // The same in earnest: all or nothing.
        Assert.Equal(dry.Errors, (await town.ImportAsync("org-units", Csv)).Errors);
        Assert.Equal(0, await UnitsLikeAsync("dry"));

        var good = "code,parentCode,name,level\ndry1,east,村一,village\n";
        Assert.Equal((1, 0), ((await town.ImportAsync("org-units", good, dryRun: true)).Accepted, await UnitsLikeAsync("dry")));
        Assert.Equal((1, 1), ((await town.ImportAsync("org-units", good)).Accepted, await UnitsLikeAsync("dry")));
    }

    [Fact]
    public async Task An_import_sent_twice_has_one_effect_and_one_answer()
    {
        var (key, path) = (Guid.NewGuid(), "/api/v1/venues/import");
        var text = "code,unitCode,name,seats\ntwice,county,再来厅,12\n";
        var answers = await Task.WhenAll(
            town.Root.SendAsync("POST", path, Town.Csv(text), key), town.Root.SendAsync("POST", path, Town.Csv(text), key));
        Assert.Equal((200, answers[0].Body), (answers[1].Status, answers[1].Body));
        Assert.Single((await town.Root.GetAsync("/api/v1/venues?query=twice")).As<Page<VenueInfo>>().Items);

        var other = await town.Root.SendAsync("POST", path, Town.Csv(text.Replace("12", "13", StringComparison.Ordinal)), key);
        Assert.Equal((422, "idempotency_mismatch"), (other.Status, other.Code));
        Assert.Equal("idempotency_key_required", (await town.Root.SendAsync("POST", path, Town.Csv(text), null)).Code);
    }

    [Fact]
    public async Task A_workbook_imports_as_a_CSV_does_and_importing_again_updates()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new[]
        {
            new Dictionary<string, object> { ["venueCode"] = "va", ["phone"] = 13_800_004_444d, ["rosterNo"] = "X1", ["name"] = "钱一", ["unitCode"] = "east", ["category"] = "农技人员" },
            new Dictionary<string, object> { ["venueCode"] = "", ["phone"] = "138-0000-5555", ["rosterNo"] = "X2", ["name"] = "钱二", ["unitCode"] = "west", ["category"] = "农技人员" },
        });
        var answer = (await town.Root.PostAsync("/api/v1/trainees/import", Town.Xlsx(stream.ToArray()))).As<ImportAnswer>();
        Assert.Equal((2, 0), (answer.Accepted, answer.Errors.Count));

        var found = (await town.Root.GetAsync("/api/v1/trainees?query=X")).As<Page<TraineeInfo>>().Items;
        Assert.Equal([("钱*", town.Halls[0].Id), ("钱*", town.Halls[2].Id)], found.Select(person => (person.NameMasked, person.VenueId!.Value)));
        Assert.DoesNotContain("钱一", (await town.Root.GetAsync("/api/v1/trainees?query=X")).Body, StringComparison.Ordinal);

        var again = await town.ImportAsync("trainees", "rosterNo,name,phone,unitCode,category,venueCode\nX1,钱一新,13800004444,west,教师,\n");
        Assert.Equal((1, 0), (again.Accepted, again.Errors.Count));
        var moved = (await town.Root.GetAsync("/api/v1/trainees?query=X1")).As<Page<TraineeInfo>>().Items.Single();
        Assert.Equal((found[0].Id, "钱*新", "教师", (Guid?)town.Halls[2].Id), (moved.Id, moved.NameMasked, moved.Category, moved.VenueId));
    }

    [Fact]
    public async Task Lines_outside_the_callers_own_units_are_refused_one_by_one()
    {
        var east = (await town.Root.GetAsync("/api/v1/org-units?query=east")).As<Page<OrgUnitInfo>>().Items.First(unit => unit.Code == "east");
        var by = await town.AccountAsync(Role.Administrator, east.Id);
        var answer = await town.ImportAsync("venues", "code,unitCode,name,seats\nmine,east,我的厅,5\ntheirs,west,别人的厅,5\nvc,east,抢来的厅,5\n", by);
        Assert.Equal([(3, "forbidden"), (4, "forbidden")], answer.Errors.Select(error => (error.Line, error.Code)));
        Assert.Empty((await town.Root.GetAsync("/api/v1/venues?query=mine")).As<Page<VenueInfo>>().Items);

        Assert.Equal(403, (await (await town.AccountAsync(Role.Lecturer, east.Id)).PostAsync("/api/v1/venues/import", Town.Csv("code\n"))).Status);
        Assert.Equal(404, (await by.GetAsync($"/api/v1/trainees?unit={town.County}")).Status);
    }

    [Fact]
    public async Task What_is_no_file_is_refused_as_a_whole()
    {
        var gbk = new ByteArrayContent([.. "code,unitCode,name,seats\nx,east,"u8, 0xD6, 0xD0, .. ",5\n"u8]);
        Assert.Equal((400, "malformed"), ((await town.Root.PostAsync("/api/v1/venues/import", gbk)) is var answer ? answer.Status : 0, answer.Code));
        var headless = (await town.Root.PostAsync("/api/v1/venues/import", Town.Csv(""))).As<ImportAnswer>();
        Assert.Equal(4, headless.Errors.Count(error => error.Code == "missing_column"));
    }

    [Fact]
    public async Task Lists_come_page_by_page_without_a_gap()
    {
        var lines = new StringBuilder("rosterNo,name,phone,unitCode,category,venueCode\n");
        for (var i = 0; i < 250; i++)
        {
            lines.Append($"PG{i:D4},赵某{i},1380000{i:D4},west,教师,\n");
        }

        Assert.Empty((await town.ImportAsync("trainees", lines.ToString())).Errors);
        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await town.Root.GetAsync($"/api/v1/trainees?query=PG&limit=100{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).As<Page<TraineeInfo>>();
            seen.AddRange(page.Items.Select(person => person.Id));
            cursor = page.Next;
        }

        Assert.Equal((250, 250), (seen.Count, seen.Distinct().Count()));
        Assert.Equal((422, "limit"), ((await town.Root.GetAsync("/api/v1/trainees?limit=1001")) is var answer ? answer.Status : 0, answer.Field));
        Assert.Equal("malformed", (await town.Root.GetAsync("/api/v1/org-units?cursor=*")).Code);
    }

    [Fact]
    public async Task A_moved_unit_takes_what_is_below_along()
    {
        Assert.Empty((await town.ImportAsync("org-units", "code,parentCode,name,level\nmv1,east,移村,village\nmv2,west,另村,village\n")).Errors);
        Assert.Empty((await town.ImportAsync("org-units", "code,parentCode,name,level\nmv1,west,移村,village\n")).Errors);
        var west = (await town.Root.GetAsync("/api/v1/org-units?query=west")).As<Page<OrgUnitInfo>>().Items.First(unit => unit.Code == "west");
        var below = (await town.Root.GetAsync($"/api/v1/org-units/{west.Id}/children")).As<Page<OrgUnitInfo>>().Items;
        Assert.Contains(below, unit => unit is { Code: "mv1", Path: "county/west/mv1" });
    }
}
