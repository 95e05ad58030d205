using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskForce.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PageOutreachLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PublicItems_PartnerId",
                table: "PublicItems");

            migrationBuilder.CreateIndex(
                name: "IX_SupportOffers_UsedOn_PartnerId",
                table: "SupportOffers",
                columns: new[] { "UsedOn", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_Kind_On_Id",
                table: "PublicItems",
                columns: new[] { "Kind", "On", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_PartnerId_On_Id",
                table: "PublicItems",
                columns: new[] { "PartnerId", "On", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PathSteps_Step_PartnerId",
                table: "PathSteps",
                columns: new[] { "Step", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_From_PartnerId",
                table: "Memberships",
                columns: new[] { "From", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_Kind_PartnerId",
                table: "Memberships",
                columns: new[] { "Kind", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CommunityProfiles_Priority_PartnerId",
                table: "CommunityProfiles",
                columns: new[] { "Priority", "PartnerId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SupportOffers_UsedOn_PartnerId",
                table: "SupportOffers");

            migrationBuilder.DropIndex(
                name: "IX_PublicItems_Kind_On_Id",
                table: "PublicItems");

            migrationBuilder.DropIndex(
                name: "IX_PublicItems_PartnerId_On_Id",
                table: "PublicItems");

            migrationBuilder.DropIndex(
                name: "IX_PathSteps_Step_PartnerId",
                table: "PathSteps");

            migrationBuilder.DropIndex(
                name: "IX_Memberships_From_PartnerId",
                table: "Memberships");

            migrationBuilder.DropIndex(
                name: "IX_Memberships_Kind_PartnerId",
                table: "Memberships");

            migrationBuilder.DropIndex(
                name: "IX_CommunityProfiles_Priority_PartnerId",
                table: "CommunityProfiles");

            migrationBuilder.CreateIndex(
                name: "IX_PublicItems_PartnerId",
                table: "PublicItems",
                column: "PartnerId");
        }
    }
}
