using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

public sealed partial class Mous
{
    /// <summary>The calendar day in the task force's zone.</summary>
    public DateOnly Today => databases.Clock.Today;

    /// <summary>A page of the register. States follow from dates, so the rows are read with their dates (a task force has some hundreds of MOUs
    /// at most) and filtered here.</summary>
    /// <exception cref="NotAllowedException">The actor may not read MOUs.</exception>
    public async Task<MouList> ListAsync(Actor actor, MouQuery query, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var notice = (await Charters.OnAsync(db, databases.Clock.Today, ct)).MouNoticeDays;
        var rows = (await RowsAsync(db, query.Archived, notice, ct)).Where(row => Matches(row, query.Text)).ToList();
        var counts = rows.GroupBy(row => row.State.Kind).ToDictionary(group => group.Key, group => group.Count());
        var wanted = Sorted(rows.Where(row => query.State is null || row.State.Kind == query.State), query.Sort).ToList();
        var start = query.After is { } after ? wanted.FindIndex(row => row.Id == after) + 1 : 0;
        var page = wanted.Skip(start).Take(query.Count).ToList();
        return new(page, wanted.Count, page.Count == 0 ? 0 : start + 1, start > query.Count ? wanted[start - query.Count - 1].Id : null, start + page.Count < wanted.Count ? page[^1].Id : null, counts, notice);
    }

