using System.Runtime.CompilerServices;

namespace RemoteClassroom.Server.Attendance;

/// <summary>Writes ledger lines as CSV and as XLSX.</summary>
internal static class LedgerFiles
{
    /// <summary>Writes CSV as the lines come.</summary>
    public static Task WriteCsvAsync(Stream output, string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken) =>
        TableFiles.WriteCsvAsync(output, LedgerColumns.Of(zone), RowsAsync(lines, cancellationToken), cancellationToken);

    /// <summary>Makes an XLSX in a file that goes when it is closed.</summary>
    public static Task<FileStream> MakeXlsxAsync(string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken) =>
        TableFiles.MakeXlsxAsync("ledger", LedgerColumns.Of(zone), RowsAsync(lines, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<IReadOnlyList<object>> RowsAsync(IAsyncEnumerable<LedgerLine> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            yield return LedgerColumns.Values(line);
        }
    }
}
