using System.Data.Common;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Reading;

/// <summary>A row of a result, column by column; ids as the database keeps them.</summary>
internal readonly struct SqlRow(DbDataReader reader, Dialect dialect)
{
    /// <summary>An id.</summary>
    public Guid Id(int column) => dialect.ReadId(reader, column);

    /// <summary>An id, or null.</summary>
    public Guid? IdOrNull(int column) => reader.IsDBNull(column) ? null : dialect.ReadId(reader, column);

    /// <summary>A whole number.</summary>
    public long Long(int column) => reader.GetInt64(column);

    /// <summary>A whole number that fits 32 bits, of any width in the database.</summary>
    public int Int(int column) => checked((int)reader.GetInt64(column));

    /// <summary>A text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>A whole number, or null.</summary>
    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A truth value.</summary>
    public bool Flag(int column) => reader.GetBoolean(column);

    /// <summary>Bytes.</summary>
    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>Bytes; empty for null.</summary>
    public byte[] BytesOrEmpty(int column) => dialect.ReadBytes(reader, column);

    /// <summary>An instant.</summary>
    public DateTimeOffset Instant(int column) => Micros.ToInstant(reader.GetInt64(column));
}
