namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>What single values must look like; each check notes its fault and says whether all is well.</summary>
internal sealed class FieldRules(ImportShape shape, ImportFaults faults)
{
    /// <summary>Longest code.</summary>
    public const int LongestCode = 32;

    /// <summary>Longest name.</summary>
    public const int LongestName = 80;

    /// <summary>A code: letters, digits, dot, hyphen, underscore; it is part of paths.</summary>
    public bool Code(ImportLine line, int column) =>
        Text(line, column, LongestCode)
        && (line.Values[column].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') || Fault(line, column, ImportCodes.Invalid, "Use letters a-z, digits, dot, hyphen and underscore."));

    /// <summary>A text that must be there, without control characters.</summary>
    public bool Text(ImportLine line, int column, int longest)
    {
        var value = line.Values[column];
        if (value.Length == 0)
        {
            return Fault(line, column, ImportCodes.Required, "Give a value.");
        }

        if (value.Length > longest)
        {
            return Fault(line, column, ImportCodes.TooLong, $"Use at most {longest} characters.");
        }

        return !value.Any(char.IsControl) || Fault(line, column, ImportCodes.Invalid, "The value holds a line break or another control character.");
    }

    /// <summary>A text that may be left out.</summary>
    public bool AtMost(ImportLine line, int column, int longest) => line.Of(column).Length == 0 || Text(line, column, longest);

    /// <summary>Notes a fault; always false, so that a check can end with it.</summary>
    public bool Fault(ImportLine line, int column, string code, string detail)
    {
        faults.Add(line.Number, shape.Columns[column], code, detail);
        return false;
    }
}
