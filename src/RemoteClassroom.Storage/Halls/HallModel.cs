using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Storage.Halls;

/// <summary>What operators tell of their halls and administrators do about it.</summary>
internal static class HallModel
{
    /// <summary>Adds it to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<HelpRequestRow>(row =>
        {
            row.ToTable("help_requests");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.VenueId, x.AskedAt });
            row.HasIndex(x => new { x.State, x.AskedAt });
            row.HasOne<VenueRow>().WithMany().HasForeignKey(x => x.VenueId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<HeadCountRow>(row =>
        {
            row.ToTable("head_counts");
            row.HasKey(x => new { x.SessionId, x.BranchId, x.RoundId });
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<HallCallRow>(row =>
        {
            row.ToTable("hall_calls");
            row.HasKey(x => new { x.SessionId, x.BranchId });
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
