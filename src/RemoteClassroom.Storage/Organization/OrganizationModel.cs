using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Organization;

/// <summary>The tree, the halls and the rosters.</summary>
internal static class OrganizationModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<OrgUnitRow>(row =>
        {
            row.ToTable("org_units");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.Code).IsUnique();
            row.HasIndex(x => x.Path).IsUnique();
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<VenueRow>(row =>
        {
            row.ToTable("venues");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.Code).IsUnique();
            row.HasIndex(x => x.Hall).IsUnique();
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<TraineeRow>(row =>
        {
            row.ToTable("trainees");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.RosterNo).IsUnique();
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<VenueRow>().WithMany().HasForeignKey(x => x.VenueId).OnDelete(DeleteBehavior.SetNull);
        });
    }
}
