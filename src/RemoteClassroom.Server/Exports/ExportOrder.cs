using System.Runtime.CompilerServices;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Exports;

/// <summary>An export to be made, in the name of whoever asked.</summary>
/// <param name="Caller">Who asked, with the rights that he has now.</param>
/// <param name="Wish">What was asked for.</param>
/// <param name="Mark">What an unmasked file says of who took it, when and why.</param>
internal sealed record ExportOrder(AccountCaller Caller, MakeExport Wish, string Mark)
{
    /// <summary>Whether names and numbers are masked.</summary>
    public bool Masked => Wish.Unmasked != true;

    /// <summary>A table of persons; unmasked, its first and last line carry the mark.</summary>
    public Table Marked(Table table) => Masked ? table : table with { Rows = MarkAsync(table.Rows, table.Columns.Count), AtMost = table.AtMost + 2 };

    private async IAsyncEnumerable<IReadOnlyList<object>> MarkAsync(IAsyncEnumerable<IReadOnlyList<object>> rows, int columns, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        object[] marked = [Mark, .. Enumerable.Repeat<object>("", columns - 1)];
        yield return marked;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row;
        }

        yield return marked;
    }
}
