using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

public sealed partial class Returns
{
    // A year of quarters, and the one that comes next.
    private const int Shown = 5;

    /// <summary>What a partner sends in, the newest due days first: the last few of each promise, and whatever is missing still.</summary>
    public async Task<IReadOnlyList<ReturnDue>> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var given = (await db.PartnerReturns.AsNoTracking().Where(r => r.PartnerId == partnerId).ToListAsync(ct)).ToDictionary(r => (r.CommitmentId, r.From));
        List<ReturnDue> dues = [];
        foreach (var pair in (await CommitmentReader.OfPartnersAsync(db, [partnerId], ct)).Where(p => p.Commitment.Kind == CommitmentKind.Return))
        {
            // Only what is running or over can be sent in.
            var marks = pair.Marks(today).Where(mark => mark.Due.From <= today).ToList();
            foreach (var mark in marks.Where((mark, i) => i >= marks.Count - Shown || mark.Kind == MarkKind.Missed).Reverse())
            {
                var came = given.GetValueOrDefault((pair.Commitment.Id, mark.Due.From));
                dues.Add(new(pair.Commitment.Id, pair.Commitment.Title, pair.MouTitle, CommitmentSentences.PeriodOf(pair.Commitment, mark.Due), mark.Due.On, came?.Id, came is null ? null : ReturnSentences.What(came), came?.ReceivedOn));
            }
        }

        return dues;
    }

    /// <summary>The form in which somebody enters what a partner gave.</summary>
    public async Task<ReturnView> ViewAsync(Actor actor, Guid commitmentId, Guid partnerId, DateOnly dueOn, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.GiveReturn, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        return await ViewAsync(db, commitmentId, partnerId, dueOn, actor.IsOwn(partnerId) ? actor.Name : "", ct);
    }

    /// <summary>A return that came.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<ReturnPage> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var r = await db.PartnerReturns.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("return");
        var commitment = await db.Commitments.AsNoTracking().SingleAsync(c => c.Id == r.CommitmentId, ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.Id == r.PartnerId).Select(p => new { p.Name, p.Slug }).SingleAsync(ct);
        var due = new CommitmentDue(r.From, r.To, r.To.AddDays(commitment.DueDays));
        var file = r.FileId is { } key ? await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == key, ct) : null;
        return new(r.Id, commitment.MouId, commitment.Id, commitment.Title, r.PartnerId, partner.Name, partner.Slug, CommitmentSentences.PeriodOf(commitment, due), due.On, r.ReceivedOn, r.Hours, commitment.Hours, r.Figures, r.ToldBy, r.ByLink,
            file is null ? null : new(file.Id, file.Name, file.Size, DateOnly.FromDateTime(databases.Clock.Local(file.UploadedAt)), file.StruckOutAt is not null));
    }

    /// <summary>The bytes of the file that came with a return.</summary>
    public async Task<MouFileBytes> FileAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        return await (from r in db.PartnerReturns.AsNoTracking()
                      join f in db.Files on r.FileId equals f.Id
                      join b in db.FileBytes on f.Id equals b.FileId
                      where r.Id == id && f.StruckOutAt == null
                      select new MouFileBytes(f.Name, f.ContentType, b.Bytes)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("file");
    }

    private static async Task<ReturnView> ViewAsync(TaskForceDb db, Guid commitmentId, Guid partnerId, DateOnly dueOn, string person, CancellationToken ct)
    {
        var (commitment, due) = await DueAsync(db, commitmentId, partnerId, dueOn, ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.Id == partnerId).Select(p => p.Name).SingleAsync(ct);
        var mou = await db.Mous.AsNoTracking().Where(m => m.Id == commitment.MouId).Select(m => m.Title).SingleAsync(ct);
        var given = await db.PartnerReturns.AsNoTracking().FirstOrDefaultAsync(r => r.CommitmentId == commitmentId && r.PartnerId == partnerId && r.From == due.From, ct);
        var file = given?.FileId is { } key ? await db.Files.AsNoTracking().Where(f => f.Id == key).Select(f => f.Name).FirstOrDefaultAsync(ct) : null;
        return new(partner, commitment.Title, mou, CommitmentSentences.PeriodOf(commitment, due), due.On, commitment.Gives!.Value, commitment.Hours, person,
            given is null ? null : new() { Hours = given.Hours, Figures = given.Figures, ToldBy = given.ToldBy, ToldOn = given.ReceivedOn, Seen = given.Version }, file);
    }
}
