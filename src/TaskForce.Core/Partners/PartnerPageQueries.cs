using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>What a partner's page asks of the database: a dozen queries that are always the same, translated once. Candour's filter holds in them as in any other.</summary>
internal static class PartnerPageQueries
{
    internal sealed record OfficeRow(Guid Id, Guid Version, string Title);

    internal sealed record HoldingRow(Guid OfficeId, HoldingLine Line);

    internal sealed record JudgmentRow(EngagementStage? Stage, DateOnly? StageSince, Stance? StanceNow, Stance? StanceWanted, ChampionEnthusiasm? Enthusiasm, ChampionReach? Reach, DateOnly? ChampionJudgedOn, string? Recent);

    internal sealed record NoteRow(Guid Id, Guid Version, string Text, DateTime WrittenAt, string AuthorName, Guid? AuthorId);

    public static readonly ReadyQuery<Func<TaskForceDb, string, CancellationToken, Task<PartnerPage?>>> Head = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, string slug, CancellationToken ct) => db.Partners.AsNoTracking().Where(p => p.Slug == slug).Select(p => new PartnerPage
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
            WithoutMeetings = WithoutMeetings.Of(p.WithoutMeetings, p.TakesPartBy, p.WithoutMeetingsSince, p.WithoutMeetingsUntil),
        }).FirstOrDefault()));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<MembershipLine>>> Memberships = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.Memberships.AsNoTracking().Where(m => m.PartnerId == id).OrderByDescending(m => m.From)
            .Select(m => new MembershipLine(m.Id, m.Version, m.Kind, m.From, m.To, m.Reason))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<TieLine>>> Sponsors = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.Sponsors.AsNoTracking().Where(s => s.PartnerId == id).OrderByDescending(s => s.From)
            .LeftJoin(db.People, s => s.PersonId, p => p.Id, (s, p) => new { S = s, P = p })
            .LeftJoin(db.Offices, x => x.S.OfficeId, o => o.Id, (x, o) => new TieLine(x.S.Id, x.S.Version, x.S.PersonId,
                x.P == null ? "" : x.P.Name.Length > 0 ? x.P.Name : x.P.KnownAs, x.P == null ? null : x.P.Slug, o == null ? "" : o.Title, x.S.OfficeId, false, false, x.S.From, x.S.To))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<TieLine>>> Champions = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.Champions.AsNoTracking().Where(c => c.PartnerId == id).OrderByDescending(c => c.From)
            .Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new TieLine(c.Id, c.Version, c.PersonId, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, "", null, c.HasAuthority, c.LeadershipBacks, c.From, c.To))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<StatementLine>>> Statements = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.LeadershipStatements.AsNoTracking().Where(s => s.PartnerId == id).OrderByDescending(s => s.On).Take(PartnerPage.Most)
            .LeftJoin(db.People, s => s.PersonId, p => p.Id, (s, p) => new StatementLine(s.Id, s.Version, s.PersonId, p == null ? "" : p.Name.Length > 0 ? p.Name : p.KnownAs, s.On, s.InPublic, s.Text))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<string>>> Tags = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.PartnerTags.AsNoTracking().Where(t => t.PartnerId == id).OrderBy(t => t.Tag).Select(t => t.Tag)));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<PartnerPersonLine>>> People = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.Posts.AsNoTracking().Where(p => p.PartnerId == id).Join(db.People.Where(p => p.ArchivedAt == null), t => t.PersonId, p => p.Id, (t, p) => new { T = t, P = p })
            .OrderBy(x => x.P.SortName).Take(300)
            .Select(x => new PartnerPersonLine(x.P.Id, x.T.Id, x.P.Name.Length > 0 ? x.P.Name : x.P.KnownAs, x.P.Slug, x.T.Title, x.P.Name.Length > 0, x.P.CanCommitAgency,
                x.P.Phones.OrderBy(f => f.Order).Select(f => f.Number).FirstOrDefault(), x.P.Emails.OrderBy(e => e.Order).Select(e => e.Address).FirstOrDefault(), x.T.From, x.T.To, x.T.EndReason))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<OfficeRow>>> Offices = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.Offices.AsNoTracking().Where(o => o.PartnerId == id && o.ArchivedAt == null).OrderBy(o => o.Title).Select(o => new OfficeRow(o.Id, o.Version, o.Title))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<HoldingRow>>> Holdings = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] offices) => db.OfficeHoldings.AsNoTracking().Where(h => offices.Contains(h.OfficeId))
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new HoldingRow(h.OfficeId, new HoldingLine(h.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, h.From, h.To)))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, Guid[], DateOnly, IAsyncEnumerable<SeatLine>>> Seats = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id, Guid[] offices, DateOnly today) => db.Seats.AsNoTracking()
            .Where(s => (s.PartnerId == id || (s.OfficeId != null && offices.Contains(s.OfficeId.Value))) && s.From <= today && (s.To == null || s.To >= today))
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
            .LeftJoin(db.People, x => x.Holder, p => p.Id, (x, p) => new SeatLine(x.Id, x.Name, "/committees/" + x.Slug, x.Class, x.IsChair, x.Holder, p == null ? null : p.Name.Length > 0 ? p.Name : p.KnownAs))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, CancellationToken, Task<JudgmentRow?>>> Judgment = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id, CancellationToken ct) => db.PartnerJudgments.AsNoTracking().Where(j => j.PartnerId == id)
            .Select(j => new JudgmentRow(j.Stage, j.StageSince, j.StanceNow, j.StanceWanted, j.Enthusiasm, j.Reach, j.ChampionJudgedOn, db.PartnerStandings.Where(s => s.PartnerId == id).Select(s => s.Recent).FirstOrDefault())).FirstOrDefault()));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid, IAsyncEnumerable<NoteRow>>> Notes = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid id) => db.PartnerNotes.AsNoTracking().Where(n => n.PartnerId == id && n.ArchivedAt == null).OrderByDescending(n => n.WrittenAt).Take(PartnerPage.Most)
            .Select(n => new NoteRow(n.Id, n.Version, n.Text, n.WrittenAt, n.AuthorName, n.AuthorId))));
}
