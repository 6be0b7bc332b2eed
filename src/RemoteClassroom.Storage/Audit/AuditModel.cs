using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Audit;

/// <summary>The audit and its chain. What keeps them append-only – a trigger on each – stands in the migrations.</summary>
internal static class AuditModel
{
    /// <summary>How long the database itself keeps a line, whatever is asked of it: 183 days, in µs.</summary>
    public const long KeptMicros = 183L * 24 * 60 * 60 * 1_000_000;

    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<AuditRow>(row =>
        {
            row.ToTable("audit");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.At, x.Id });
            row.HasIndex(x => new { x.ActorId, x.At });
            row.HasIndex(x => new { x.ObjectId, x.At });
        });
        builder.Entity<AuditLinkRow>(row =>
        {
            row.ToTable("audit_chain");
            row.HasKey(x => x.Seq);
            row.Property(x => x.Seq).ValueGeneratedNever();
            row.HasIndex(x => x.LineId).IsUnique();
        });
    }
}
