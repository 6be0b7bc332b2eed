using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Exports;

/// <summary>Exports and, in a cluster, the sealed parts of their files.</summary>
internal static class ExportModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<ExportRow>(row =>
        {
            row.ToTable("exports");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.AccountId, x.MadeAt });
            row.HasIndex(x => new { x.State, x.MadeAt });
            row.HasIndex(x => x.Slot).IsUnique();
        });
        builder.Entity<ExportPartRow>(row =>
        {
            row.ToTable("export_parts");
            row.HasKey(x => new { x.ExportId, x.Attempt, x.Number });
            row.HasOne<ExportRow>().WithMany().HasForeignKey(x => x.ExportId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
