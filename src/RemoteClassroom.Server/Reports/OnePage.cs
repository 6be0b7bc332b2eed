using System.Globalization;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Phone;

namespace RemoteClassroom.Server.Reports;

/// <summary>A unit's or a hall's report on one sheet of A4: what happened, who counts how, what is not known, and by which rules and up to which entry of the ledger all this is said.</summary>
internal static class OnePage
{
    private const int MostSeats = 12;
    private const int Width = 520;
    private const int Height = 96;

    /// <summary>The style of this page alone.</summary>
    public const string Style = """
        .head{display:flex;justify-content:space-between;align-items:end;gap:1rem;border-bottom:2px solid #111;padding-bottom:.3rem}
        .head h1{font-size:17pt}
        .head p{margin:0;font-size:9.5pt;text-align:right}
        .tiles{display:grid;grid-template-columns:repeat(9,1fr);gap:.3rem;margin:.6rem 0}
        .tiles div{border:1px solid #444;border-radius:3px;padding:.25rem .1rem;text-align:center}
        .tiles b{display:block;font-size:14pt;line-height:1.25;font-variant-numeric:tabular-nums}
        .tiles span{font-size:7.5pt;line-height:1.2;display:block}
        .tiles .unknown{border-style:dashed}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:.4rem 1.2rem;font-size:9.5pt}
        .two p{margin:0}
        .say{font-size:9.5pt;border-left:3px solid #444;padding:.1rem .5rem;margin:.5rem 0}
        svg{width:100%;height:25mm;display:block}
        svg text{font-size:9px}
        .small{font-size:8.5pt;line-height:1.25}
        .small th{font-size:7.5pt;font-weight:600}
        .small th,.small td{padding:.1rem .3rem}
        .small td:first-child{white-space:nowrap}
        h2{font-size:10.5pt;margin:.5rem 0 .15rem}
        .names{margin-top:2rem}
        """;

    /// <summary>The page's content.</summary>
    public static Markup Of(SessionReport report, ReportZone zone) => Markup.Of(
        $"""
        <div class="head"><div><h1>{report.Title}</h1><p style="text-align:left">{report.Unit.Name} · 考勤报告 attendance report</p></div>
        <p>制表 made {At(zone, report.At)}<br>时区 zone {report.Zone}<br>考勤规则版本 rules {report.RulesVersion}</p></div>
        <div class="tiles">{Markup.Join(PrintPages.Columns(report.Persons).Select((column, i) => Markup.Of(
            $"<div class=\"{(i == Unknown ? "unknown" : "known")}\"><b>{column.Value}</b><span>{column.Name}{(i == 0 ? " (人数 persons)" : Share(column.Value, report.Persons.Expected))}</span></div>")))}</div>
        {Known(report)}
        <div class="two">
        <p>到场人数 persons there <b>{There(report.Persons)}</b> / 应到 expected <b>{report.Persons.Expected}</b></p>
        <p>签到人次 person-times (check-ins that count) <b>{report.PersonTimes}</b></p>
        <p>更正 corrections <b>{report.Corrections}</b> · 补录 late entries <b>{report.LateEntries}</b></p>
        <p>有观看时长的人数 persons measured <b>{report.Measured}</b></p>
        <p>就座人数 persons seated here <b>{report.Seated}</b>,其中外来 visitors <b>{report.Seats.Sum(seat => seat.Visitors)}</b></p>
        <p>单位树 tree as of {(report.TreeAt is { } tree ? At(zone, tree) : "—")}</p>
        </div>
        {Rounds(report, zone)}
        {Curve(report, zone)}
        {PrintPages.Table("所属 by home", report.Children.Count == 0 ? [] : [.. report.Children.Select(child => (NameOf(child), child.Counts)), ("合计 all", report.Persons)], "small")}
        {PrintPages.Table("类别 by category", [.. report.Categories.Select(category => (category.Name, category.Counts))], "small")}
        {Seats(report)}
        <p class="about">台账末条 ledger end {report.LedgerSeq.ToString(CultureInfo.InvariantCulture)} · 台账校验 link {report.LedgerLink}</p>
        <div class="names"><p>制表 made by</p><p>审核 checked by</p><p>日期 date</p></div>
        """);

    private const int Unknown = 7;

    private static int There(StateCounts counts) => counts.Present + counts.Late + counts.LeftEarly + counts.Partial;

