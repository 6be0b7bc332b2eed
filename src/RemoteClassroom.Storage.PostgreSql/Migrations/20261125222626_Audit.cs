using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <summary>
    /// Makes the audit and its chain, append-only by the database's own word: no row is ever changed, and none is deleted that is younger than 183 days, whatever the program asks for.
    /// </summary>
    public partial class Audit : Migration
    {
        private const string AppendOnly =
            """
            CREATE FUNCTION audit_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit is append-only.'; END $$;
            CREATE FUNCTION audit_keeps_the_young() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF OLD.at > (extract(epoch FROM clock_timestamp()) - 15811200) * 1000000 THEN RAISE EXCEPTION 'The audit is kept for at least 183 days.'; END IF;
                RETURN OLD;
            END $$;
            CREATE TRIGGER audit_refuses_change BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuses_change();
            CREATE TRIGGER audit_keeps_the_young BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_keeps_the_young();
            CREATE TRIGGER audit_chain_refuses_change BEFORE UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_refuses_change();
            CREATE TRIGGER audit_chain_keeps_the_young BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_keeps_the_young();
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    object_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    done = table.Column<bool>(type: "boolean", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_chain",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    previous = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.Sql("DROP FUNCTION audit_refuses_change; DROP FUNCTION audit_keeps_the_young;");
        }
    }
}
