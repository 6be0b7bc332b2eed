using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Storage.Corrections;

/// <summary>The ledger's entries that are no check-ins, and the requests for leave that lead to some of them.</summary>
internal static class CorrectionModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Table("ledger_corrections", ["session_id", "seq"], table =>
        {
            table.Column<Guid>("session_id").Column<long>("seq").Column<Guid>("entry_id").Column<int>("kind").Nullable<Guid?>("round_id").Nullable<Guid?>("trainee_id").Column<int>("standing")
                .Column<long>("at").Column<long>("recorded_at").Nullable<Guid?>("by_id").Column<string>("by_role").Nullable<string>("text").Nullable<byte[]>("salt").Column<byte[]>("text_hash").Column<byte[]>("link");
            table.HasIndex("session_id", "trainee_id");
            table.HasIndex("entry_id").IsUnique();
            // One snapshot a session, whichever node takes it.
            table.HasIndex("session_id").IsUnique().HasFilter("kind = 5");
        });
        builder.Entity<WalkInRow>(row =>
        {
            row.ToTable("walk_ins");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.SessionId, x.At });
            row.HasIndex(x => new { x.SessionId, x.TicketId }).IsUnique();
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<LeaveRow>(row =>
        {
            row.ToTable("leaves");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.SessionId, x.AskedAt });
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
            row.HasOne<TraineeRow>().WithMany().HasForeignKey(x => x.TraineeId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
