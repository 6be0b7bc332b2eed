using System.Globalization;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Phone;

namespace RemoteClassroom.Server.Reports;

/// <summary>Pages for paper: one style, no script, nothing loaded from anywhere. In both languages of the product, since a printed page has no switch.</summary>
internal static class PrintPages
{
    private const string Style = """
        @page{size:A4;margin:14mm}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:190mm;padding:1rem;color:#111;background:#fff;font:11pt/1.4 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
        h1{font-size:16pt;margin:0 0 .3rem}
        h2{font-size:12pt;margin:1rem 0 .3rem}
        table{width:100%;border-collapse:collapse}
        th,td{border:1px solid #444;padding:.25rem .4rem;text-align:left;vertical-align:top}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        tr{break-inside:avoid}
        thead{display:table-header-group}
        .about{margin:.2rem 0;color:#333;font-size:9.5pt;overflow-wrap:anywhere}
        .sign td{height:2.1rem}
        .sign td:last-child{width:32mm}
        .rehearsal{margin:0 0 .5rem;padding:.3rem;border:2px solid #111;text-align:center;font-weight:bold}
        .names{display:flex;gap:2rem;margin-top:2rem}
        .names p{flex:1;border-top:1px solid #444;padding-top:.2rem}
        """;

    /// <summary>What a report says about itself.</summary>
    public static IReadOnlyList<(string Name, string Value)> About(SessionReport report, ReportZone zone) =>
    [
        ("课次 session", report.Title),
        ("单位 unit", report.Unit.Name),
        ("制表时间 made at", $"{zone.Local(report.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({report.Zone})"),
        ("考勤规则版本 rules", report.RulesVersion),
        ("人数 persons", $"{report.Persons.Expected}"),
        ("人次 person-times", $"{report.PersonTimes}"),
        ("有观看时长的人数 measured", $"{report.Measured}"),
        ("更正 corrections", $"{report.Corrections}"),
        ("补录 late entries", $"{report.LateEntries}"),
        ("签到结束时失联分课堂 halls out of reach", report.HallsOutOfReach is { } halls ? $"{halls}" : "—"),
        ("轮次 rounds", Rounds(report, zone)),
        ("单位树 tree as of", report.TreeAt is { } tree ? $"{zone.Local(tree).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({report.Zone})" : "—"),
        ("台账末条 ledger end", $"{report.LedgerSeq}"),
        ("台账校验 link", report.LedgerLink),
    ];

    // Of a sample its coverage stands beside what it found: a figure without it would say more than it knows.
    private static string Rounds(SessionReport report, ReportZone zone) => string.Join(
        "; ", (report.Rounds ?? []).Select(round => $"{Word(round.Kind)} {zone.Clock(round.OpenedAt)} {round.There}/{round.Expected}{(round.Sample is null ? "" : $" ({Coverage(round.Sample)})")}"));

    /// <summary>What a round was for, as a word.</summary>
    internal static string Word(RoundKind kind) => kind switch { RoundKind.SpotCheck => "抽查 spot check", RoundKind.SignOut => "签退 sign-out", _ => "签到 sign-in" };

    /// <summary>How much of a unit a round asked, in words.</summary>
    internal static string Coverage(RoundCoverage? sample) => sample switch
    {
        null => "全员 everybody",
        { People: { } people } => $"抽 drawn {sample.Percent}%: {people} 人 people, {sample.Halls} 个分课堂 halls",
        _ => $"抽 drawn {sample.Percent}%: {sample.Halls} 个分课堂 halls",
    };

    /// <summary>Counts with their headings.</summary>
    public static IReadOnlyList<(string Name, int Value)> Columns(StateCounts counts) =>
    [
        ("应到 expected", counts.Expected), ("到课 present", counts.Present), ("迟到 late", counts.Late), ("早退 left early", counts.LeftEarly), ("部分 partial", counts.Partial),
        ("请假 excused", counts.Excused), ("缺勤 absent", counts.Absent), ("未知 unknown", counts.Unknown), ("补训 made up", counts.MadeUp),
    ];