    private static string Share(int value, int of) => of == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {100.0 * value / of:0.#}%");

    private static string At(ReportZone zone, DateTimeOffset at) => zone.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string NameOf(NamedCounts child) => child.Kind == NodeKind.Homeless ? $"{child.Name}(无分课堂 no hall)" : child.Name;

    // What nobody knows is said in words, too: it is not absence.
    private static Markup Known(SessionReport report) => Markup.Of(
        $"""
        <p class="say">未知 unknown {report.Persons.Unknown}:分课堂失联、未被询问或签到未结束,不计为缺勤 whose hall was out of reach, who was not asked, or whose round is still open; not counted as absent.
        {(report.HallsOutOfReach is { } halls ? Markup.Of($"签到结束时失联分课堂 halls out of reach at the sign-in's close <b>{halls}</b>.") : Markup.Of($"签到尚未结束 no sign-in has closed yet."))}</p>
        """);

    private static Markup Curve(SessionReport report, ReportZone zone)
    {
        if (report.Arrivals is not { Count: > 0 } points)
        {
            return Markup.Empty;
        }

        var (from, to, top) = (points[0].At.AddMinutes(-1), points[^1].At, Math.Max(1, report.Persons.Expected));
        var span = Math.Max(60, (to - from).TotalSeconds);
        string X(DateTimeOffset at) => (Width * (at - from).TotalSeconds / span).ToString("0.#", CultureInfo.InvariantCulture);
        string Y(int persons) => (Height - (Height * (double)persons / top)).ToString("0.#", CultureInfo.InvariantCulture);
        var line = string.Join(' ', points.Select(point => $"{X(point.At)},{Y(point.Persons)}"));
        return Markup.Of(
            $"""
            <h2>到课曲线 arrivals (人数 persons, {zone.Name})</h2>
            <svg viewBox="-30 -6 {Width + 60} {Height + 24}" role="img" aria-label="到课曲线 arrivals: {points[^1].Persons} / {report.Persons.Expected}">
            <line x1="0" y1="0" x2="{Width}" y2="0" stroke="#999" stroke-dasharray="3 3"/><line x1="0" y1="{Height}" x2="{Width}" y2="{Height}" stroke="#111"/>
            <polyline points="0,{Height} {line}" fill="none" stroke="#111" stroke-width="1.6"/>
            <text x="-4" y="4" text-anchor="end">{report.Persons.Expected}</text><text x="-4" y="{Height}" text-anchor="end">0</text>
            <text x="0" y="{Height + 14}">{zone.Clock(from)}</text><text x="{Width}" y="{Height + 14}" text-anchor="end">{zone.Clock(to)}</text>
            <text x="{Width + 4}" y="{Y(points[^1].Persons)}">{points[^1].Persons}</text></svg>
            """);
    }

    private static Markup Rounds(SessionReport report, ReportZone zone) => report.Rounds is not { Count: > 0 } rounds
        ? Markup.Empty
        : Markup.Of(
            $"""
            <h2>轮次 rounds</h2><table class="small"><thead><tr><th>轮次 round</th><th>时间 at</th><th>抽取 whom</th><th class="n">应到 asked</th><th class="n">实到 there</th></tr></thead><tbody>
            {Markup.Join(rounds.Select(round => Markup.Of(
                $"<tr><td>{PrintPages.Word(round.Kind)}</td><td>{zone.Clock(round.OpenedAt)}–{(round.ClosedAt is { } closed ? zone.Clock(closed) : "")}</td><td>{PrintPages.Coverage(round.Sample)}</td><td class=\"n\">{round.Expected}</td><td class=\"n\">{round.There}</td></tr>")))}</tbody></table>
            """);

    private static Markup Seats(SessionReport report) => report.Seats.Count switch
    {
        0 => Markup.Empty,
        > MostSeats => Markup.Of($"<p class=\"about\">就座 by seat: {report.Seats.Count} 个分课堂 halls;逐个见工作簿 each in the workbook.</p>"),
        _ => Markup.Of(
            $"""
            <h2>就座 by seat</h2><table class="small"><thead><tr><th>分课堂 hall</th><th class="n">人数 people</th><th class="n">外来 visitors</th></tr></thead><tbody>
            {Markup.Join(report.Seats.Select(seat => Markup.Of($"<tr><td>{seat.Name}</td><td class=\"n\">{seat.People}</td><td class=\"n\">{seat.Visitors}</td></tr>")))}</tbody></table>
            """),
    };
}
