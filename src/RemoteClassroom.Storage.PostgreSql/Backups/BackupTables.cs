using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql.Backups;

/// <summary>Finds which tables a backup holds. Who is in the cluster belongs to the running nodes, and which migrations were applied to the schema: neither is backed up.</summary>
internal static class BackupTables
{
    private const string NotBackedUp = "('orleansquery', 'cluster_nodes', 'cluster_versions', '__EFMigrationsHistory')";

    private const string TablesSql =
        $"""
        SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_generated = 'NEVER' AND table_name NOT IN {NotBackedUp}
            AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE')
        GROUP BY table_name ORDER BY table_name
        """;

    private const string ReferencesSql =
        """
        SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND c.conrelid <> c.confrelid
        """;

    /// <summary>The tables, each after those that it refers to.</summary>
    public static async Task<IReadOnlyList<BackupTable>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await ListAsync(connection, TablesSql, row => new BackupTable(row.GetString(0), row.GetFieldValue<string[]>(1)), cancellationToken);
        var references = await ListAsync(connection, ReferencesSql, row => (From: Bare(row.GetString(0)), To: Bare(row.GetString(1))), cancellationToken);
        var ordered = new List<BackupTable>();
        while (tables.Count > 0)
        {
            var free = tables.FindAll(table => !references.Exists(reference => reference.From == table.Name && tables.Exists(other => other.Name == reference.To)));
            if (free.Count == 0)
            {
                throw new DatabaseUnfitException($"The tables {string.Join(", ", tables.Select(table => table.Name))} refer to each other in a circle.");
            }

            ordered.AddRange(free);
            tables.RemoveAll(free.Contains);
        }

        return ordered;
    }

    /// <summary>All rows of a query.</summary>
    public static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private static string Bare(string name) => name.Trim('"');
}
