namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>The file as a whole cannot be read; the message says what to do and holds no data of the file.</summary>
internal sealed class ImportFileException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when it is only too large.</summary>
    public bool TooLarge { get; init; }
}
