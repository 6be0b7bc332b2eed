using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using RemoteClassroom.Storage.Backups;

namespace RemoteClassroom.Storage.PostgreSql.Backups;

/// <summary>
/// Backups of a PostgreSQL database without any tool of PostgreSQL's: every table by binary COPY within one snapshot, zipped. A restore makes the schema as it was
/// by the migrations, fills it, and so goes only into a database that holds nothing yet.
/// </summary>
internal sealed class PostgreSqlBackups(PostgreSqlConnectionString connectionString, IDbContextFactory<RemoteClassroomDb> contexts) : IBackups
{
    private const string SequencesSql =
        """
        SELECT format('SELECT setval(%L, greatest((SELECT coalesce(max(%I), 0) FROM %I), 1))', pg_get_serial_sequence(format('%I', table_name), column_name), column_name, table_name)
        FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
        """;

    /// <inheritdoc />
    public Task<string> BackupAsync(string file, CancellationToken cancellationToken) => BackupFile.WriteAsync(file, async partial =>
    {
        await using var connection = await OpenAsync(cancellationToken);
        var migration = await LastMigrationAsync(cancellationToken) ?? throw new DatabaseUnfitException("The database holds nothing of this server's yet.");
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var tables = await BackupTables.FindAsync(connection, cancellationToken);
        await using var zip = new FileStream(partial, FileMode.Open, FileAccess.Write);
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create);
        await using (var entry = archive.CreateEntry(BackupManifest.Entry).Open())
        {
            await JsonSerializer.SerializeAsync(entry, new BackupManifest(BackupManifest.Present, migration, tables), cancellationToken: cancellationToken);
        }

        foreach (var table in tables)
        {
            await using var entry = archive.CreateEntry(table.Entry, CompressionLevel.Fastest).Open();
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Sql} TO STDOUT (FORMAT BINARY)", cancellationToken);
            await rows.CopyToAsync(entry, cancellationToken);
        }

        return $"{tables.Count} tables of PostgreSQL as they stood at one moment";
    });

    /// <inheritdoc />
    public async Task<string> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = new FileStream(file, FileMode.Open, FileAccess.Read);
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
            var manifest = await ReadManifestAsync(archive, cancellationToken);
            await using var connection = await OpenAsync(cancellationToken);
            await MigrationTurn.TakeAsync(connection, MigrationTurn.Patience, cancellationToken);
            await RefuseUnlessEmptyAsync(connection, cancellationToken);
            await MigrateAsync(manifest.Migration, cancellationToken);
            var rows = await FillAsync(connection, archive, manifest, cancellationToken);
            return $"'{file}': {manifest.Tables.Count} tables, {rows:N0} rows";
        }
        catch (Exception error) when (error is InvalidDataException or IOException or JsonException)
        {
            throw new DatabaseUnfitException($"'{file}' is not a whole backup of this server's PostgreSQL database: {error.Message}", error);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        var entry = archive.GetEntry(BackupManifest.Entry) ?? throw new InvalidDataException("it has no manifest.");
        await using var stream = entry.Open();
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, cancellationToken: cancellationToken);
        return manifest is { Format: BackupManifest.Present } ? manifest : throw new InvalidDataException("its format is another version's.");
    }

    private static async Task<long> FillAsync(NpgsqlConnection connection, ZipArchive archive, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, $"TRUNCATE {string.Join(", ", manifest.Tables.Select(table => BackupTable.Quote(table.Name)))}", cancellationToken);
        foreach (var table in manifest.Tables)
        {
            await using var entry = (archive.GetEntry(table.Entry) ?? throw new InvalidDataException($"{table.Name} is missing.")).Open();
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table.Sql} FROM STDIN (FORMAT BINARY)", cancellationToken);
            await entry.CopyToAsync(rows, cancellationToken);
        }

        foreach (var sequence in await BackupTables.ListAsync(connection, SequencesSql, row => row.GetString(0), cancellationToken))
        {
            await RunAsync(connection, sequence, cancellationToken);
        }

        var counted = 0L;
        foreach (var table in manifest.Tables)
        {
            counted += (await BackupTables.ListAsync(connection, $"SELECT count(*) FROM {BackupTable.Quote(table.Name)}", row => row.GetInt64(0), cancellationToken))[0];
        }

        await transaction.CommitAsync(cancellationToken);
        return counted;
    }

    private static async Task RefuseUnlessEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var table in (string[])["accounts", "org_units", "sessions"])
        {
            var there = await BackupTables.ListAsync(connection, $"SELECT to_regclass('{table}') IS NOT NULL", row => row.GetBoolean(0), cancellationToken);
            if (there[0] && (await BackupTables.ListAsync(connection, $"SELECT EXISTS (SELECT FROM {table})", row => row.GetBoolean(0), cancellationToken))[0])
            {
                throw new DatabaseUnfitException("The database is not empty. Make a new one (createdb), restore into it, and start the nodes with its connection string; the old one stays as it is.");
            }
        }
    }

    private async Task<string?> LastMigrationAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault();
    }

    /// <summary>Makes the schema as it was; the next start brings it up to date.</summary>
    private async Task MigrateAsync(string migration, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!db.Database.GetMigrations().Contains(migration, StringComparer.Ordinal))
        {
            throw new DatabaseTooNewException($"The backup was made by a newer version of the server (schema {migration}). Restore it with that one.");
        }

        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.LastOrDefault() is { } last && string.CompareOrdinal(last, migration) > 0)
        {
            throw new DatabaseUnfitException("The backup is older than the database's schema; restore it into a new, empty database.");
        }

        await db.GetService<IMigrator>().MigrateAsync(migration, cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString.Value) { Pooling = false, CommandTimeout = 0, ApplicationName = "RemoteClassroom backup" }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException error)
        {
            await connection.DisposeAsync();
            throw new DatabaseUnfitException($"PostgreSQL cannot be reached with the connection string of ConnectionStrings__Database: {error.Message}", error);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
