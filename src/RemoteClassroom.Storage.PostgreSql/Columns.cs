using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Rows as columns: each parameter of a set-wise statement is an array, in PostgreSQL's <c>unnest</c> made rows again.</summary>
internal static class Columns
{
    /// <summary>One column of all items.</summary>
    public static Array Of<TItem, T>(ICollection<TItem> items, Func<TItem, T> value)
    {
        var column = new T[items.Count];
        var i = 0;
        foreach (var item in items)
        {
            column[i++] = value(item);
        }

        return column;
    }

    /// <summary>A command with these columns as <c>$1</c>, <c>$2</c>, …</summary>
    public static NpgsqlBatchCommand Command(string sql, params Array[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = column });
        }

        return command;
    }
}
