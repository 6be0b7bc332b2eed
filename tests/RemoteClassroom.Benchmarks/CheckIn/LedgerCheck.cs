using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>Looks into the database itself, past the server: everything acknowledged is there, once, and nothing else.</summary>
internal static class LedgerCheck
{
    /// <summary>Compares the acknowledged check-ins with the session's ledger.</summary>
    /// <returns>What is wrong; null if all is well.</returns>
    public static async Task<string?> FindFaultAsync(string connectionString, bool sqlite, Lecture lecture, int expected)
    {
        var acknowledged = await AcknowledgedAsync(lecture, Lecture.Ours);
        var (ids, people, ordinals) = (new HashSet<Guid>(), new HashSet<(Guid, Guid)>(), new HashSet<(Guid, long)>());
        var rows = 0;
        await using DbConnection connection = sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT check_in_id, round_id, trainee_id, branch_id, ordinal FROM ledger WHERE session_id = @session";
        var session = command.CreateParameter();
        var sessionId = Guid.Parse(lecture.SessionId);
        (session.ParameterName, session.Value) = ("session", sqlite ? sessionId.ToByteArray(bigEndian: true) : sessionId);
        command.Parameters.Add(session);
        await using var reader = await command.ExecuteReaderAsync();
        Guid Id(int column) => sqlite ? new Guid((byte[])reader.GetValue(column), bigEndian: true) : reader.GetGuid(column);
        while (await reader.ReadAsync())
        {
            rows++;
            ids.Add(Id(0));
            people.Add((Id(1), Id(2)));
            ordinals.Add((Id(3), Convert.ToInt64(reader.GetValue(4), CultureInfo.InvariantCulture)));
        }

        var missing = acknowledged.Count(id => !ids.Contains(id));
        if (acknowledged.Count != expected)
        {
            return $"{acknowledged.Count} of {expected} were acknowledged";
        }

        if (missing > 0)
        {
            return $"{missing} acknowledged check-ins are not in the database";
        }

        if (rows != people.Count || rows != ids.Count || rows != ordinals.Count)
        {
            return "a person, an id or an ordinal stands in the ledger twice";
        }

        return rows == expected ? null : $"the ledger has {rows} lines, not {expected}";
    }

    /// <summary>Compares the rival's acknowledged check-ins with its table.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="sqlite">Which one it is.</param>
    /// <param name="lecture">The lecture whose tickets it took.</param>
    /// <param name="expected">How many people were sent to it.</param>
    /// <param name="before">How many rows it had from lectures before.</param>
    /// <returns>What is wrong; null if all is well.</returns>
    public static async Task<string?> FindRivalsFaultAsync(string connectionString, bool sqlite, Lecture lecture, int expected, int before)
    {
        var acknowledged = await AcknowledgedAsync(lecture, Lecture.Rivals);
        await using DbConnection connection = sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Id" FROM "CheckIns" """;
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return acknowledged.Count != expected ? $"the rival acknowledged {acknowledged.Count} of {expected}"
            : !acknowledged.TrueForAll(ids.Contains) ? "the rival acknowledged what is not in its database"
            : ids.Count != before + expected ? $"the rival has {ids.Count} rows, not {before + expected}"
            : null;
    }

    private static async Task<List<Guid>> AcknowledgedAsync(Lecture lecture, string file) =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(lecture.Folder, file))).Select(Guid.Parse)];
}
