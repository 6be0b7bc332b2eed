using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DrawnPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "of_people",
                table: "round_plans",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "of_people",
                table: "round_plans");
        }
    }
}
