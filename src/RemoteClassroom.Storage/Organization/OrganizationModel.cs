using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Identities;

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
        builder.Entity<OrgUnitChangeRow>(row =>
        {
            row.ToTable("org_unit_changes");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.UnitId, x.EffectiveAt });
            row.HasIndex(x => x.EffectiveAt).HasFilter("done_at IS NULL");
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<VenueRow>(row =>
        {
            row.ToTable("venues");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.Code).IsUnique();
            row.Property(x => x.Contact).HasDefaultValue("");
            row.Property(x => x.ContactPhone).HasDefaultValue("");
            row.HasIndex(x => x.Hall).IsUnique();
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<TraineeRow>(row =>
        {
            row.ToTable("trainees");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Ignore(x => x.RosterNo).Ignore(x => x.Name).Ignore(x => x.LastDigits);
            row.HasIndex(x => x.RosterHash).IsUnique();
            // Blank: they are filled in databases of versions before identities were sealed, until the next start.
            row.Property<string?>(PlainColumns.RosterNo);
            row.Property<string?>(PlainColumns.Name);
            row.Property<string?>(PlainColumns.LastDigits);
            row.HasIndex(PlainColumns.RosterNo).IsUnique();
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<VenueRow>().WithMany().HasForeignKey(x => x.VenueId).OnDelete(DeleteBehavior.SetNull);
        });
        builder.Entity<TraineeKeyRow>(row =>
        {
            row.ToTable("trainee_keys");
            row.HasKey(x => x.TraineeId);
            row.Property(x => x.TraineeId).ValueGeneratedNever();
            row.HasOne<TraineeRow>().WithMany().HasForeignKey(x => x.TraineeId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
