using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ClausesApprovalsProtocols : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MouNotices",
                table: "Charters",
                type: "text",
                nullable: false,
                defaultValue: "180, 90, 60, 30");

            migrationBuilder.CreateTable(
                name: "ApprovalSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Approver = table.Column<string>(type: "text", nullable: false),
                    NextMeetingOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApprovalSteps_MouVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "MouVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ApprovalSteps_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClauseTexts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Heading = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClauseTexts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MouClauses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Origin = table.Column<Guid>(type: "uuid", nullable: false),
                    Heading = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MouClauses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MouClauses_MouVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "MouVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MouTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    KeptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    InUse = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MouTemplates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MouTemplates_Files_FileId",
                        column: x => x.FileId,
                        principalTable: "Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Protocols",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    SortName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "text", nullable: false),
                    KeeperId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ArchivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Protocols", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Protocols_Partners_KeeperId",
                        column: x => x.KeeperId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MouClausePartner",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClauseId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MouClausePartner", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MouClausePartner_MouClauses_ClauseId",
                        column: x => x.ClauseId,
                        principalTable: "MouClauses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MouClausePartner_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MouObjections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClauseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Trouble = table.Column<string>(type: "text", nullable: false),
                    Remedy = table.Column<string>(type: "text", nullable: false),
                    RaisedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ResolvedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MouObjections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MouObjections_MouClauses_ClauseId",
                        column: x => x.ClauseId,
                        principalTable: "MouClauses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_MouObjections_MouVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "MouVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MouObjections_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProtocolTrainings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProtocolId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    People = table.Column<int>(type: "integer", nullable: false),
                    VersionNumber = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtocolTrainings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProtocolTrainings_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProtocolTrainings_Protocols_ProtocolId",
                        column: x => x.ProtocolId,
                        principalTable: "Protocols",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProtocolVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProtocolId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    AdoptedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Changes = table.Column<string>(type: "text", nullable: false),
                    FileId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtocolVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProtocolVersions_Files_FileId",
                        column: x => x.FileId,
                        principalTable: "Files",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProtocolVersions_MeetingDecisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "MeetingDecisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_ProtocolVersions_Protocols_ProtocolId",
                        column: x => x.ProtocolId,
                        principalTable: "Protocols",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalSteps_Outcome_NextMeetingOn",
                table: "ApprovalSteps",
                columns: new[] { "Outcome", "NextMeetingOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalSteps_PartnerId",
                table: "ApprovalSteps",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalSteps_VersionId",
                table: "ApprovalSteps",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_MouClausePartner_ClauseId_PartnerId",
                table: "MouClausePartner",
                columns: new[] { "ClauseId", "PartnerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MouClausePartner_PartnerId",
                table: "MouClausePartner",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_MouClauses_VersionId_Order",
                table: "MouClauses",
                columns: new[] { "VersionId", "Order" });

            migrationBuilder.CreateIndex(
                name: "IX_MouObjections_ClauseId",
                table: "MouObjections",
                column: "ClauseId");

            migrationBuilder.CreateIndex(
                name: "IX_MouObjections_PartnerId",
                table: "MouObjections",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_MouObjections_VersionId",
                table: "MouObjections",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_MouTemplates_FileId",
                table: "MouTemplates",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_Protocols_KeeperId",
                table: "Protocols",
                column: "KeeperId");

            migrationBuilder.CreateIndex(
                name: "IX_Protocols_SortName_Id",
                table: "Protocols",
                columns: new[] { "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolTrainings_PartnerId",
                table: "ProtocolTrainings",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolTrainings_ProtocolId",
                table: "ProtocolTrainings",
                column: "ProtocolId");

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolVersions_DecisionId",
                table: "ProtocolVersions",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolVersions_FileId",
                table: "ProtocolVersions",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_ProtocolVersions_ProtocolId_Number",
                table: "ProtocolVersions",
                columns: new[] { "ProtocolId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApprovalSteps");

            migrationBuilder.DropTable(
                name: "ClauseTexts");

            migrationBuilder.DropTable(
                name: "MouClausePartner");

            migrationBuilder.DropTable(
                name: "MouObjections");

            migrationBuilder.DropTable(
                name: "MouTemplates");

            migrationBuilder.DropTable(
                name: "ProtocolTrainings");

            migrationBuilder.DropTable(
                name: "ProtocolVersions");

            migrationBuilder.DropTable(
                name: "MouClauses");

            migrationBuilder.DropTable(
                name: "Protocols");

            migrationBuilder.DropColumn(
                name: "MouNotices",
                table: "Charters");
        }
    }
}
