using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>A prepared statement of the native library, used again and again by one thread. ADO.NET's command costs several times what the statement itself does.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int IdBytes = 16;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares it on an open connection; dispose it before the connection.</summary>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Binds an id; parameters count from 1.</summary>
    public SqliteStatement Bind(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, index, bytes));
        return this;
    }

    /// <summary>Binds an id or null.</summary>
    public SqliteStatement Bind(int index, Guid? id) => id is { } value ? Bind(index, value) : BindNull(index);

    /// <summary>Binds a whole number.</summary>
    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    /// <summary>Binds a text or null.</summary>
    public SqliteStatement Bind(int index, string? text)
    {
        Check(text is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, text));
        return this;
    }

    /// <summary>Binds bytes or null.</summary>
    public SqliteStatement Bind(int index, byte[]? bytes)
    {
        Check(bytes switch
        {
            null => raw.sqlite3_bind_null(_statement, index),
            { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, index, 0),
            _ => raw.sqlite3_bind_blob(_statement, index, bytes),
        });
        return this;
    }

    /// <summary>Binds a value of one of the model's types.</summary>
    public SqliteStatement BindObject(int index, object? value) => value switch
    {
        null => BindNull(index),
        Guid id => Bind(index, id),
        string text => Bind(index, text),
        byte[] bytes => Bind(index, bytes),
        long number => Bind(index, number),
        int number => Bind(index, number),
        bool flag => Bind(index, flag ? 1 : 0),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is not stored as it is."),
    };

    /// <summary>Runs it to the first row, if there is one; then read the row and <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW)
        {
            return true;
        }

        if (code is not raw.SQLITE_DONE)
        {
            Fail(code);
        }

        return false;
    }

    /// <summary>Makes it ready for the next run.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>An id of the present row; columns count from 0.</summary>
    public Guid Id(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    /// <summary>An id, or null.</summary>
    public Guid? IdOrNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Id(column);

    /// <summary>A whole number.</summary>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A whole number that fits 32 bits.</summary>
    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    /// <summary>A text.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes; empty for null.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private SqliteStatement BindNull(int index)
    {
        Check(raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Fail(code);
        }
    }

    private void Fail(int code)
    {
        // The message belongs to the failed call; resetting would replace it.
        var message = raw.sqlite3_errmsg(_database).utf8_to_string();
        var extended = raw.sqlite3_extended_errcode(_database);
        if (_statement is not null)
        {
            raw.sqlite3_reset(_statement);
        }

        throw new SqliteException($"SQLite Error {code}: '{message}'.", code, extended);
    }
}
