using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Storage.Chasing;

/// <summary>Reminders, their deliveries, and every try.</summary>
internal static class ChaseModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<ReminderRow>(row =>
        {
            row.ToTable("reminders");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            // Whoever presses at the same moment, on whichever node: there is one of each.
            row.HasIndex(x => new { x.SessionId, x.RoundId, x.BranchId, x.Level, x.Occasion }).IsUnique();
            row.HasIndex(x => new { x.SessionId, x.At, x.Id });
            row.HasIndex(x => new { x.SessionId, x.BranchId, x.At });
            row.HasIndex(x => x.StepDueAt).HasFilter("step_due_at IS NOT NULL");
            row.HasOne<SessionRow>().WithMany().HasForeignKey(x => x.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ReminderDeliveryRow>(row =>
        {
            row.ToTable("reminder_deliveries");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.ReminderId, x.Channel }).IsUnique();
            row.HasIndex(x => new { x.DueAt, x.Id }).HasFilter("due_at IS NOT NULL");
            row.HasOne<ReminderRow>().WithMany().HasForeignKey(x => x.ReminderId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ReminderTryRow>(row =>
        {
            row.ToTable("reminder_tries");
            row.HasKey(x => new { x.DeliveryId, x.Number });
            row.HasOne<ReminderDeliveryRow>().WithMany().HasForeignKey(x => x.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