    /// <summary>A status as a word.</summary>
    public static string Word(PersonStatus status) => status switch
    {
        PersonStatus.Present => "到课 present",
        PersonStatus.Late => "迟到 late",
        PersonStatus.LeftEarly => "早退 left early",
        PersonStatus.Partial => "部分参加 partial",
        PersonStatus.Excused => "请假 excused",
        PersonStatus.Absent => "缺勤 absent",
        PersonStatus.MadeUp => "已补训 made up",
        _ => "未知 unknown",
    };

    /// <summary>A unit's or a hall's report on one page.</summary>
    /// <param name="report">What stands in it.</param>
    /// <param name="rehearsal">Whether it is a rehearsal's, which no figure counts.</param>
    /// <param name="zone">The zone of its times.</param>
    public static string Report(SessionReport report, bool rehearsal, ReportZone zone) =>
        Page($"{report.Title} · {report.Unit.Name}", Markup.Join([RehearsalNote(rehearsal), OnePage.Of(report, zone)]), OnePage.Style);

    /// <summary>A hall's sheet for signing.</summary>
    public static string Sheet(SessionState state, FrozenBranch hall, IReadOnlyList<RosterLine> roster, IReadOnlyList<LedgerEntry> lines, ReportZone zone)
    {
        var byPerson = lines.ToLookup(line => line.TraineeId);
        return Page(
            $"{state.Title} · {hall.Name}",
            Markup.Of(
                $"""
                {RehearsalNote(state.Rehearsal)}<h1>签到表 {state.Title}</h1>
                <p class="about">{hall.Name} · {zone.Local(state.StartsAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({zone.Name}) · 应到 expected {roster.Count} · 考勤规则版本 rules {state.Rules.Version}</p>
                <table class="sign"><thead><tr><th class="n">序号</th><th>编号 no.</th><th>姓名 name</th><th>已签到 checked in</th><th>签名 signature</th></tr></thead><tbody>
                {Markup.Join(roster.Select((person, i) => Markup.Of(
                    $"<tr><td class=\"n\">{i + 1}</td><td>{Masking.RosterNo(person.RosterNo)}</td><td>{Masking.Name(person.Name)}</td><td>{Times(byPerson[person.TraineeId], zone)}</td><td></td></tr>")))}
                </tbody></table><div class="names"><p>分课堂管理员 operator</p><p>日期 date</p></div>
                """));
    }

    // A sheet of paper outlives the day: nobody may take a rehearsal's for the lecture's.
    private static Markup RehearsalNote(bool rehearsal) => rehearsal ? Markup.Of($"<p class=\"rehearsal\">彩排 · 不计入到课 rehearsal, counts nowhere</p>") : Markup.Empty;

    private static string Times(IEnumerable<LedgerEntry> lines, ReportZone zone) => string.Join(" ", lines.OrderBy(line => line.At).Select(line => zone.Clock(line.At)));

    /// <summary>A table of counts; nothing over no rows.</summary>
    internal static Markup Table(string heading, IReadOnlyList<(string Name, StateCounts Counts)> rows, string style) => rows.Count == 0
        ? Markup.Empty
        : Markup.Of(
            $"""
            <h2>{heading}</h2><table class="{style}"><thead><tr><th></th>{Markup.Join(Columns(rows[0].Counts).Select(column => Markup.Of($"<th class=\"n\">{column.Name}</th>")))}</tr></thead><tbody>
            {Markup.Join(rows.Select(row => Markup.Of($"<tr><td>{row.Name}</td>{Markup.Join(Columns(row.Counts).Select(column => Markup.Of($"<td class=\"n\">{column.Value}</td>")))}</tr>")))}</tbody></table>
            """);

    private static string Page(string title, Markup content, string more = "") => Markup.Of(
        $"""
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
        <title>{title}</title><style>{new Markup(Style)}{new Markup(more)}</style></head><body>{content}</body></html>

        """).ToString();
}
