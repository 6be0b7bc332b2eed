namespace RemoteClassroom.Server.Attendance;

/// <summary>A line of an exported ledger, masked unless that was asked for, with its times in the report's zone.</summary>
/// <param name="Seq">Its place in the session's ledger.</param>
/// <param name="At">When, in the report's zone.</param>
/// <param name="Round">What the round was for.</param>
/// <param name="RoundNumber">The how-manieth round of the session.</param>
/// <param name="RosterNo">The roster number.</param>
/// <param name="Name">The name.</param>
/// <param name="Category">The category.</param>
/// <param name="Unit">The unit's name.</param>
/// <param name="UnitPath">The names from the top down.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="Way">How it was proven.</param>
internal sealed record LedgerLine(
    long Seq, DateTimeOffset At, string Round, int RoundNumber, string RosterNo, string Name, string Category, string Unit, string UnitPath, string Hall, bool Late, string Way);

/// <summary>The columns of an exported ledger, in both languages of the product.</summary>
internal static class LedgerColumns
{
    /// <summary>The heading; the time's column names the zone.</summary>
    /// <param name="zone">The zone's name.</param>
    /// <param name="masked">Whether numbers and names are masked.</param>
    public static IReadOnlyList<string> Of(string zone, bool masked = true) =>
    [
        "序号 seq", $"时间 at ({zone})", "轮次 round", "轮次号 roundNo", masked ? "编号(掩码) rosterNo (masked)" : "编号 rosterNo", masked ? "姓名(掩码) name (masked)" : "姓名 name", "类别 category", "单位 unit", "路径 path", "分课堂 hall", "迟到 late", "方式 way",
    ];

    /// <summary>A line's values in the order of the heading.</summary>
    public static object[] Values(LedgerLine line) =>
    [
        line.Seq, line.At.ToString("yyyy-MM-dd HH:mm:ss"), line.Round, line.RoundNumber, line.RosterNo, line.Name, line.Category, line.Unit, line.UnitPath, line.Hall, line.Late ? "是 yes" : "", line.Way,
    ];
}
