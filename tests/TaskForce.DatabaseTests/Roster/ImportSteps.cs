using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Charter;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Roster;

/// <summary>What a coordinator does with a roster file, for the facts about imports and their undo.</summary>
internal static class ImportSteps
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string HsiKey => AgencyName.Of("HSI Harbor County").Key;

    public static async Task<Store> FoundedAsync(DatabaseFixture db)
    {
        var store = await db.FreshAsync();
        await new Founding(store.Databases).FoundAsync(new() { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Maren Aldous", AdministratorEmail = "maren@example.org" }, Ct);
        return store;
    }

    public static async Task<Guid> UploadAsync(Store store, string text = A.Roster, string name = "roster.csv")
    {
        using var file = A.File(text);
        return await new Imports(store.Databases).UploadAsync(store.Coordinator, file, name, Ct);
    }

    public static Task<ImportView> GetAsync(Store store, Guid id) => new ImportLists(store.Databases).GetAsync(store.Coordinator, id, Ct);

    public static Task<PreviewPage> RowsAsync(Store store, Guid id, RowOutcome? outcome = null) => new ImportLists(store.Databases).RowsAsync(store.Coordinator, id, outcome, count: 100, ct: Ct);

    /// <summary>What a coordinator decides about the roster: dates are month first, HSI is HSI, the impossible date stays empty.</summary>
    public static async Task DecideAsync(Store store, Guid id)
    {
        var imports = new Imports(store.Databases);
        var view = await GetAsync(store, id);
        await imports.ChooseColumnsAsync(store.Coordinator, id, view.Choices.Columns, DateStyle.MonthFirst, splitBodies: true, ct: Ct);
        await imports.ChoosePartnerAsync(store.Coordinator, id, HsiKey, new AgencyChoice(SameAs: AgencyName.Of("Homeland Security Investigations").Key), Ct);
        await imports.ChooseRowAsync(store.Coordinator, id, 12, new RowChoice(NoDate: true), Ct);
    }

    public static async Task<Guid> ImportAsync(Store store)
    {
        var id = await UploadAsync(store);
        await DecideAsync(store, id);
        Assert.Equal(14, await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct));
        return id;
    }

    public static Task<int[]> CountAsync(Store store) => store.ReadAsync(async d => new[]
    {
        await d.Partners.CountAsync(Ct), await d.People.CountAsync(Ct), await d.PersonEmails.CountAsync(Ct), await d.PersonPhones.CountAsync(Ct), await d.Posts.CountAsync(Ct), await d.Bodies.CountAsync(Ct),
        await d.Seats.CountAsync(Ct), await d.SeatHoldings.CountAsync(Ct), await d.PartnerNotes.CountAsync(Ct), await d.Memberships.CountAsync(Ct), await d.SearchWords.CountAsync(Ct),
    });
}
