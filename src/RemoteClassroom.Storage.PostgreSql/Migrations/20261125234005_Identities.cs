using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <summary>Gives trainees a sealed identity, its look-up hash and a key of their own. The plain columns stay, nullable: the next start seals what they hold and blanks them.</summary>
    public partial class Identities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "roster_no",
                table: "trainees",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "trainees",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "last_digits",
                table: "trainees",
                type: "text",
                nullable: true,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AddColumn<byte[]>(
                name: "roster_hash",
                table: "trainees",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed",
                table: "trainees",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "trainee_keys",
                columns: table => new
                {
                    trainee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trainee_keys", x => x.trainee_id);
                    table.ForeignKey(
                        name: "fk_trainee_keys_trainee_id",
                        column: x => x.trainee_id,
                        principalTable: "trainees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ux_trainees_roster_hash",
                table: "trainees",
                column: "roster_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trainee_keys");

            migrationBuilder.DropIndex(
                name: "ux_trainees_roster_hash",
                table: "trainees");

            migrationBuilder.DropColumn(
                name: "roster_hash",
                table: "trainees");

            migrationBuilder.DropColumn(
                name: "sealed",
                table: "trainees");

            migrationBuilder.AlterColumn<string>(
                name: "roster_no",
                table: "trainees",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "trainees",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "last_digits",
                table: "trainees",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true,
                oldCollation: "C");
        }
    }
}
