using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Corrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "link",
                table: "ledger_heads",
                type: "bytea",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 3);

            migrationBuilder.AddColumn<long>(
                name: "link_seq",
                table: "ledger_heads",
                type: "bigint",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 4);

            migrationBuilder.AddColumn<Guid>(
                name: "helper_id",
                table: "ledger",
                type: "uuid",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 21);

            migrationBuilder.AddColumn<Guid>(
                name: "home_id",
                table: "ledger",
                type: "uuid",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 19);

            migrationBuilder.AddColumn<byte[]>(
                name: "link",
                table: "ledger",
                type: "bytea",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 22);

            migrationBuilder.AddColumn<int>(
                name: "reason",
                table: "ledger",
                type: "integer",
                nullable: false,
                defaultValue: 0)
                .Annotation("Relational:ColumnOrder", 20);

            migrationBuilder.CreateTable(
                name: "leaves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    trainee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    home_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leaves", x => x.id);
                    table.ForeignKey(
                        name: "fk_leaves_session_id",
                        column: x => x.session_id,
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_leaves_trainee_id",
                        column: x => x.trainee_id,
                        principalTable: "trainees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_corrections",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: true),
                    trainee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    standing = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    text_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    link = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_corrections", x => new { x.session_id, x.seq });
                });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_session_id_round_id_branch_id",
                table: "ledger",
                columns: new[] { "session_id", "round_id", "branch_id" },
                filter: "home_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_leaves_session_id_asked_at",
                table: "leaves",
                columns: new[] { "session_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_leaves_trainee_id",
                table: "leaves",
                column: "trainee_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_corrections_session_id_trainee_id",
                table: "ledger_corrections",
                columns: new[] { "session_id", "trainee_id" });

            migrationBuilder.CreateIndex(
                name: "ux_ledger_corrections_entry_id",
                table: "ledger_corrections",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_ledger_corrections_session_id",
                table: "ledger_corrections",
                column: "session_id",
                unique: true,
                filter: "kind = 5");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "leaves");

            migrationBuilder.DropTable(
                name: "ledger_corrections");

            migrationBuilder.DropIndex(
                name: "ix_ledger_session_id_round_id_branch_id",
                table: "ledger");

            migrationBuilder.DropColumn(
                name: "link",
                table: "ledger_heads");

            migrationBuilder.DropColumn(
                name: "link_seq",
                table: "ledger_heads");

            migrationBuilder.DropColumn(
                name: "helper_id",
                table: "ledger");

            migrationBuilder.DropColumn(
                name: "home_id",
                table: "ledger");

            migrationBuilder.DropColumn(
                name: "link",
                table: "ledger");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "ledger");
        }
    }
}
