using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class InterimFormsAndChampionJudgment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ChampionJudgedOn",
                table: "PartnerJudgments",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Enthusiasm",
                table: "PartnerJudgments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reach",
                table: "PartnerJudgments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Meanwhile",
                table: "ApprovalSteps",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MeanwhileRole",
                table: "ApprovalSteps",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ChampionJudgedOn",
                table: "PartnerJudgments");

            migrationBuilder.DropColumn(
                name: "Enthusiasm",
                table: "PartnerJudgments");

            migrationBuilder.DropColumn(
                name: "Reach",
                table: "PartnerJudgments");

            migrationBuilder.DropColumn(
                name: "Meanwhile",
                table: "ApprovalSteps");

            migrationBuilder.DropColumn(
                name: "MeanwhileRole",
                table: "ApprovalSteps");
        }
    }
}