    /// <summary>How many MOUs are in use.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Mous.CountAsync(m => m.ArchivedAt == null, ct);
    }

    /// <summary>Everything on the page of one MOU.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<MouPage> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await db.Mous.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Parties).SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("MOU");
        var parties = mou.Versions.SelectMany(v => v.Parties).ToList();
        var partners = await NamesAsync(db.Partners.Where(p => parties.Select(x => x.PartnerId).Contains(p.Id)).Select(p => new Named(p.Id, p.Name, p.Slug)), ct);
        var officeIds = parties.Where(x => x.OfficeId is not null).Select(x => x.OfficeId!.Value).ToList();
        var offices = await NamesAsync(db.Offices.Where(o => officeIds.Contains(o.Id)).Select(o => new Named(o.Id, o.Title, null)), ct);
        var signerIds = parties.Where(x => x.SignedById is not null).Select(x => x.SignedById!.Value).ToList();
        var signers = await NamesAsync(db.People.Where(p => signerIds.Contains(p.Id)).Select(p => new Named(p.Id, p.Name == "" ? p.KnownAs : p.Name, p.Slug)), ct);
        var fileIds = mou.Versions.SelectMany(v => new[] { v.FileId, v.TextFileId }).OfType<Guid>().ToList();
        var files = (await db.Files.AsNoTracking().Where(f => fileIds.Contains(f.Id)).ToListAsync(ct)).ToDictionary(f => f.Id);
        var charter = await Charters.OnAsync(db, databases.Clock.Today, ct);
        var holders = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId) && h.From <= databases.Clock.Today && (h.To == null || h.To >= databases.Clock.Today))
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.OfficeId, p.Id, Name = p.Name == "" ? p.KnownAs : p.Name }).ToListAsync(ct)).ToLookup(h => h.OfficeId);
        var held = await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId)).Select(h => new { h.OfficeId, h.PersonId }).ToListAsync(ct);
        var versions = mou.Versions.OrderByDescending(v => v.Number).Select(v => new MouVersionLine(v.Number, AgreementSentences.VersionName(mou, v.Number), v.Kind, mou.NameUnder(v), v.Summary, v.WithdrawalNoticeDays, v.EffectiveOn, v.ReviewOn, v.ExpiresOn, v.SentForSignatureOn,
            [.. v.Parties.OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new MouPartyLine(p.Id, p.Version, p.PartnerId, partners[p.PartnerId].Name, partners[p.PartnerId].Slug!,
                p.OfficeId is { } office ? offices[office].Name : null, p.SignedById, p.SignedById is { } signer ? signers[signer].Name : null, p.SignedOn, p.SignatureRequired, p.WithdrawnOn, p.WithdrawalReason) { HolderNow = HolderNow(p) })],
            File(v.FileId), File(v.TextFileId))).ToList();
        var holding = mou.HoldingOn(databases.Clock.Today)?.Number;
        return new(mou.Id, mou.Version, mou.Title, mou.Purpose, MouState.On(mou.Terms(), databases.Clock.Today, charter.MouNoticeDays), databases.Clock.Today, charter.MouNoticeDays,
            mou.WithdrawnOn, mou.WithdrawnReason, mou.ArchivedAt is not null, versions)
        {
            Holding = versions.Find(v => v.Number == holding),
            CoveredFrom = mou.Terms().Min(CommitmentBinding.TakesEffect),
            Gaps = CoverGap.Of(mou.Terms(), databases.Clock.Today),
            Notices = MouNotices.Read(charter.MouNotices) ?? [],
        };

        // Flagged only where the signer held the office: a deputy who signed under a delegation changes nothing. Nothing is left to ask where the MOU was withdrawn.
        string? HolderNow(MouParty party) =>
            !(mou.WithdrawnOn <= databases.Clock.Today) && party is { OfficeId: { } office, SignedById: { } signer, WithdrawnOn: null } && held.Exists(h => h.OfficeId == office && h.PersonId == signer) && !holders[office].Any(h => h.Id == signer)
                ? holders[office].Select(h => h.Name).FirstOrDefault() ?? "" : null;

        MouFileLine? File(Guid? fileId) => fileId is { } key && files.TryGetValue(key, out var f)
            ? new(f.Id, f.Name, f.Size, DateOnly.FromDateTime(databases.Clock.Local(f.UploadedAt)), f.StruckOutAt is not null) : null;
    }

    /// <summary>The form of an MOU as it stands.</summary>
    public async Task<MouForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await db.Mous.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Parties).SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("MOU");
        var version = mou.Newest();
        return new()
        {
            Title = mou.NameUnder(version),
            Purpose = mou.Purpose,
            Kind = version.Kind,
            Summary = version.Summary,
            WithdrawalNoticeDays = version.WithdrawalNoticeDays,
            EffectiveOn = version.EffectiveOn,
            ReviewOn = version.ReviewOn,
            ExpiresOn = version.ExpiresOn,
            SentForSignatureOn = version.SentForSignatureOn,
            Version = version.Version,
            Parties = [.. version.Parties.OrderBy(p => p.Order).Select(p => new MouPartyForm { PartnerId = p.PartnerId, OfficeId = p.OfficeId, SignatureRequired = p.SignatureRequired })],
        };
    }

    /// <summary>The bytes of a file that belongs to an MOU.</summary>
    /// <exception cref="NotFoundException">It is no file of this MOU, or it was struck out.</exception>
    public async Task<MouFileBytes> FileAsync(Actor actor, Guid mouId, Guid fileId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.MouVersions.AnyAsync(v => v.MouId == mouId && (v.FileId == fileId || v.TextFileId == fileId), ct)) throw new NotFoundException("file");
        return await db.Files.AsNoTracking().Where(f => f.Id == fileId && f.StruckOutAt == null)
            .Join(db.FileBytes, f => f.Id, b => b.FileId, (f, b) => new MouFileBytes(f.Name, f.ContentType, b.Bytes)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("file");
    }

    /// <summary>Partners in use, by name, for the form.</summary>
    public async Task<IReadOnlyList<MouChoice>> PartnerChoicesAsync(Actor actor, string? text, IReadOnlyCollection<Guid>? only = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = db.Partners.AsNoTracking();
        if (only is not null)
        {
            partners = partners.Where(p => only.Contains(p.Id));
        }
        else
        {
            partners = partners.Where(p => p.ArchivedAt == null).Beginning(db, text);
        }

        return await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(only is null ? 12 : 200).Select(p => new MouChoice(p.Id, p.Name, p.Kind!.Name)).ToListAsync(ct);
    }

    /// <summary>The offices of partners, by partner, for the form.</summary>
    public async Task<ILookup<Guid, MouChoice>> OfficeChoicesAsync(Actor actor, IReadOnlyCollection<Guid> partnerIds, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var offices = await db.Offices.AsNoTracking().Where(o => partnerIds.Contains(o.PartnerId) && o.ArchivedAt == null).OrderBy(o => o.Title).Select(o => new { o.PartnerId, o.Id, o.Title }).ToListAsync(ct);
        return offices.ToLookup(o => o.PartnerId, o => new MouChoice(o.Id, o.Title));
    }

    /// <summary>Who may have signed for a partner: its people of today, holders of its offices first.</summary>
    public async Task<IReadOnlyList<MouChoice>> SignerChoicesAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var holders = await (from holding in db.OfficeHoldings
                             join office in db.Offices on holding.OfficeId equals office.Id
                             join person in db.People on holding.PersonId equals person.Id
                             where office.PartnerId == partnerId && holding.From <= today && (holding.To == null || holding.To >= today)
                             orderby person.SortName
                             select new MouChoice(person.Id, person.Name == "" ? person.KnownAs : person.Name, office.Title)).ToListAsync(ct);
        var posts = await (from post in db.Posts
                           join person in db.People on post.PersonId equals person.Id
                           where post.PartnerId == partnerId && person.ArchivedAt == null && (post.To == null || post.To >= today)
                           orderby person.SortName
                           select new MouChoice(person.Id, person.Name == "" ? person.KnownAs : person.Name, post.Title)).ToListAsync(ct);
        return [.. holders.Concat(posts).DistinctBy(choice => choice.Id)];
    }

    private sealed record Named(Guid Id, string Name, string? Slug);

    private static async Task<Dictionary<Guid, Named>> NamesAsync(IQueryable<Named> query, CancellationToken ct) => (await query.ToListAsync(ct)).ToDictionary(n => n.Id);

    private async Task<List<MouRow>> RowsAsync(TaskForceDb db, bool archived, int notice, CancellationToken ct)
    {
        var today = databases.Clock.Today;
        var mous = await db.Mous.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Parties).Where(m => (m.ArchivedAt != null) == archived).ToListAsync(ct);
        var partnerIds = mous.SelectMany(m => m.Versions).SelectMany(v => v.Parties).Select(p => p.PartnerId).Distinct().ToList();
        var names = await db.Partners.AsNoTracking().Where(p => partnerIds.Contains(p.Id)).Select(p => new { p.Id, Name = p.ShortName == "" ? p.Name : p.ShortName }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. mous.Select(mou =>
        {
            var version = mou.Newest();
            var required = version.Parties.Where(p => p.SignatureRequired).ToList();
            var signed = required.Count(p => p.SignedOn is not null);
            var holds = mou.HoldingOn(today);
            var terms = holds ?? version;
            return new MouRow(mou.Id, mou.Title, [.. terms.Parties.Where(p => !(p.WithdrawnOn <= today)).OrderBy(p => p.Order).Select(p => names[p.PartnerId])], MouState.On(mou.Terms(), today, notice),
                terms.EffectiveOn, terms.ReviewOn, terms.ExpiresOn, signed, required.Count, required.Count > 0 && signed == required.Count && version.FileId is null,
                holds is not null && holds != version ? AgreementSentences.VersionName(mou, version.Number) : null);
        })];
    }

    private static bool Matches(MouRow row, string? text)
    {
        var wanted = Folding.Words(text);
        if (wanted.Count == 0) return true;
        var words = row.Parties.Append(row.Title).SelectMany(Folding.Words).ToList();
        return wanted.All(w => words.Exists(word => word.StartsWith(w, StringComparison.Ordinal)));
    }

    // What needs somebody first: the end that comes next, then reviews; open-ended ones and drafts last.
    private static IEnumerable<MouRow> Sorted(IEnumerable<MouRow> rows, string? sort)
    {
        var down = sort?.StartsWith('-') == true;
        Func<MouRow, object?> key = sort?.TrimStart('-') switch
        {
            "title" => row => Folding.Fold(row.Title),
            "state" => row => (int)row.State.Kind,
            "review" => row => row.ReviewOn ?? DateOnly.MaxValue,
            _ => row => row.ExpiresOn ?? DateOnly.MaxValue,
        };
        var ordered = down ? rows.OrderByDescending(key) : rows.OrderBy(key);
        return ordered.ThenBy(row => Folding.Fold(row.Title), StringComparer.Ordinal).ThenBy(row => row.Id);
    }
}
