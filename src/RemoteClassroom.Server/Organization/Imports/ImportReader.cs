namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>Reads an import file, CSV or XLSX, into lines of one shape.</summary>
internal static class ImportReader
{
    /// <summary>Largest file.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The lines of a file; faults of heading and form are noted and their lines left out.</summary>
    /// <param name="content">The file. A ZIP signature makes it an XLSX, whatever its declared type.</param>
    /// <param name="shape">The columns wanted.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImportFileException">Nothing can be made of the file, or it has too many lines.</exception>
    public static IEnumerable<ImportLine> Read(ArraySegment<byte> content, ImportShape shape, ImportFaults faults, CancellationToken cancellationToken)
    {
        var isZip = content.Count >= 4 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4;
        return Arrange(isZip ? XlsxRows.Read(content, cancellationToken) : CsvRows.Read(content, faults), shape, faults, cancellationToken);
    }

    private static IEnumerable<ImportLine> Arrange(IEnumerable<(int Number, string[] Cells)> rows, ImportShape shape, ImportFaults faults, CancellationToken cancellationToken)
    {
        int[]? places = null;
        var width = 0;
        var lines = 0;
        foreach (var (number, cells) in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (places is null)
            {
                places = shape.Locate(cells, faults);
                if (places is null)
                {
                    yield break;
                }

                width = cells.Length;
                continue;
            }

            if (Array.TrueForAll(cells, cell => cell.Length == 0))
            {
                continue;
            }

            if (++lines > shape.MostLines)
            {
                throw new ImportFileException($"The file has more than {shape.MostLines:N0} lines; import it in parts.") { TooLarge = true };
            }

            if (cells.Length > width && cells[width..].Any(cell => cell.Length > 0))
            {
                faults.Add(number, "", ImportCodes.Invalid, $"The line has {cells.Length} values, the heading {width}; put quotes around a value that holds a comma.");
                continue;
            }

            yield return new ImportLine(number, Array.ConvertAll(places, place => place >= 0 && place < cells.Length ? cells[place] : ""));
        }

        if (places is null)
        {
            shape.Locate([], faults);
        }
    }
}
