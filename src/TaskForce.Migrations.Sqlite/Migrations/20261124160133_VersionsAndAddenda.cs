using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VersionsAndAddenda : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "MouVersions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Version");

            migrationBuilder.AddColumn<string>(
                name: "Summary",
                table: "MouVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "MouVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "WithdrawalNoticeDays",
                table: "MouVersions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WithdrawalNoticeOn",
                table: "MouParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalReason",
                table: "MouParties",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "WithdrawnOn",
                table: "MouParties",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kind",
                table: "MouVersions");

            migrationBuilder.DropColumn(
                name: "Summary",
                table: "MouVersions");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "MouVersions");

            migrationBuilder.DropColumn(
                name: "WithdrawalNoticeDays",
                table: "MouVersions");

            migrationBuilder.DropColumn(
                name: "WithdrawalNoticeOn",
                table: "MouParties");

            migrationBuilder.DropColumn(
                name: "WithdrawalReason",
                table: "MouParties");

            migrationBuilder.DropColumn(
                name: "WithdrawnOn",
                table: "MouParties");
        }
    }
}
