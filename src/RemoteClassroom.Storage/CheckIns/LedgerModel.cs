using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>The ledger with the keys that make it the judge of who checked in, and its counters.</summary>
internal static class LedgerModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Table("ledger", ["session_id", "seq"], table =>
        {
            table.Column<Guid>("session_id").Column<long>("seq").Column<Guid>("check_in_id").Column<Guid>("round_id").Column<Guid>("trainee_id").Column<Guid>("branch_id")
                .Column<Guid>("unit_id").Column<long>("at").Column<long>("recorded_at").Column<bool>("late").Column<int>("way").Column<int>("ordinal")
                .Nullable<Guid?>("ticket_id").Nullable<byte[]>("device_hash").Nullable<Guid?>("key").Nullable<byte[]>("body_hash").Nullable<string>("scope").Column<bool>("after_close");
            table.HasIndex("session_id", "round_id", "trainee_id").IsUnique();
            table.HasIndex("session_id", "ticket_id").IsUnique().HasFilter("ticket_id IS NOT NULL");
            table.HasIndex("session_id", "round_id", "device_hash").IsUnique().HasFilter("device_hash IS NOT NULL");
            // Tickets keep their receipt by the ticket; what comes without one keeps it by its key.
            table.HasIndex("session_id", "key", "scope").IsUnique().HasFilter("ticket_id IS NULL AND key IS NOT NULL");
            table.HasIndex("session_id", "round_id", "branch_id");
        });
        builder.Table("branch_counters", ["session_id", "round_id", "branch_id"], table => table
            .Column<Guid>("session_id").Column<Guid>("round_id").Column<Guid>("branch_id").Column<int>("present").Column<int>("late"));
        builder.Table("ledger_heads", ["session_id"], table => table.Column<Guid>("session_id").Column<long>("seq"));
    }
}
