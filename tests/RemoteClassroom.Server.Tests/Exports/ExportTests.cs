using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Exports;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>Files made in the background: what is in them equals what the raw ledger says, computed here without code of the server.</summary>
public sealed class ExportTests(Town town) : IClassFixture<Town>
{
    private const int Everybody = 3 * Town.PeoplePerHall;

    [Fact]
    public async Task The_workbook_of_a_session_equals_the_raw_ledger_and_says_zone_rules_and_columns()
    {
        var lesson = await HeldAsync(town);
        var items = await LedgerAsync(town, lesson);
        var (info, file) = await Exported.MakeAsync(town.Host, town.Root, new MakeExport(FileFormat.Xlsx, lesson.Id, UnitId: town.County));
        Assert.Equal((true, "Asia/Shanghai", lesson.Id), (info.Masked, info.TimeZone, info.SessionId));
        var sheets = Workbook.Read(file).Sheets;
        Assert.Equal(["关于 about", "单位 units", "类别 categories", "座位 seats", "人员 persons", "签到 check-ins", "更正 corrections"], sheets.Keys);

        // Check-ins: line by line as the ledger's public items have them.
        var lines = sheets["签到 check-ins"];
        Assert.Contains("Asia/Shanghai", lines[0][1], StringComparison.Ordinal);
        Assert.Equal(
            items.Select(item => (item.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture), item.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss"), town.Halls.Single(hall => hall.Id == item.BranchId).Name)),
            lines.Skip(1).Select(line => (line[0], line[1], line[9])));

        // Persons: who has a line that was not taken back was there; of the others those are absent whose hall was seen, and the rest are unknown.
        var corrections = (await town.Root.GetAsync($"{lesson.Path}/corrections")).As<Page<CorrectionItem>>().Items;
        var reversed = corrections.Where(item => item.Act == CorrectionAct.Reverse).Select(item => (item.RoundId, item.TraineeId)).ToHashSet();
        var counted = items.Where(item => !reversed.Contains((item.RoundId, item.TraineeId))).ToList();
        var persons = sheets["人员 persons"];
        Assert.Contains("1-15-15-60", persons[0][6], StringComparison.Ordinal);
        Assert.Equal(Everybody, persons.Count - 1);
        Assert.Equal(counted.Select(item => item.TraineeId).Distinct().Count(), persons.Skip(1).Count(row => row[6].StartsWith("到课", StringComparison.Ordinal)));
        Assert.Equal(counted.Count, persons.Skip(1).Sum(row => int.Parse(row[7], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Everybody - counted.Count, persons.Skip(1).Count(row => row[6].StartsWith("未知", StringComparison.Ordinal)));

        // Units: the county's row is the sum of its townships', a township's of its halls'; the seats' sum is the persons who were there.
        var units = sheets["单位 units"].Skip(1).ToList();
        int[] Of(string[] row) => [.. row.Skip(3).Select(value => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture))];
        int[] Sum(IEnumerable<string[]> rows) => [.. rows.Select(Of).Aggregate((one, other) => [.. one.Zip(other, (a, b) => a + b)])];
        var county = Of(units.Single(row => row[0] == "青河县"));
        Assert.Equal(county, Sum(units.Where(row => row[0] != "青河县" && row[2].Length == 0)));
        Assert.Equal(county, Sum(units.Where(row => row[2].Length > 0)));
        Assert.Equal((Everybody, counted.Count), (county[0], county[1]));
        Assert.Equal(county[0], county.Skip(1).Sum());
        Assert.Equal(
            counted.GroupBy(item => town.Halls.Single(hall => hall.Id == item.BranchId).Name).Select(hall => (hall.Key, hall.Count().ToString(System.Globalization.CultureInfo.InvariantCulture))).Order(),
            sheets["座位 seats"].Skip(1).Select(row => (row[0], row[1])).Order());

        // Corrections: who, why, evidence, when.
        var corrected = Assert.Single(sheets["更正 corrections"].Skip(1));
        Assert.Equal(("by mistake", "sheet 7", "administrator"), (corrected[8], corrected[9], corrected[6]));
        Assert.Equal(corrections.Single(item => item.TraineeId is not null).At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss"), corrected[1]);

        // About itself; and no name or number anywhere.
        var about = sheets["关于 about"].ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(("Asia/Shanghai", "1-15-15-60"), (about["时区 time zone"], about["考勤规则版本 rules"]));
        Assert.Contains("已掩码", about["姓名与编号 names and numbers"], StringComparison.Ordinal);
        Assert.Equal(string.Join(" | ", persons[0]), about["栏目 columns: 人员 persons"]);
        var told = (await town.Root.GetAsync("/api/v1/exports/about")).As<ExportAbout>();
        Assert.Equal(sheets.Select(sheet => (sheet.Key, string.Join('|', sheet.Value[0]))), told.Sheets.Select(sheet => (sheet.Name, string.Join('|', sheet.Columns))));
        var text = string.Concat(sheets.Values.SelectMany(rows => rows).SelectMany(row => row));
        Assert.DoesNotContain(Town.NameOf(0, 0), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Town.RosterNo(0, 0), text, StringComparison.Ordinal);

        // And a real spreadsheet program sees the same.
        var seen = await SpreadsheetProgram.OpenAsync(file);
        Assert.Equal(sheets.Keys.Order(StringComparer.Ordinal), seen.Keys.Order(StringComparer.Ordinal));
        Assert.All(seen, sheet => Assert.Equal(sheets[sheet.Key].Select(row => string.Join('|', row)), sheet.Value.Select(row => string.Join('|', row))));
    }

    [Fact]
    public async Task A_file_is_its_owners_alone_holds_his_own_subtree_and_every_taking_is_audited()
    {
        var lesson = await HeldAsync(town);
        var items = await LedgerAsync(town, lesson);
        var east = (await town.Root.GetAsync("/api/v1/org-units?query=east")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        var by = await town.AccountAsync(Role.Administrator, east);
        var (info, file) = await Exported.MakeAsync(town.Host, by, new MakeExport(FileFormat.Csv, lesson.Id, Table: ExportTable.CheckIns));
        var own = items.Where(item => item.BranchId != town.Halls[2].Id).ToList();
        Assert.Equal(own.Select(item => item.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture)), Exported.Csv(file).Skip(1).Select(row => row[0]));
        Assert.Equal((own.Count, own.Count), (info.Rows, info.ExpectedRows));

        var (_, persons) = await Exported.MakeAsync(town.Host, by, new MakeExport(FileFormat.Csv, lesson.Id));
        Assert.Equal(2 * Town.PeoplePerHall, Exported.Csv(persons).Count - 1);
        foreach (var path in (string[])[$"/api/v1/exports/{info.ExportId}", $"/api/v1/exports/{info.ExportId}/file"])
        {
            Assert.Equal(404, (await town.Root.GetAsync(path)).Status);
        }

        Assert.Equal(404, (await by.PostAsync("/api/v1/exports", new MakeExport(FileFormat.Csv, lesson.Id, UnitId: town.County))).Status);
        Assert.Equal(2, (await by.GetAsync("/api/v1/exports")).As<Page<ExportInfo>>().Items.Count);
        var audit = (await town.Root.GetAsync($"/api/v1/audit?object={lesson.Id}&limit=1000")).As<Page<AuditItem>>().Items.Where(line => line.Detail?.GetValueOrDefault("export") == info.ExportId.ToString()).ToList();
        Assert.Equal(["export.taken", "report.exported"], audit.Select(line => line.Action));
    }

    [Fact]
    public async Task With_names_it_wants_a_reason_and_the_password_and_carries_a_mark_and_goes_when_a_person_is_erased()
    {
        var lesson = await HeldAsync(town);
        var wish = new MakeExport(FileFormat.Csv, lesson.Id, Unmasked: true, Reason: "asked by the inspectors");
        Assert.Equal(("validation", "reason"), (await town.Root.PostAsync("/api/v1/exports", wish with { Reason = null })) is var refused ? (refused.Code, refused.Field) : default);
        await PasswordGivenAsync(longAgo: true);
        Assert.Equal("fresh_sign_in_required", (await town.Root.PostAsync("/api/v1/exports", wish)).Code);
        await PasswordGivenAsync(longAgo: false);

        var (info, file) = await Exported.MakeAsync(town.Host, town.Root, wish);
        Assert.False(info.Masked);
        Assert.InRange(info.ExpiresAt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
        var rows = Exported.Csv(file);
        Assert.All((string[])[rows[1][0], rows[^1][0]], mark => Assert.True(mark.Contains(ServerHost.RootName, StringComparison.Ordinal) && mark.Contains("asked by the inspectors", StringComparison.Ordinal), mark));
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(hall => Enumerable.Range(0, Town.PeoplePerHall).Select(person => (Town.RosterNo(hall, person), Town.NameOf(hall, person)))).Order(), rows.Skip(2).SkipLast(1).Select(row => (row[0], row[1])).Order());
        Assert.Single((await town.Root.GetAsync($"/api/v1/audit?action=ledger.unmasked&object={lesson.Id}")).As<Page<AuditItem>>().Items, line => line.Reason == "asked by the inspectors");

        // What lies in the folder says nothing to whoever finds it, and to take it wants the password, too.
        Assert.All(Directory.GetFiles(Path.Combine(town.Host.Data, "exports")), path => Assert.True(File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Town.NameOf(0, 0))) < 0));
        await PasswordGivenAsync(longAgo: true);
        Assert.Equal("fresh_sign_in_required", (await town.Root.GetAsync($"/api/v1/exports/{info.ExportId}/file")).Code);
        await PasswordGivenAsync(longAgo: false);

        await town.ImportAsync("trainees", "rosterNo,name,phone,unitCode,category,venueCode\nGONE1,过客,10000009999,east,教师,va\n");
        var gone = (await town.Root.GetAsync("/api/v1/trainees?query=GONE1")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await town.Root.PostAsync($"/api/v1/trainees/{gone}/erase", new WithReason("left the training"))).As<TraineeErased>();
        Assert.Equal(ExportState.Expired, (await town.Root.GetAsync($"/api/v1/exports/{info.ExportId}")).As<ExportInfo>().State);
        Assert.Equal("illegal_transition", (await town.Root.GetAsync($"/api/v1/exports/{info.ExportId}/file")).Code);
    }

    [Fact]
    public async Task Over_a_period_persons_and_person_times_are_apart_and_each_line_names_its_sessions_rules()
    {
        var startsAt = TimeProvider.System.GetUtcNow().AddYears(4);
        var there = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var session = (await town.Root.PostAsync("/api/v1/sessions", new CreateSession($"第{i + 1}课", startsAt.AddDays(i), [town.County], Rules: i == 0 ? null : new RuleSet(LateAfterMinutes: 5)))).As<SessionCreated>().SessionId;
            (await town.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
            var lesson = new Lesson(town, session);
            await lesson.OpenRoundAsync();
            await lesson.CheckInAsync(0, 0);
            await lesson.CheckInAsync(0, 1 + i);
            there.AddRange((await LedgerAsync(town, lesson)).Select(item => item.TraineeId));
        }

        var (_, file) = await Exported.MakeAsync(town.Host, town.Root, new MakeExport(FileFormat.Xlsx, From: startsAt.AddHours(-1), To: startsAt.AddDays(2)));
        var sheets = Workbook.Read(file).Sheets;
        var about = sheets["关于 about"].ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(
            ("2", $"{Everybody}", $"{there.Distinct().Count()}", $"{2 * Everybody}", $"{there.Count}"),
            (about["课次 sessions"], about["人数 persons"], about["到过的人数 persons there"], about["人次 person-times expected"], about["到课人次 person-times there"]));
        var lines = sheets["人次 person-times"].Skip(1).ToList();
        Assert.Equal(2 * Everybody, lines.Count);
        Assert.Equal([("第1课", "1-15-15-60", Everybody), ("第2课", "1-5-15-60", Everybody)], lines.GroupBy(row => (row[0], row[2])).Select(same => (same.Key.Item1, same.Key.Item2, same.Count())));
        Assert.Equal(there.Count, lines.Count(row => row[9].StartsWith("到课", StringComparison.Ordinal)));
        Assert.Equal(["2", "2"], sheets["课次 sessions"].Skip(1).Select(row => row[4]));

        Assert.Equal("sessionId", (await town.Root.PostAsync("/api/v1/exports", new MakeExport(FileFormat.Csv))).Field);
        Assert.Equal("to", (await town.Root.PostAsync("/api/v1/exports", new MakeExport(FileFormat.Csv, From: startsAt, To: startsAt.AddYears(2)))).Field);
        Assert.Equal("table", (await town.Root.PostAsync("/api/v1/exports", new MakeExport(FileFormat.Csv, From: startsAt, To: startsAt.AddDays(1), Table: ExportTable.CheckIns))).Field);
    }

    [Fact]
    public async Task What_a_restart_interrupts_is_made_afterwards_and_what_was_begun_too_often_is_called_lost()
    {
        // Of its own: a host that starts again has another address.
        await using var own = new Town();
        await own.InitializeAsync();
        var lesson = await HeldAsync(own);
        var (made, file) = await Exported.MakeAsync(own.Host, own.Root, new MakeExport(FileFormat.Csv, lesson.Id));
        var account = (await own.Root.GetAsync("/api/v1/auth/me")).Json.GetProperty("id").GetGuid();
        ExportRow Interrupted(int attempt, int slot) => new()
        {
            Id = Guid.CreateVersion7(), AccountId = account, SessionId = lesson.Id, Wish = $$"""{"format":"csv","sessionId":"{{lesson.Id}}"}""", Title = "interrupted", Masked = true, State = "running", Attempt = attempt,
            Slot = slot, MadeAt = Domain.Log.Micros.Of(TimeProvider.System.GetUtcNow()), BeatAt = Domain.Log.Micros.Of(TimeProvider.System.GetUtcNow()),
        };
        var (again, lost) = (Interrupted(1, 3), Interrupted(ExportBook.MostAttempts, 4));
        await using (var db = await own.Host.Services.GetRequiredService<IDbContextFactory<RemoteClassroomDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Exports.AddRange(again, lost);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await own.Host.RestartAsync();
        var root = await own.Host.RootAsync();
        Assert.Equal(ExportState.Done, (await Exported.EndedAsync(root, again.Id)).State);
        Assert.Equal(Exported.Csv(file), Exported.Csv(await Exported.TakeAsync(own.Host, root, again.Id)));
        Assert.Equal((ExportState.Failed, "lost"), (await Exported.EndedAsync(root, lost.Id)) is var ended ? (ended.State, ended.Fault) : default);
        Assert.Equal(file, await Exported.TakeAsync(own.Host, root, made.ExportId));

        // A file that somebody took away or changed is told as such, not given out.
        File.WriteAllBytes(Directory.GetFiles(Path.Combine(own.Host.Data, "exports"), $"{again.Id:N}.*").Single(), [0, 0, 0, 20, .. new byte[20]]);
        Assert.Equal("illegal_transition", (await root.GetAsync($"/api/v1/exports/{again.Id}/file")).Code);
    }

    // Five check in, one of them by mistake; nobody's hall was seen.
    private static async Task<Lesson> HeldAsync(Town town)
    {
        var lesson = await town.OpenAsync();
        foreach (var (hall, person) in ((int, int)[])[(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)])
        {
            await lesson.CheckInAsync(hall, person);
        }

        await lesson.CloseRoundAsync();
        var wrong = (await LedgerAsync(town, lesson))[1];
        (await town.Root.PostAsync($"{lesson.Path}/corrections", new MakeCorrection(wrong.TraineeId, CorrectionAct.Reverse, "by mistake", wrong.RoundId, "sheet 7"))).As<CorrectionMade>();
        return lesson;
    }

    private static async Task<IReadOnlyList<LedgerItem>> LedgerAsync(Town town, Lesson lesson) => (await town.Root.GetAsync($"{lesson.Path}/ledger?limit=1000")).As<Page<LedgerItem>>().Items;

    private async Task PasswordGivenAsync(bool longAgo)
    {
        await using var db = await town.Host.Services.GetRequiredService<IDbContextFactory<RemoteClassroomDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var at = longAgo ? 1 : Domain.Log.Micros.Of(TimeProvider.System.GetUtcNow());
        await db.Credentials.Where(row => row.AccountId != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordAt, at), TestContext.Current.CancellationToken);
    }
}
