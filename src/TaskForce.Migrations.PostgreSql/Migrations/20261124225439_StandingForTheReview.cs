using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class StandingForTheReview : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ChampionUntil",
                table: "PartnerStandings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Figures",
                table: "PartnerStandings",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FiguresBefore",
                table: "PartnerStandings",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "HadMou",
                table: "PartnerStandings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Recent",
                table: "PartnerStandings",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ChampionUntil",
                table: "PartnerStandings");

            migrationBuilder.DropColumn(
                name: "Figures",
                table: "PartnerStandings");

            migrationBuilder.DropColumn(
                name: "FiguresBefore",
                table: "PartnerStandings");

            migrationBuilder.DropColumn(
                name: "HadMou",
                table: "PartnerStandings");

            migrationBuilder.DropColumn(
                name: "Recent",
                table: "PartnerStandings");
        }
    }
}
