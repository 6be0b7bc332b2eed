using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RemoteClassroom.Storage;

/// <summary>Declares a table that only hand-written SQL uses: it has columns, but no class.</summary>
internal static class TableModel
{
    /// <summary>Adds the table.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="name">The table's name.</param>
    /// <param name="key">The primary key's columns.</param>
    /// <param name="columns">Declares the columns.</param>
    public static EntityTypeBuilder Table(this ModelBuilder builder, string name, string[] key, Action<EntityTypeBuilder> columns)
    {
        var entity = builder.SharedTypeEntity<Dictionary<string, object>>(name);
        entity.ToTable(name);
        columns(entity);
        entity.HasKey(key);
        return entity;
    }

    /// <summary>A column that always has a value.</summary>
    public static EntityTypeBuilder Column<T>(this EntityTypeBuilder entity, string name)
    {
        entity.IndexerProperty<T>(name).IsRequired().ValueGeneratedNever().HasColumnOrder(entity.Metadata.GetProperties().Count());
        return entity;
    }

    /// <summary>A column that may be null.</summary>
    public static EntityTypeBuilder Nullable<T>(this EntityTypeBuilder entity, string name)
    {
        entity.IndexerProperty<T>(name).IsRequired(false).ValueGeneratedNever().HasColumnOrder(entity.Metadata.GetProperties().Count());
        return entity;
    }
}
