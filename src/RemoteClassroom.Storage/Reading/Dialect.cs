using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Reading;

/// <summary>Where two databases differ for hand-written SQL, and how it is read. Reads use connections of their own, beside the writer's.</summary>
internal abstract class Dialect
{
    /// <summary>How long lists of ids are; longer ones in steps of the last.</summary>
    private static readonly int[] ListLengths = [4, 16, 64];

    /// <summary>A fresh connection, open.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A parameter's value as the database wants it.</summary>
    public abstract object Bind(object? value);

    /// <summary>Reads an id.</summary>
    public abstract Guid ReadId(DbDataReader reader, int column);

    /// <summary>Reads bytes; empty for null.</summary>
    public virtual byte[] ReadBytes(DbDataReader reader, int column)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);
    }

    /// <summary>A join whose left side is read first, for a planner without statistics, which would rather walk a whole session's ledger than look for a hall's few people in it.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>What stands behind a table's name so that it is read by that index, for the same reason; empty where the planner finds it by itself.</summary>
    public abstract string By(string index);

    /// <summary>What stands behind a query that locks its rows for an update and passes over those that others have locked; empty where a transaction that writes is alone anyway.</summary>
    public abstract string PassOverLocked { get; }

    /// <summary>What a failure calls for; looks through EF's wrappings.</summary>
    public abstract Failure Judge(Exception error);

    /// <summary>Within a transaction: holds back every other edit under this key until the transaction ends.</summary>
    public abstract Task LockKeyAsync(RemoteClassroomDb db, ReceiptKey key, CancellationToken cancellationToken);

    /// <summary>All rows of a query. A stale connection is replaced once, unnoticed.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task<List<T>> ListAsync<T>(Statement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                await using var connection = await OpenAsync(cancellationToken);
                await using var command = connection.CreateCommand();
                Fill(command, query);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new List<T>();
                var row = new SqlRow(reader, this);
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(map(row));
                }

                return rows;
            }
            catch (DbException error) when (first && Judge(error) == Failure.Connection)
            {
                // Once more, on a connection that the pool makes anew.
            }
            catch (DbException error)
            {
                throw new StorageException("The database cannot be read.", outcomeUnknown: false, error);
            }
        }
    }

    /// <summary>The first row of a query; default if there is none.</summary>
    /// <inheritdoc cref="ListAsync" />
    public async Task<T?> FirstAsync<T>(Statement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(query, map, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    /// <summary>Runs a statement within an EF transaction.</summary>
    public async Task<int> ExecuteAsync(RemoteClassroomDb db, Statement statement, CancellationToken cancellationToken)
    {
        await using var command = Within(db, statement);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first row of a query within an EF transaction; default if there is none.</summary>
    public async Task<T?> FirstAsync<T>(RemoteClassroomDb db, Statement query, Func<SqlRow, T> map, CancellationToken cancellationToken)
    {
        await using var command = Within(db, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? map(new SqlRow(reader, this)) : default;
    }

    /// <summary>The database's exception behind EF's wrappings; null if there is none.</summary>
    protected static T? Behind<T>(Exception? error)
        where T : Exception
    {
        while (error is not null and not T)
        {
            error = error.InnerException;
        }

        return (T?)error;
    }

    private DbCommand Within(RemoteClassroomDb db, Statement statement)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Within an edit's transaction only.");
        Fill(command, statement);
        return command;
    }

    /// <summary>Puts a statement into a command.</summary>
    public void Fill(DbCommand command, Statement statement)
    {
        command.CommandText = statement.Sql;
        foreach (var (name, value) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            // With its prefix it is found at once; without, the library would look through all names first for the bare one.
            parameter.ParameterName = "@" + name;
            parameter.Value = Bind(value);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>
    /// A condition for a list of ids: the text between the parentheses of IN, and its parameters. Padded by repeating the last one, so that few different statements come to be.
    /// </summary>
    public static (string List, (string Name, object? Value)[] Parameters) In(IReadOnlyCollection<Guid> ids)
    {
        var length = Array.Find(ListLengths, length => ids.Count <= length) is > 0 and var fitting ? fitting : ListLengths[^1];
        var padded = (ids.Count + length - 1) / length * length;
        var values = new (string Name, object? Value)[padded];
        var list = new StringBuilder(padded * 5);
        var all = ids.ToList();
        for (var i = 0; i < padded; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"i{i}");
            values[i] = (name, all[Math.Min(i, all.Count - 1)]);
            list.Append(i == 0 ? "@" : ",@").Append(name);
        }

        return (list.ToString(), values);
    }
}
