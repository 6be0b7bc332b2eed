namespace RemoteClassroom.Storage.PostgreSql.Backups;

/// <summary>What a backup holds; its first entry.</summary>
/// <param name="Format">1; a reader refuses what it does not know.</param>
/// <param name="Migration">The last migration that had been applied.</param>
/// <param name="Tables">The tables in an order in which they can be filled.</param>
internal sealed record BackupManifest(int Format, string Migration, IReadOnlyList<BackupTable> Tables)
{
    /// <summary>The format that is written.</summary>
    public const int Present = 1;

    /// <summary>The entry's name.</summary>
    public const string Entry = "manifest.json";
}

/// <summary>A table of a backup; its rows stand in the entry <c>NAME.copy</c>, as PostgreSQL's binary COPY.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the rows.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Its entry's name.</summary>
    public string Entry => Name + ".copy";

    /// <summary>The table and its columns for COPY.</summary>
    public string Sql => $"{Quote(Name)} ({string.Join(", ", Columns.Select(Quote))})";

    /// <summary>A name as PostgreSQL takes it literally.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
