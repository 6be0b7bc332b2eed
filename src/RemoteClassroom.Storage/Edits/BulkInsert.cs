using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace RemoteClassroom.Storage.Edits;

/// <summary>Knows a row class's table and columns from the model; a database writes them in its fastest way.</summary>
internal abstract class BulkInsert : IBulkInsert
{
    /// <inheritdoc />
    public async Task<long> InsertAsync<TRow>(RemoteClassroomDb db, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Many rows are inserted within an edit, all or nothing.");
        }

        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new ArgumentException($"{typeof(TRow).Name} is not a row of the model.", nameof(rows));
        var columns = entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new BulkColumn(property)).ToArray();
        try
        {
            return await WriteAsync(db, entity.GetTableName()!, columns, rows, cancellationToken);
        }
        catch (DbException error)
        {
            throw new DbUpdateException("A row cannot be stored.", error);
        }
    }

    /// <summary>Writes the rows; gives their number.</summary>
    protected abstract Task<long> WriteAsync(RemoteClassroomDb db, string table, BulkColumn[] columns, IEnumerable<object> rows, CancellationToken cancellationToken);
}

/// <summary>A column of a table and where its values come from.</summary>
internal sealed class BulkColumn(IProperty property)
{
    private readonly Func<object, object?> _get = property.GetGetter().GetClrValue;
    private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

    /// <summary>The column's name.</summary>
    public string Name { get; } = property.GetColumnName();

    /// <summary>The type of its values, as the database gets them.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) ?? property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

    /// <summary>The value of a row, as the database gets it; null for null.</summary>
    public object? Of(object row)
    {
        var value = _get(row);
        return value is null || _convert is null ? value : _convert(value);
    }
}
