using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <summary>Activation slips, substitutes, what a sign-in was opened with, and the tree's changes by date. Who holds the whole tree keeps the installation too, until that is given to others.</summary>
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "org_units",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "device",
                table: "credentials",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "last_used_at",
                table: "credentials",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "password_at",
                table: "credentials",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "also_roles",
                table: "accounts",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "ends_at",
                table: "accounts",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql("UPDATE accounts SET also_roles = 'platformAdministrator securityAdministrator auditor' WHERE role = 'administrator' AND unit_id IS NULL");

            migrationBuilder.CreateTable(
                name: "activation_slips",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: false),
                    scope_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    used_at = table.Column<long>(type: "bigint", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activation_slips", x => x.id);
                    table.ForeignKey(
                        name: "fk_activation_slips_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "org_unit_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    target_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    effective_at = table.Column<long>(type: "bigint", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    fault = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    former_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    former_path = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_org_unit_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_org_unit_changes_unit_id",
                        column: x => x.unit_id,
                        principalTable: "org_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_activation_slips_account_id",
                table: "activation_slips",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ux_activation_slips_code_hash",
                table: "activation_slips",
                column: "code_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_org_unit_changes_effective_at",
                table: "org_unit_changes",
                column: "effective_at",
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_org_unit_changes_unit_id_effective_at",
                table: "org_unit_changes",
                columns: new[] { "unit_id", "effective_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activation_slips");

            migrationBuilder.DropTable(
                name: "org_unit_changes");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "org_units");

            migrationBuilder.DropColumn(
                name: "device",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "last_used_at",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "password_at",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "also_roles",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "ends_at",
                table: "accounts");
        }
    }
}
