using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RemoteClassroom.Storage.PostgreSql.Migrations
{
    /// <summary>Makes the tables and queries of the cluster's membership; they belong to no model of ours.</summary>
    [DbContext(typeof(RemoteClassroomDb))]
    [Migration("20261123000000_Membership")]
    public partial class Membership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            using var script = new StreamReader(typeof(Membership).Assembly.GetManifestResourceStream("Membership.sql"));
            migrationBuilder.Sql(script.ReadToEnd());
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DROP TABLE cluster_nodes; DROP TABLE cluster_versions; DROP TABLE OrleansQuery;");
    }
}
