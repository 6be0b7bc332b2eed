namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>One line of an import file, whatever the file's kind.</summary>
/// <param name="Number">The line, from 1, the heading being 1.</param>
/// <param name="Values">Trimmed values in the order of the shape's columns (not the file's).</param>
internal readonly record struct ImportLine(int Number, string[] Values)
{
    /// <summary>The value of an optional column; empty if the line does not reach so far.</summary>
    public string Of(int column) => column < Values.Length ? Values[column] : "";
}
