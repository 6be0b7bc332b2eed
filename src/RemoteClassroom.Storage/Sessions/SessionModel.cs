using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>Sessions, whom they invite, their rounds, and the tree and rosters that freeze when the doors open.</summary>
internal static class SessionModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<SessionRow>(row =>
        {
            row.ToTable("sessions");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.Rehearsal).HasDefaultValue(false);
            row.HasIndex(x => x.Phase);
            row.HasIndex(x => x.OwnerUnitId);
            row.HasIndex(x => x.StartsAt);
        });
        builder.Entity<SessionInviteRow>(row =>
        {
            row.ToTable("session_invites");
            row.HasKey(x => new { x.SessionId, x.UnitId });
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
            row.HasOne<OrgUnitRow>().WithMany().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<RoundPlanRow>(row =>
        {
            row.ToTable("round_plans");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.DueAt).HasFilter("state = 'waiting'");
            row.HasIndex(x => x.SessionId);
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Table("rounds", ["session_id", "round_id"], table => table
            .Column<Guid>("session_id").Column<Guid>("round_id").Column<string>("purpose").Column<long>("opened_at").Nullable<long?>("closes_at").Nullable<long?>("closed_at")
            .HasIndex("closes_at").HasFilter("closed_at IS NULL AND closes_at IS NOT NULL"));
        builder.Table("session_units", ["session_id", "idx"], table => table
            .Column<Guid>("session_id").Column<int>("idx").Column<Guid>("unit_id").Column<string>("name").Column<string>("path").Column<int>("parent_idx").Column<int>("homeless")
            .HasIndex("session_id", "path"));
        builder.Table("session_branches", ["session_id", "branch_id"], table =>
        {
            table.Column<Guid>("session_id").Column<int>("idx").Column<Guid>("branch_id").Column<string>("name").Column<long>("hall").Column<int>("unit_idx").Column<int>("expected");
            table.HasIndex("session_id", "idx").IsUnique();
            table.HasIndex("hall");
        });
        builder.Table("session_roster", ["session_id", "trainee_id"], table => table
            .Column<Guid>("session_id").Column<Guid>("trainee_id").Nullable<Guid?>("branch_id").Column<Guid>("unit_id")
            .HasIndex("session_id", "branch_id"));
    }
}
