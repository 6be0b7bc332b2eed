using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Organization;

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
                .Nullable<Guid?>("ticket_id").Nullable<byte[]>("device_hash").Nullable<Guid?>("key").Nullable<byte[]>("body_hash").Nullable<string>("scope").Column<bool>("after_close")
                .Nullable<Guid?>("home_id").Column<int>("reason").Nullable<Guid?>("helper_id").Nullable<byte[]>("link").Nullable<byte[]>("device_mark");
            table.IndexerProperty<int>("reason").HasDefaultValue(0);
            table.HasIndex("session_id", "round_id", "trainee_id").IsUnique();
            table.HasIndex("session_id", "ticket_id").IsUnique().HasFilter("ticket_id IS NOT NULL");
            table.HasIndex("session_id", "round_id", "device_hash").IsUnique().HasFilter("device_hash IS NOT NULL");
            // Only visitors stand in it: what a hall's own people do costs nothing.
            table.HasIndex("session_id", "round_id", "branch_id").HasFilter("home_id IS NOT NULL");
            // Tickets keep their receipt by the ticket; what comes without one keeps it by its key.
            table.HasIndex("session_id", "key", "scope").IsUnique().HasFilter("ticket_id IS NULL AND key IS NOT NULL");
        });
        builder.Table("branch_counters", ["session_id", "round_id", "branch_id"], table => table
            .Column<Guid>("session_id").Column<Guid>("round_id").Column<Guid>("branch_id").Column<int>("present").Column<int>("late"));
        builder.Table("hall_plays", ["session_id", "branch_id", "from_at"], table => table
            .Column<Guid>("session_id").Column<Guid>("branch_id").Column<long>("from_at").Column<long>("to_at"));
        builder.Table("offline_entries", ["id"], table =>
        {
            table.Column<Guid>("id").Column<Guid>("session_id").Column<Guid>("branch_id").Column<string>("device").Nullable<Guid?>("device_id").Column<Guid>("entry_id").Column<long>("seq")
                .Column<Guid>("trainee_id").Nullable<Guid?>("round_id").Column<long>("scanned_at").Nullable<Guid?>("page_load").Nullable<long?>("monotonic_ms").Nullable<long?>("clock_offset_ms")
                .Column<long>("received_at").Column<long>("at").Nullable<long?>("earliest").Column<long>("latest").Column<int>("certainty").Column<int>("reason").Column<int>("fate")
                .Nullable<string>("code").Nullable<Guid?>("check_in_id").Nullable<string>("judged_by");
            // Only who signs has a running number that one can hold him to.
            table.HasIndex("device_id", "seq").HasFilter("device_id IS NOT NULL");
            table.HasIndex("session_id", "fate");
        });
        builder.Entity<DeviceRow>(row =>
        {
            row.ToTable("devices");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.VenueId);
            row.HasOne<VenueRow>().WithMany().HasForeignKey(x => x.VenueId).OnDelete(DeleteBehavior.Cascade);
        });
        // The link is the chain's end where link_seq is the ledger's end, too; a version that knows of no chain moves seq alone.
        builder.Table("ledger_heads", ["session_id"], table => table.Column<Guid>("session_id").Column<long>("seq").Nullable<byte[]>("link").Nullable<long?>("link_seq"));
    }
}
