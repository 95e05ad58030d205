using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

public sealed partial class Commitments
{
    /// <summary>The promises of an MOU, each with the marks of every party.</summary>
    /// <exception cref="NotFoundException">There is no such MOU.</exception>
    public async Task<IReadOnlyList<CommitmentLine>> OfMouAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await db.Mous.AsNoTracking().Include(m => m.Versions).SingleOrDefaultAsync(m => m.Id == mouId, ct) ?? throw new NotFoundException("MOU");
        var pairs = (await CommitmentReader.OfMouAsync(db, mouId, ct)).ToLookup(p => p.Commitment.Id);
        // A promise whose version is a draft binds nobody yet, and is shown all the same; so is one of an MOU that is put away.
        var all = await db.Commitments.AsNoTracking().Where(c => c.MouId == mouId).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        return await LinesAsync(db, [.. all.Select(c => (c, mou.Title, mou.Newest().Number, pairs[c.Id].ToList()))], ct);
    }

    /// <summary>What one partner promised, over all its MOUs.</summary>
    /// <exception cref="NotFoundException">There is no such partner.</exception>
    public async Task<IReadOnlyList<CommitmentLine>> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Partners.AnyAsync(p => p.Id == partnerId, ct)) throw new NotFoundException("partner");
        var pairs = await CommitmentReader.OfPartnersAsync(db, [partnerId], ct);
        var mous = pairs.Select(p => p.Commitment.MouId).Distinct().ToList();
        var newest = (await db.MouVersions.AsNoTracking().Where(v => mous.Contains(v.MouId)).GroupBy(v => v.MouId).Select(g => new { g.Key, Number = g.Max(v => v.Number) }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Number);
        return [.. (await LinesAsync(db, [.. pairs.Select(p => (p.Commitment, p.MouTitle, newest[p.Commitment.MouId], new List<PartnerCommitment> { p }))], ct))
            // What ended before anything fell due says nothing about this partner.
            .Where(line => line.Parties.Any(p => p.Bound || p.Marks.Count > 0))];
    }

    /// <summary>The form of a promise as it stands.</summary>
    public async Task<CommitmentForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var c = await db.Commitments.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("promise");
        return new()
        {
            Title = c.Title,
            Kind = c.Kind,
            PartnerId = c.PartnerId,
            BodyId = c.BodyId,
            Times = c.Times,
            SharePercent = c.SharePercent,
            DeputyCounts = c.DeputyCounts,
            Gives = c.Gives,
            Hours = c.Hours,
            Period = c.Period,
            RollingMonths = c.RollingMonths,
            FirstDueOn = c.FirstDueOn,
            DueDays = c.DueDays,
            SinceVersion = c.FirstVersion,
            Version = c.Version,
        };
    }

    /// <summary>The form of a new promise: due at the end of the half that runs, and in the newest version where that one is still being agreed.</summary>
    public async Task<CommitmentForm> NewFormAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await Mous.LoadAsync(db, mouId, ct);
        var newest = mou.Newest();
        return new()
        {
            FirstDueOn = HalfYear.Containing(databases.Clock.Today).End,
            DeputyCounts = true,
            SinceVersion = mou.Versions.Count > 1 && CommitmentBinding.TakesEffect(newest.TermsUnder(mou)) is null ? newest.Number : null,
        };
    }

    /// <summary>The versions of an MOU in which a promise can stand, oldest first.</summary>
    public async Task<IReadOnlyList<(int Number, string Name)>> VersionChoicesAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await Mous.LoadAsync(db, mouId, ct);
        return [.. mou.Versions.OrderBy(v => v.Number).Select(v => (v.Number, AgreementSentences.Capital(AgreementSentences.VersionName(mou, v.Number))))];
    }

    /// <summary>The bodies in use, for the form.</summary>
    public async Task<IReadOnlyList<MouChoice>> BodyChoicesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Bodies.AsNoTracking().Where(b => b.ArchivedAt == null).OrderBy(b => b.SortName).Select(b => new MouChoice(b.Id, b.Name, null)).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<CommitmentLine>> LinesAsync(TaskForceDb db, List<(Commitment Commitment, string Mou, int Newest, List<PartnerCommitment> Pairs)> rows, CancellationToken ct)
    {
        var today = databases.Clock.Today;
        var partnerIds = rows.SelectMany(r => r.Pairs).Select(p => p.PartnerId).Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => partnerIds.Contains(p.Id)).Select(p => new { p.Id, Name = p.ShortName == "" ? p.Name : p.ShortName, p.Slug, p.SortName }).ToDictionaryAsync(p => p.Id, ct);
        var bodyIds = rows.Select(r => r.Commitment.BodyId).OfType<Guid>().Distinct().ToList();
        var bodies = await db.Bodies.AsNoTracking().Where(b => bodyIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var closed = await ClosedMarks.LoadAsync(db, [.. rows.Select(r => r.Commitment.Id)], partnerIds, ct);
        return [.. rows.Select(row => new CommitmentLine(row.Commitment.Id, row.Commitment.Version, row.Commitment.Title, row.Commitment.Kind, CommitmentSentences.Cadence(row.Commitment),
            row.Commitment.MouId, row.Mou, row.Commitment.BodyId is { } body ? bodies.GetValueOrDefault(body) : null, row.Commitment.EndedOn, row.Commitment.EndedReason, row.Commitment.LastVersion < row.Newest,
            [.. row.Pairs.OrderBy(p => partners[p.PartnerId].SortName, StringComparer.Ordinal).Select(p => new PartyMarks(p.PartnerId, partners[p.PartnerId].Name, partners[p.PartnerId].Slug,
                CommitmentBinding.Binds(p.Records.Bound, today),
                [.. p.Marks(today).Select(mark => new MarkLine(CommitmentSentences.PeriodOf(p.Commitment, mark.Due), mark, CommitmentEvidence.Ruling(p.Records, mark.Due) is not null,
                    closed.CorrectedTo(mark, p.Commitment.Id, p.PartnerId)))]))]))];
    }
}
