using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class QuickerLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PartnerStandings_MouEndsOn_PartnerId",
                table: "PartnerStandings");

            migrationBuilder.DropIndex(
                name: "IX_Partners_Sector_SortName_Id",
                table: "Partners");

            migrationBuilder.DropIndex(
                name: "IX_ContactPartners_PartnerId_On",
                table: "ContactPartners");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerStandings_HasChampion_PartnerId",
                table: "PartnerStandings",
                columns: new[] { "HasChampion", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerStandings_MouEndsOn_PartnerId_HasMou",
                table: "PartnerStandings",
                columns: new[] { "MouEndsOn", "PartnerId", "HasMou" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_Sector_ArchivedAt_SortName_Id",
                table: "Partners",
                columns: new[] { "Sector", "ArchivedAt", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnerHalves_PartnerId_Half_Index",
                table: "PartnerHalves",
                columns: new[] { "PartnerId", "Half", "Index" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactPartners_PartnerId_On_ContactId",
                table: "ContactPartners",
                columns: new[] { "PartnerId", "On", "ContactId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PartnerStandings_HasChampion_PartnerId",
                table: "PartnerStandings");

            migrationBuilder.DropIndex(
                name: "IX_PartnerStandings_MouEndsOn_PartnerId_HasMou",
                table: "PartnerStandings");

            migrationBuilder.DropIndex(
                name: "IX_Partners_Sector_ArchivedAt_SortName_Id",
                table: "Partners");

            migrationBuilder.DropIndex(
                name: "IX_PartnerHalves_PartnerId_Half_Index",
                table: "PartnerHalves");

            migrationBuilder.DropIndex(
                name: "IX_ContactPartners_PartnerId_On_ContactId",
                table: "ContactPartners");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerStandings_MouEndsOn_PartnerId",
                table: "PartnerStandings",
                columns: new[] { "MouEndsOn", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_Sector_SortName_Id",
                table: "Partners",
                columns: new[] { "Sector", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactPartners_PartnerId_On",
                table: "ContactPartners",
                columns: new[] { "PartnerId", "On" });
        }
    }
}
