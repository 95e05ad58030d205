using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class WithoutMeetingsFrom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "WithoutMeetingsSince",
                table: "Partners",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WithoutMeetingsUntil",
                table: "Partners",
                type: "date",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WithoutMeetingsSince",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "WithoutMeetingsUntil",
                table: "Partners");
        }
    }
}
