using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>Drafts to sign.</summary>
public sealed class MouDrafts(Databases databases)
{
    /// <summary>A version of an MOU as a document to sign.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="mouId">The MOU.</param>
    /// <param name="number">The version's number; nothing for the newest.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<MouFileBytes> WriteAsync(Actor actor, Guid mouId, int? number = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        var page = await new Mous(databases).PageAsync(actor, mouId, ct);
        var version = number is null ? page.Current : page.Versions.FirstOrDefault(v => v.Number == number) ?? throw new NotFoundException("version");
        var clauses = await new Clauses(databases).PageAsync(actor, mouId, version.Number, ct);
        await using var db = await databases.OpenAsync(actor, ct);
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
        // What stands in this version and was not ended before it begins, each with who promised.
        var begins = version.EffectiveOn ?? page.Today;
        var promises = (await db.Commitments.AsNoTracking().Where(c => c.MouId == mouId && (c.EndedOn == null || c.EndedOn >= begins)).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct))
            .Where(c => c.StandsIn(version.Number)).ToList();
        var promising = promises.Select(c => c.PartnerId).OfType<Guid>().Distinct().ToList();
        var names = await db.Partners.AsNoTracking().Where(p => promising.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var template = await MouTemplates.BytesAsync(db, TemplateKind.MouDraft, ct);
        var draft = new MouDraft(version.Title, profile is null ? "" : $"{profile.Name} {profile.Subtitle}".Trim(), AgreementSentences.Capital(version.Name), page.Purpose, Term(version),
            [.. version.Parties.Where(p => p.WithdrawnOn is null).Select(p => (p.Partner, p.Office ?? ""))],
            [.. clauses.Changes.Where(c => c.Kind != ClauseChangeKind.Removed).Select(c => (c.Clause.Heading, c.Clause.Partners.Count == 0 ? "" : c.Clause.By, c.Clause.Text))],
            [.. promises.Select(c => $"{(c.PartnerId is { } party ? names[party] : "Each party")}: {c.Title} ({CommitmentSentences.Cadence(c)})")]);
        return new(Folding.Slug(version.Title) + "-draft.docx", MouFileContent.ContentType(MouFileKind.Docx), MouDocument.Write(draft, template));
    }

    private static string Term(MouVersionLine version)
    {
        var from = version.EffectiveOn is { } begins ? "From " + AgreementSentences.Day(begins, default) : "From the day of the last signature";
        return version.ExpiresOn is { } ends ? $"{from} to {AgreementSentences.Day(ends, default)}" : $"{from}, open-ended";
    }
}
