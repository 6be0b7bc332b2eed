using System.Runtime.CompilerServices;

namespace RemoteClassroom.Server.Attendance;

/// <summary>
/// The mark of a rehearsal (彩排) in a file: nobody may take its rows for the lecture's. A column, because a line before the heading would make a CSV unreadable for the programs that it is for, and because
/// rows are copied and sorted away from whatever stands above them.
/// </summary>
internal static class RehearsalMark
{
    /// <summary>The heading of the column.</summary>
    public const string Column = "彩排 rehearsal";

    /// <summary>What stands in each of its cells.</summary>
    public const string Cell = "彩排,不计入统计 rehearsal, counts nowhere";

    /// <summary>Begins the file's name.</summary>
    public const string FilePrefix = "rehearsal-";

    /// <summary>The columns with the mark's, if it is a rehearsal.</summary>
    public static IReadOnlyList<string> Columns(IReadOnlyList<string> columns, bool rehearsal) => rehearsal ? [.. columns, Column] : columns;

    /// <summary>The name with the mark before it, if it is a rehearsal.</summary>
    public static string FileName(string name, bool rehearsal) => rehearsal ? FilePrefix + name : name;

    /// <summary>The table with the mark in every row, if it is a rehearsal.</summary>
    public static Table On(Table table, bool rehearsal) => rehearsal ? table with { Columns = Columns(table.Columns, true), Rows = RowsAsync(table.Rows) } : table;

    private static async IAsyncEnumerable<IReadOnlyList<object>> RowsAsync(IAsyncEnumerable<IReadOnlyList<object>> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return [.. row, Cell];
        }
    }
}
