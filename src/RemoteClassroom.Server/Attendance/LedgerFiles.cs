using System.Runtime.CompilerServices;

namespace RemoteClassroom.Server.Attendance;

/// <summary>Writes ledger lines as CSV and as XLSX.</summary>
internal static class LedgerFiles
{
    /// <summary>Writes CSV as the lines come.</summary>
    public static Task WriteCsvAsync(Stream output, string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken, bool rehearsal = false)
    {
        var table = TableOf(zone, lines, rehearsal, cancellationToken);
        return TableFiles.WriteCsvAsync(output, table.Columns, table.Rows, cancellationToken);
    }

    /// <summary>Makes an XLSX in a file that goes when it is closed.</summary>
    public static Task<FileStream> MakeXlsxAsync(string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken, bool rehearsal = false)
    {
        var table = TableOf(zone, lines, rehearsal, cancellationToken);
        return TableFiles.MakeXlsxAsync(table.Name, table.Columns, table.Rows, cancellationToken);
    }

    private static Table TableOf(string zone, IAsyncEnumerable<LedgerLine> lines, bool rehearsal, CancellationToken cancellationToken) =>
        RehearsalMark.On(new Table("ledger", LedgerColumns.Of(zone), RowsAsync(lines, cancellationToken), 0), rehearsal);

    private static async IAsyncEnumerable<IReadOnlyList<object>> RowsAsync(IAsyncEnumerable<LedgerLine> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            yield return LedgerColumns.Values(line);
        }
    }
}
