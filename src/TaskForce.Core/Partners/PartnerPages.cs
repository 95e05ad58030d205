using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>Reads a partner's page.</summary>
public sealed class PartnerPages(Databases databases)
{
    /// <summary>Everything that the page shows to this reader. What is candid goes through the database's one filter; a coordinator's reading of the own agency is written down.</summary>
    /// <exception cref="NotFoundException">There is no partner at this address.</exception>
    public async Task<PartnerPage> ReadAsync(Actor actor, string slug, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenConnectedAsync(actor, ct);
        var today = databases.Clock.Today;
        var head = await PartnerPageQueries.Head.On(db)(db, slug, ct) ?? throw new NotFoundException("partner");
        var charter = await Charters.OnAsync(db, today, ct);
        var page = await WithTiesAsync(db, head with { Mou = PartnerLists.PlaceOf(head.HasMou, head.MouEndsOn, today, charter.MouNoticeDays), ArchivedAt = head.ArchivedAt is { } at ? databases.Clock.Local(at) : null }, today, ct);
        page = await WithPeopleAsync(db, page, today, ct);
        return await WithCandidAsync(db, actor, page, ct);
    }

    /// <summary>Name and address of partners, for a form that chooses one: by the beginnings of its words.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> ChoicesAsync(Actor actor, string? text, int count = 20, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Beginning(db, text).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(count).Select(p => new PartnerChoice(p.Id, p.Name, p.Slug, p.Sector)).ToListAsync(ct);
    }

    /// <summary>One partner as a choice, or null.</summary>
    public async Task<PartnerChoice?> ChoiceAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Partners.AsNoTracking().Where(p => p.Id == id).Select(p => new PartnerChoice(p.Id, p.Name, p.Slug, p.Sector)).FirstOrDefaultAsync(ct);
    }

    private static async Task<PartnerPage> WithTiesAsync(TaskForceDb db, PartnerPage page, DateOnly today, CancellationToken ct)
    {
        var id = page.Id;
        var memberships = await PartnerPageQueries.Memberships.On(db)(db, id).ToListAsync(ct);
        var sponsors = await PartnerPageQueries.Sponsors.On(db)(db, id).ToListAsync(ct);
        var champions = await PartnerPageQueries.Champions.On(db)(db, id).ToListAsync(ct);
        var statements = await PartnerPageQueries.Statements.On(db)(db, id).ToListAsync(ct);
        sponsors = [.. sponsors.OrderByDescending(s => s.From)];
        champions = [.. champions.OrderByDescending(c => c.From)];
        return page with
        {
            Tags = await PartnerPageQueries.Tags.On(db)(db, id).ToListAsync(ct),
            Memberships = memberships,
            MembershipNow = memberships.Find(m => m.From <= today && !(m.To < today)),
            Sponsors = sponsors,
            Sponsor = sponsors.Find(s => s.From <= today && !(s.To < today)),
            Champions = champions,
            Champion = champions.Find(c => c.From <= today && !(c.To < today)),
            ChampionEndedOn = champions.Where(c => c.To < today).Max(c => c.To),
            Statements = [.. statements.OrderByDescending(s => s.On)],
        };
    }

    private static async Task<PartnerPage> WithPeopleAsync(TaskForceDb db, PartnerPage page, DateOnly today, CancellationToken ct)
    {
        var id = page.Id;
        var people = await PartnerPageQueries.People.On(db)(db, id).ToListAsync(ct);
        var offices = await PartnerPageQueries.Offices.On(db)(db, id).ToListAsync(ct);
        Guid[] officeIds = [.. offices.Select(o => o.Id)];
        var holdings = officeIds.Length == 0 ? null : (await PartnerPageQueries.Holdings.On(db)(db, officeIds).ToListAsync(ct)).ToLookup(h => h.OfficeId, h => h.Line);
        var seats = await PartnerPageQueries.Seats.On(db)(db, id, officeIds, today).ToListAsync(ct);
        return page with
        {
            People = people,
            Offices = [.. offices.Select(o => new OfficeLine(o.Id, o.Version, o.Title, [.. holdings![o.Id].OrderByDescending(h => h.From)]))],
            Seats = seats,
        };
    }

    private static async Task<PartnerPage> WithCandidAsync(TaskForceDb db, Actor actor, PartnerPage page, CancellationToken ct)
    {
        var id = page.Id;
        var sees = Permissions.Allow(actor, Act.ReadCandid, Subject.Partner(id));
        var writes = Permissions.Allow(actor, Act.WriteCandid, new Subject(PartnerId: id, AuthorId: actor.AccountId)) && (actor.SeesAllCandid || !actor.IsOwn(id));
        page = page with { SeesCandid = sees, WritesNotes = writes, IsOwnAgency = actor.IsOwn(id) };
        if (!sees && !writes)
            return page;
        var community = sees && (Outreach.CommunityPath.Sectors.Contains(page.Sector) || await db.Communities.AnyAsync(c => c.PartnerId == id && c.ArchivedAt == null, ct) || await db.CommunityProfiles.AnyAsync(c => c.PartnerId == id, ct));
        var half = Calendar.HalfYear.Containing(db.Clock.Today);
        var judgment = await PartnerPageQueries.Judgment.On(db)(db, id, ct);
        var notes = await PartnerPageQueries.Notes.On(db)(db, id).ToListAsync(ct);
        // What was agreed about a barrier is closed to whoever only named it.
        var barriers = sees ? await Outreach.Barriers.OfPartnerAsync(db, id, ct) : [];
        var incentives = await Outreach.Incentives.OfPartnerAsync(db, id, ct);
        var messages = await Outreach.ChampionMessages.OfPartnerAsync(db, id, ct);
        await OwnAgency.LogAsync(db, actor, [id], ct);
        return page with
        {
            IsCommunity = community,
            Stage = judgment?.Stage,
            StageSince = judgment?.StageSince,
            StageGap = BuyIn.StageGap.Of(judgment?.Stage, judgment?.StageSince, BuyIn.RecentIndex.Read(judgment?.Recent, half), half),
            StanceNow = judgment?.StanceNow,
            StanceWanted = judgment?.StanceWanted,
            Enthusiasm = page.Champion?.From <= judgment?.ChampionJudgedOn ? judgment?.Enthusiasm : null,
            Reach = page.Champion?.From <= judgment?.ChampionJudgedOn ? judgment?.Reach : null,
            Notes = [.. notes.Select(n => new NoteLine(n.Id, n.Version, n.Text, n.WrittenAt, n.AuthorName, n.AuthorId != null && n.AuthorId == actor.AccountId))],
            Barriers = barriers,
            Incentives = incentives,
            Messages = messages,
        };
    }
}

/// <summary>A partner to choose.</summary>
public sealed record PartnerChoice(Guid Id, string Name, string Slug, Sector Sector);
