using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.Sqlite.Migrations
{
    /// <summary>
    /// Makes the audit and its chain, append-only by the database's own word: no row is ever changed, and none is deleted that is younger than 183 days, whatever the program asks for.
    /// </summary>
    public partial class Audit : Migration
    {
        // REPLACE deletes without asking the triggers of DELETE: hence those of INSERT.
        private const string AppendOnly =
            """
            CREATE TRIGGER audit_refuses_change BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
            CREATE TRIGGER audit_refuses_replacing BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
            CREATE TRIGGER audit_keeps_the_young BEFORE DELETE ON audit WHEN OLD.at > (unixepoch('now') - 15811200) * 1000000
                BEGIN SELECT RAISE(ABORT, 'The audit is kept for at least 183 days.'); END;
            CREATE TRIGGER audit_chain_refuses_change BEFORE UPDATE ON audit_chain BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
            CREATE TRIGGER audit_chain_refuses_replacing BEFORE INSERT ON audit_chain WHEN EXISTS (SELECT 1 FROM audit_chain WHERE seq = NEW.seq OR line_id = NEW.line_id)
                BEGIN SELECT RAISE(ABORT, 'The audit is append-only.'); END;
            CREATE TRIGGER audit_chain_keeps_the_young BEFORE DELETE ON audit_chain WHEN OLD.at > (unixepoch('now') - 15811200) * 1000000
                BEGIN SELECT RAISE(ABORT, 'The audit is kept for at least 183 days.'); END;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    actor_role = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    object_kind = table.Column<string>(type: "TEXT", nullable: false),
                    object_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    unit_path = table.Column<string>(type: "TEXT", nullable: false),
                    done = table.Column<bool>(type: "INTEGER", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_chain",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_chain", x => x.seq);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_id_at",
                table: "audit",
                columns: new[] { "actor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_at_id",
                table: "audit",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_object_id_at",
                table: "audit",
                columns: new[] { "object_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_audit_chain_line_id",
                table: "audit_chain",
                column: "line_id",
                unique: true);

            migrationBuilder.Sql(AppendOnly);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_chain");
        }
    }
}
