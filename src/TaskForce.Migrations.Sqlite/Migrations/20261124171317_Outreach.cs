using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Outreach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HolderId",
                table: "Partners",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakesPartBy",
                table: "Partners",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "WithoutMeetings",
                table: "Partners",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CounterStep",
                table: "Barriers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueOn",
                table: "Barriers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PersonId",
                table: "Barriers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Result",
                table: "Barriers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ApproachPlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Seat = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    DoorOpener = table.Column<string>(type: "TEXT", nullable: false),
                    LeaderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BegunOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApproachPlans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApproachPlans_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApproachPlans_People_LeaderId",
                        column: x => x.LeaderId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ApproachPlans_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ApproachTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApproachTemplates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ChampionMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsSuccess = table.Column<bool>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChampionMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChampionMessages_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Communities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    SortName = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Communities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Communities_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CommunityProfiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Priority = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PriorityWhy = table.Column<string>(type: "TEXT", nullable: false),
                    Constituency = table.Column<string>(type: "TEXT", nullable: false),
                    Demographics = table.Column<string>(type: "TEXT", nullable: false),
                    Culture = table.Column<string>(type: "TEXT", nullable: false),
                    Economy = table.Column<string>(type: "TEXT", nullable: false),
                    Networks = table.Column<string>(type: "TEXT", nullable: false),
                    PowerStructures = table.Column<string>(type: "TEXT", nullable: false),
                    Norms = table.Column<string>(type: "TEXT", nullable: false),
                    EarlierEfforts = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommunityProfiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CommunityProfiles_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Incentives",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    NamedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MetOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incentives", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Incentives_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PathSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Learned = table.Column<string>(type: "TEXT", nullable: false),
                    Proof = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PathSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PathSteps_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PublicItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Where = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", nullable: false),
                    Accomplished = table.Column<string>(type: "TEXT", nullable: false),
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublicItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PublicItems_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PublicItems_PlanActivities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "PlanActivities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StepChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    IndexThen = table.Column<int>(type: "INTEGER", nullable: true),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StepChoices_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SupportOffers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Offer = table.Column<string>(type: "TEXT", nullable: false),
                    UsedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Used = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportOffers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportOffers_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SupportTies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OnPartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportTies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupportTies_Partners_OnPartnerId",
                        column: x => x.OnPartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SupportTies_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ApproachSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    Material = table.Column<string>(type: "TEXT", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApproachSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApproachSteps_ApproachPlans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "ApproachPlans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ApproachSteps_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_HolderId",
                table: "Partners",
                column: "HolderId");

            migrationBuilder.CreateIndex(
                name: "IX_Barriers_PersonId",
                table: "Barriers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ApproachPlans_EndedOn_BegunOn",
                table: "ApproachPlans",
                columns: new[] { "EndedOn", "BegunOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ApproachPlans_LeaderId",
                table: "ApproachPlans",
                column: "LeaderId");

            migrationBuilder.CreateIndex(
                name: "IX_ApproachPlans_PartnerId",
                table: "ApproachPlans",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ApproachPlans_PersonId",
                table: "ApproachPlans",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ApproachSteps_DoneOn_DueOn",
                table: "ApproachSteps",
                columns: new[] { "DoneOn", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ApproachSteps_PersonId",
                table: "ApproachSteps",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ApproachSteps_PlanId",
                table: "ApproachSteps",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_ChampionMessages_PartnerId",
                table: "ChampionMessages",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Communities_PartnerId",
                table: "Communities",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Communities_SortName_Id",
                table: "Communities",
                columns: new[] { "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CommunityProfiles_PartnerId",
                table: "CommunityProfiles",
                column: "PartnerId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incentives_PartnerId",
                table: "Incentives",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_PathSteps_PartnerId",
                table: "PathSteps",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_ActivityId",
                table: "PublicItems",
                column: "ActivityId");

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_On_Id",
                table: "PublicItems",
                columns: new[] { "On", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_PartnerId",
                table: "PublicItems",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_StepChoices_PartnerId",
                table: "StepChoices",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportOffers_PartnerId",
                table: "SupportOffers",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportTies_OnPartnerId",
                table: "SupportTies",
                column: "OnPartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportTies_PartnerId_OnPartnerId",
                table: "SupportTies",
                columns: new[] { "PartnerId", "OnPartnerId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Barriers_People_PersonId",
                table: "Barriers",
                column: "PersonId",
                principalTable: "People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Partners_People_HolderId",
                table: "Partners",
                column: "HolderId",
                principalTable: "People",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Barriers_People_PersonId",
                table: "Barriers");

            migrationBuilder.DropForeignKey(
                name: "FK_Partners_People_HolderId",
                table: "Partners");

            migrationBuilder.DropTable(
                name: "ApproachSteps");

            migrationBuilder.DropTable(
                name: "ApproachTemplates");

            migrationBuilder.DropTable(
                name: "ChampionMessages");

            migrationBuilder.DropTable(
                name: "Communities");

            migrationBuilder.DropTable(
                name: "CommunityProfiles");

            migrationBuilder.DropTable(
                name: "Incentives");

            migrationBuilder.DropTable(
                name: "PathSteps");

            migrationBuilder.DropTable(
                name: "PublicItems");

            migrationBuilder.DropTable(
                name: "StepChoices");

            migrationBuilder.DropTable(
                name: "SupportOffers");

            migrationBuilder.DropTable(
                name: "SupportTies");

            migrationBuilder.DropTable(
                name: "ApproachPlans");

            migrationBuilder.DropIndex(
                name: "IX_Partners_HolderId",
                table: "Partners");

            migrationBuilder.DropIndex(
                name: "IX_Barriers_PersonId",
                table: "Barriers");

            migrationBuilder.DropColumn(
                name: "HolderId",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "TakesPartBy",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "WithoutMeetings",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "CounterStep",
                table: "Barriers");

            migrationBuilder.DropColumn(
                name: "DueOn",
                table: "Barriers");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "Barriers");

            migrationBuilder.DropColumn(
                name: "Result",
                table: "Barriers");
        }
    }
}
