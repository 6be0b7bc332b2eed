namespace RemoteClassroom.Storage.Exports;

/// <summary>An export: what was asked for, by whom, and how far it is. The row decides which node makes it.</summary>
public sealed class ExportRow
{
    /// <summary>The export.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The session; null for one over several.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What was asked for, as the contract's JSON.</summary>
    public required string Wish { get; init; }

    /// <summary>What it is of, in words.</summary>
    public required string Title { get; init; }

    /// <summary>Whether names and numbers are masked.</summary>
    public bool Masked { get; init; }

    /// <summary>waiting, running, done, failed or expired.</summary>
    public required string State { get; set; }

    /// <summary>How many times a node began to make it. Who began an older attempt has no say any more.</summary>
    public int Attempt { get; set; }

    /// <summary>Which of the few places at once it holds while it runs; unique, so that no more can run.</summary>
    public int? Slot { get; set; }

    /// <summary>Lines written so far.</summary>
    public long Rows { get; set; }

    /// <summary>About how many lines there will be; 0 while nobody knows.</summary>
    public long Expected { get; set; }

    /// <summary>The file's size in bytes, once done.</summary>
    public long Bytes { get; set; }

    /// <summary>The key that seals the file, itself protected; null while there is no file. Without it what may be left of the file says nothing.</summary>
    public byte[]? FileKey { get; set; }

    /// <summary>When it was asked for, µs since 1970.</summary>
    public long MadeAt { get; init; }

    /// <summary>When the node that makes it was last heard of, µs since 1970.</summary>
    public long BeatAt { get; set; }

    /// <summary>Until when the file is kept, µs since 1970; 0 before it is done.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Why it failed.</summary>
    public string? Fault { get; set; }
}

/// <summary>A sealed part of a file, where files are kept in the database: then any node can give it out.</summary>
public sealed class ExportPartRow
{
    /// <summary>The export.</summary>
    public Guid ExportId { get; init; }

    /// <summary>Which attempt at it.</summary>
    public int Attempt { get; init; }

    /// <summary>Its place, from 0.</summary>
    public int Number { get; init; }

    /// <summary>Sealed bytes.</summary>
    public required byte[] Content { get; init; }
}
