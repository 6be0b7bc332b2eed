using RemoteClassroom.Contracts.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>Gathers the faults of a file: all are counted, the first thousand are kept.</summary>
internal sealed class ImportFaults
{
    /// <summary>How many faults an answer lists.</summary>
    public const int Kept = 1_000;

    private readonly List<ImportError> _errors = [];
    private readonly HashSet<int> _badLines = [];

    /// <summary>No faults yet.</summary>
    public ImportFaults()
    {
    }

    /// <summary>Begins with the faults that reading the file brought.</summary>
    public ImportFaults(ImportFaults reading)
    {
        _errors.AddRange(reading._errors);
        _badLines.UnionWith(reading._badLines);
    }

    /// <summary>Whether there is any.</summary>
    public bool Any => _badLines.Count > 0;

    /// <summary>How many lines have a fault.</summary>
    public int BadLines => _badLines.Count;

    /// <summary>Notes a fault.</summary>
    /// <param name="line">The line.</param>
    /// <param name="column">The column; empty for the whole line.</param>
    /// <param name="code">One of <see cref="ImportCodes"/>.</param>
    /// <param name="detail">What is wrong and what to do; must not repeat a person's data.</param>
    public void Add(int line, string column, string code, string detail)
    {
        _badLines.Add(line);
        if (_errors.Count < Kept)
        {
            _errors.Add(new ImportError(line, column, code, detail));
        }
    }

    /// <summary>The kept faults in the file's order.</summary>
    public IReadOnlyList<ImportError> InOrder() => [.. _errors.OrderBy(error => error.Line)];
}

/// <summary>The codes of import faults.</summary>
internal static class ImportCodes
{
    /// <summary>The value must not be empty.</summary>
    public const string Required = "required";
    /// <summary>Another line has this value already.</summary>
    public const string Duplicate = "duplicate";
    /// <summary>The value points to nothing.</summary>
    public const string Unknown = "unknown";
    /// <summary>The value cannot be read, or does not fit the others.</summary>
    public const string Invalid = "invalid";
    /// <summary>The value has too many characters.</summary>
    public const string TooLong = "too_long";
    /// <summary>The line concerns a unit outside the caller's own.</summary>
    public const string Forbidden = "forbidden";
    /// <summary>The heading lacks a column.</summary>
    public const string MissingColumn = "missing_column";
    /// <summary>The heading names a column that is not known.</summary>
    public const string UnknownColumn = "unknown_column";
}
