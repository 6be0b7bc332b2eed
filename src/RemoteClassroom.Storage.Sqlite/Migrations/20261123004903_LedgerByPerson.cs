using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.Sqlite.Migrations
{
    /// <summary>
    /// Makes a check-in write fewer pages: the ledger and the counters become trees of their own key (WITHOUT ROWID, which EF has no word for), so that neither needs a second one
    /// for it; and the ledger's index by branch, of which every check-in dirtied a page of its own, goes: a hall's lines are found by its roster.
    /// </summary>
    public partial class LedgerByPerson : Migration
    {
        private const string Ledger =
            """
            CREATE TABLE "ledger_by_key" (
                "session_id" BLOB NOT NULL,
                "seq" INTEGER NOT NULL,
                "check_in_id" BLOB NOT NULL,
                "round_id" BLOB NOT NULL,
                "trainee_id" BLOB NOT NULL,
                "branch_id" BLOB NOT NULL,
                "unit_id" BLOB NOT NULL,
                "at" INTEGER NOT NULL,
                "recorded_at" INTEGER NOT NULL,
                "late" INTEGER NOT NULL,
                "way" INTEGER NOT NULL,
                "ordinal" INTEGER NOT NULL,
                "ticket_id" BLOB NULL,
                "device_hash" BLOB NULL,
                "key" BLOB NULL,
                "body_hash" BLOB NULL,
                "scope" TEXT NULL,
                "after_close" INTEGER NOT NULL,
                CONSTRAINT "pk_ledger" PRIMARY KEY ("session_id", "seq")
            ) WITHOUT ROWID;
            INSERT INTO "ledger_by_key" SELECT * FROM "ledger" ORDER BY "session_id", "seq";
            DROP TABLE "ledger";
            ALTER TABLE "ledger_by_key" RENAME TO "ledger";
            CREATE UNIQUE INDEX "ux_ledger_session_id_key_scope" ON "ledger" ("session_id", "key", "scope") WHERE ticket_id IS NULL AND key IS NOT NULL;
            CREATE UNIQUE INDEX "ux_ledger_session_id_round_id_device_hash" ON "ledger" ("session_id", "round_id", "device_hash") WHERE device_hash IS NOT NULL;
            CREATE UNIQUE INDEX "ux_ledger_session_id_round_id_trainee_id" ON "ledger" ("session_id", "round_id", "trainee_id");
            CREATE UNIQUE INDEX "ux_ledger_session_id_ticket_id" ON "ledger" ("session_id", "ticket_id") WHERE ticket_id IS NOT NULL;
            """;

        private const string Counters =
            """
            CREATE TABLE "branch_counters_by_key" (
                "session_id" BLOB NOT NULL,
                "round_id" BLOB NOT NULL,
                "branch_id" BLOB NOT NULL,
                "present" INTEGER NOT NULL,
                "late" INTEGER NOT NULL,
                CONSTRAINT "pk_branch_counters" PRIMARY KEY ("session_id", "round_id", "branch_id")
            ) WITHOUT ROWID;
            INSERT INTO "branch_counters_by_key" SELECT * FROM "branch_counters" ORDER BY "session_id", "round_id", "branch_id";
            DROP TABLE "branch_counters";
            ALTER TABLE "branch_counters_by_key" RENAME TO "branch_counters";
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Ledger);
            migrationBuilder.Sql(Counters);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(
            name: "ix_ledger_session_id_round_id_branch_id",
            table: "ledger",
            columns: ["session_id", "round_id", "branch_id"]);
    }
}
