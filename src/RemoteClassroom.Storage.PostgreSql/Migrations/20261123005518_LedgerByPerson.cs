using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <summary>A hall's lines are found by its roster: the index by branch, of which every check-in dirtied a page of its own, goes.</summary>
    public partial class LedgerByPerson : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ledger_session_id_round_id_branch_id",
                table: "ledger");
            // Room in every page for the next version of its rows: then an update leaves the index alone.
            migrationBuilder.Sql("ALTER TABLE branch_counters SET (fillfactor = 50)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_ledger_session_id_round_id_branch_id",
                table: "ledger",
                columns: new[] { "session_id", "round_id", "branch_id" });
        }
    }
}
