using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Log;

/// <summary>The sessions' logs, where they end, and the receipts.</summary>
internal static class LogModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        // The tag is an unsigned number kept in a signed column: the same bits.
        builder.Table("session_events", ["session_id", "offset"], table => table
            .Column<Guid>("session_id").Column<long>("offset").Column<long>("tag").Column<long>("at").Column<string>("type").Column<string>("data"));
        builder.Table("session_heads", ["session_id"], table => table.Column<Guid>("session_id").Column<long>("offset").Column<long>("tag"));
        builder.Table("receipts", ["scope", "key"], table => table
            .Column<string>("scope").Column<Guid>("key").Column<byte[]>("body_hash").Column<int>("status").Column<string>("body").Column<long>("at")
            .HasIndex("at"));
    }
}
