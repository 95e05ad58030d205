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
        var head = await Heads(db, db.Partners.Where(p => p.Slug == slug)).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("partner");
        var charter = await Charters.OnAsync(db, today, ct);
        var page = await WithTiesAsync(db, head with { Mou = PartnerLists.PlaceOf(head.HasMou, head.MouEndsOn, today, charter.MouNoticeDays) }, today, ct);
        page = await WithPeopleAsync(db, page, today, ct);
        return await WithCandidAsync(db, actor, page, ct);
    }

    /// <summary>Name and address of partners, for a form that chooses one: by the beginning of a word; those used lately first when nothing is typed.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> ChoicesAsync(Actor actor, string? text, int count = 20, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var query = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null);
        foreach (var word in Folding.Words(text).Take(4))
        {
            var after = Folding.After(word);
            query = query.Where(p => db.SearchWords.Where(w => w.RecordType == nameof(Partner) && w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(after) < 0).Select(w => w.EntryId).Contains(p.Id));
        }
        return await query.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(count).Select(p => new PartnerChoice(p.Id, p.Name, p.Slug, p.Sector)).ToListAsync(ct);
    }

    /// <summary>One partner as a choice, or null.</summary>
    public async Task<PartnerChoice?> ChoiceAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Partners.AsNoTracking().Where(p => p.Id == id).Select(p => new PartnerChoice(p.Id, p.Name, p.Slug, p.Sector)).FirstOrDefaultAsync(ct);
    }

    private static IQueryable<PartnerPage> Heads(TaskForceDb db, IQueryable<Partner> partners) => partners.AsNoTracking().Select(p => new PartnerPage
    {
        Id = p.Id,
        Name = p.Name,
        ShortName = p.ShortName,
        Slug = p.Slug,
        Kind = p.Kind!.Name,
        Sector = p.Sector,
        Level = p.Level,
        Tier = p.Tier,
        Website = p.Website,
        Address = p.Address,
        ServiceArea = p.ServiceArea,
        ServicesOffered = p.ServicesOffered,
        Populations = p.Populations,
        Languages = p.Languages,
        ArchivedAt = p.ArchivedAt,
        MergedInto = p.MergedIntoId == null ? null : db.Partners.Where(o => o.Id == p.MergedIntoId).Select(o => o.Slug).FirstOrDefault(),
        Index = p.Standing!.Index,
        Change = p.Standing.Change,
        HasMou = (bool?)p.Standing.HasMou ?? false,
        MouEndsOn = p.Standing.MouEndsOn,
        LastContactOn = p.Standing.LastContactOn,
        CheckInDueOn = p.Standing.CheckInDueOn,
        Holder = db.People.Where(h => h.Id == p.HolderId).Select(h => new HolderLine(h.Id, h.Name.Length > 0 ? h.Name : h.KnownAs, h.Slug, h.LeftOn)).FirstOrDefault(),
        WithoutMeetings = p.WithoutMeetings,
        TakesPartBy = p.TakesPartBy,
    });

    private static async Task<PartnerPage> WithTiesAsync(TaskForceDb db, PartnerPage page, DateOnly today, CancellationToken ct)
    {
        var id = page.Id;
        var memberships = await db.Memberships.AsNoTracking().Where(m => m.PartnerId == id).OrderByDescending(m => m.From)
            .Select(m => new MembershipLine(m.Id, m.Version, m.Kind, m.From, m.To, m.Reason)).ToListAsync(ct);
        var sponsors = await db.Sponsors.AsNoTracking().Where(s => s.PartnerId == id).OrderByDescending(s => s.From)
            .LeftJoin(db.People, s => s.PersonId, p => p.Id, (s, p) => new { S = s, P = p })
            .LeftJoin(db.Offices, x => x.S.OfficeId, o => o.Id, (x, o) => new TieLine(x.S.Id, x.S.Version, x.S.PersonId,
                x.P == null ? "" : x.P.Name.Length > 0 ? x.P.Name : x.P.KnownAs, x.P == null ? null : x.P.Slug, o == null ? "" : o.Title, x.S.OfficeId, false, false, x.S.From, x.S.To)).ToListAsync(ct);
        var champions = await db.Champions.AsNoTracking().Where(c => c.PartnerId == id).OrderByDescending(c => c.From)
            .Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new TieLine(c.Id, c.Version, c.PersonId, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, "", null, c.HasAuthority, c.LeadershipBacks, c.From, c.To)).ToListAsync(ct);
        var statements = await db.LeadershipStatements.AsNoTracking().Where(s => s.PartnerId == id).OrderByDescending(s => s.On).Take(20)
            .LeftJoin(db.People, s => s.PersonId, p => p.Id, (s, p) => new StatementLine(s.Id, s.Version, s.PersonId, p == null ? "" : p.Name.Length > 0 ? p.Name : p.KnownAs, s.On, s.InPublic, s.Text)).ToListAsync(ct);
        sponsors = [.. sponsors.OrderByDescending(s => s.From)];
        champions = [.. champions.OrderByDescending(c => c.From)];
        return page with
        {
            Tags = await db.PartnerTags.AsNoTracking().Where(t => t.PartnerId == id).OrderBy(t => t.Tag).Select(t => t.Tag).ToListAsync(ct),
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
        var people = await db.Posts.AsNoTracking().Where(p => p.PartnerId == id).Join(db.People.Where(p => p.ArchivedAt == null), t => t.PersonId, p => p.Id, (t, p) => new { T = t, P = p })
            .OrderBy(x => x.P.SortName).Take(300)
            .Select(x => new PartnerPersonLine(x.P.Id, x.T.Id, x.P.Name.Length > 0 ? x.P.Name : x.P.KnownAs, x.P.Slug, x.T.Title, x.P.Name.Length > 0, x.P.CanCommitAgency,
                x.P.Phones.OrderBy(f => f.Order).Select(f => f.Number).FirstOrDefault(), x.P.Emails.OrderBy(e => e.Order).Select(e => e.Address).FirstOrDefault(), x.T.From, x.T.To, x.T.EndReason)).ToListAsync(ct);
        var offices = await db.Offices.AsNoTracking().Where(o => o.PartnerId == id && o.ArchivedAt == null).OrderBy(o => o.Title)
            .Select(o => new { o.Id, o.Version, o.Title }).ToListAsync(ct);
        var officeIds = offices.Select(o => o.Id).ToList();
        var holdings = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId))
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.OfficeId, Line = new HoldingLine(h.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, h.From, h.To) }).ToListAsync(ct))
            .ToLookup(h => h.OfficeId, h => h.Line);
        var seats = await db.Seats.AsNoTracking().Where(s => (s.PartnerId == id || (s.OfficeId != null && officeIds.Contains(s.OfficeId.Value))) && s.From <= today && (s.To == null || s.To >= today))
            .Join(db.Bodies.Where(b => b.ArchivedAt == null), s => s.BodyId, b => b.Id, (s, b) => new { S = s, B = b }).OrderBy(x => x.B.SortName)
            .Select(x => new
            {
                x.S.Id,
                x.B.Name,
                x.B.Slug,
                x.S.Class,
                x.S.IsChair,
                Holder = x.S.Holdings.Where(h => h.From <= today && (h.To == null || h.To >= today)).Select(h => (Guid?)h.PersonId).FirstOrDefault(),
            })
            .LeftJoin(db.People, x => x.Holder, p => p.Id, (x, p) => new SeatLine(x.Id, x.Name, "/committees/" + x.Slug, x.Class, x.IsChair, x.Holder, p == null ? null : p.Name.Length > 0 ? p.Name : p.KnownAs)).ToListAsync(ct);
        return page with
        {
            People = people,
            Offices = [.. offices.Select(o => new OfficeLine(o.Id, o.Version, o.Title, [.. holdings[o.Id].OrderByDescending(h => h.From)]))],
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
        var judgment = await db.PartnerJudgments.AsNoTracking().Where(j => j.PartnerId == id).Select(j => new { j.Stage, j.StageSince, j.StanceNow, j.StanceWanted }).FirstOrDefaultAsync(ct);
        var notes = await db.PartnerNotes.AsNoTracking().Where(n => n.PartnerId == id && n.ArchivedAt == null).OrderByDescending(n => n.WrittenAt).Take(50)
            .Select(n => new { n.Id, n.Version, n.Text, n.WrittenAt, n.AuthorName, n.AuthorId }).ToListAsync(ct);
        var barriers = await Outreach.Barriers.OfPartnerAsync(db, id, ct);
        var incentives = await Outreach.Incentives.OfPartnerAsync(db, id, ct);
        await OwnAgency.LogAsync(db, actor, [id], ct);
        return page with
        {
            IsCommunity = community,
            Stage = judgment?.Stage,
            StageSince = judgment?.StageSince,
            StanceNow = judgment?.StanceNow,
            StanceWanted = judgment?.StanceWanted,
            Notes = [.. notes.Select(n => new NoteLine(n.Id, n.Version, n.Text, n.WrittenAt, n.AuthorName, n.AuthorId != null && n.AuthorId == actor.AccountId))],
            Barriers = barriers,
            Incentives = incentives,
        };
    }
}

/// <summary>A partner to choose.</summary>
public sealed record PartnerChoice(Guid Id, string Name, string Slug, Sector Sector);
