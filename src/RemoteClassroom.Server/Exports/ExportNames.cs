using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Server.Attendance;

namespace RemoteClassroom.Server.Exports;

/// <summary>The names that sheets have, and what a file says about itself.</summary>
internal static class ExportNames
{
    public const string About = "关于 about";
    public const string Units = "单位 units";
    public const string Categories = "类别 categories";
    public const string Seats = "座位 seats";
    public const string Persons = "人员 persons";
    public const string CheckIns = "签到 check-ins";
    public const string Corrections = "更正 corrections";
    public const string Sessions = "课次 sessions";
    public const string PersonTimes = "人次 person-times";

    /// <summary>The heading of the first sheet.</summary>
    public static IReadOnlyList<string> AboutColumns { get; } = ["项 item", "值 value"];

    /// <summary>Zone, masking and the columns of every other sheet, as lines of the first.</summary>
    public static IEnumerable<(string Name, string Value)> AboutFile(ExportOrder order, ReportZone zone, IEnumerable<(string Name, IReadOnlyList<string> Columns)> sheets) =>
    [
        ("时区 time zone", zone.Name),
        order.Masked ? ("姓名与编号 names and numbers", "已掩码 masked") : ("姓名与编号 names and numbers", order.Mark),
        .. sheets.Where(sheet => sheet.Name != About).Select(sheet => ($"栏目 columns: {sheet.Name}", string.Join(" | ", sheet.Columns))),
    ];

    /// <summary>The file's name; it says nothing of what is in it, but for a rehearsal that it is one.</summary>
    public static string File(Guid exportId, FileFormat format, bool rehearsal) => RehearsalMark.FileName($"attendance-{exportId:N}.{(format == FileFormat.Xlsx ? "xlsx" : "csv")}", rehearsal);

    /// <summary>A list as rows that come.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<object>> ToAsync(this IEnumerable<IReadOnlyList<object>> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
