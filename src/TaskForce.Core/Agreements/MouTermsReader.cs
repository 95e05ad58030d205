using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>One MOU with what its state rests on.</summary>
/// <param name="Id">The MOU.</param>
/// <param name="Title">Its title.</param>
/// <param name="Versions">Its versions, oldest first, with the partners that each names.</param>
internal sealed record MouWithTerms(Guid Id, string Title, IReadOnlyList<MouVersionTerms> Versions)
{
    public IReadOnlyList<MouTerms> Terms => [.. Versions.Select(version => version.Terms)];

    /// <summary>The versions that bind one partner. A later version without it ends the earlier ones for it on the day before it takes effect.</summary>
    public IReadOnlyList<MouTerms> TermsFor(Guid partnerId)
    {
        List<MouTerms> terms = [];
        for (var i = 0; i < Versions.Count; i++)
        {
            if (!Versions[i].Partners.Contains(partnerId)) continue;
            var own = Versions[i].Terms;
            if (Versions[i].Withdrawn.TryGetValue(partnerId, out var left) && !(own.WithdrawnOn <= left)) own = own with { WithdrawnOn = left };
            foreach (var (_, later, partners, _) in Versions.Skip(i + 1))
            {
                if (partners.Contains(partnerId) || CommitmentBinding.TakesEffect(later) is not { } begins) continue;
                var last = begins.AddDays(-1);
                if (own.Expires is null || own.Expires > last) own = own with { Expires = last };
            }

            terms.Add(own);
        }

        return terms;
    }
}

/// <summary>One version with what its state rests on.</summary>
/// <param name="Name">What kind of paper it is: "version 2", "addendum 1 to version 2".</param>
/// <param name="Terms">Its dates, signatures and file.</param>
/// <param name="Partners">The partners that it names.</param>
/// <param name="Withdrawn">Those that withdrew from it while the others go on, with the first day on which they are no longer bound.</param>
internal sealed record MouVersionTerms(string Name, MouTerms Terms, IReadOnlySet<Guid> Partners, IReadOnlyDictionary<Guid, DateOnly> Withdrawn);

/// <summary>Reads what the states of MOUs rest on.</summary>
internal static class MouTermsReader
{
    private sealed record VersionRow(
        Guid Id, string Title, DateOnly? WithdrawnOn, Guid VersionId, MouVersionKind Kind, DateOnly? SentForSignatureOn, DateOnly? EffectiveOn, DateOnly? ReviewOn, DateOnly? ExpiresOn, bool HasFile);

    private sealed record PartyRow(Guid VersionId, Guid PartnerId, DateOnly? SignedOn, bool SignatureRequired, DateOnly? WithdrawnOn);

    private static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<VersionRow>>> Versions = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] mouIds) => from version in db.MouVersions.AsNoTracking()
                                           join mou in db.Mous on version.MouId equals mou.Id
                                           where mouIds.Contains(mou.Id) && mou.ArchivedAt == null
                                           orderby mou.Id, version.Number
                                           select new VersionRow(mou.Id, mou.Title, mou.WithdrawnOn, version.Id, version.Kind, version.SentForSignatureOn, version.EffectiveOn, version.ReviewOn, version.ExpiresOn, version.FileId != null)));

    private static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<PartyRow>>> Parties = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] versionIds) => db.MouParties.AsNoTracking().Where(p => versionIds.Contains(p.VersionId))
            .Select(p => new PartyRow(p.VersionId, p.PartnerId, p.SignedOn, p.SignatureRequired, p.WithdrawnOn))));

    /// <summary>Loads MOUs that are not put away, with all their versions.</summary>
    public static async Task<List<MouWithTerms>> LoadAsync(TaskForceDb db, IReadOnlyCollection<Guid> mouIds, CancellationToken ct)
    {
        var rows = await Versions.On(db)(db, [.. mouIds]).ToListAsync(ct);
        var parties = (await Parties.On(db)(db, [.. rows.Select(r => r.VersionId)]).ToListAsync(ct)).ToLookup(p => p.VersionId);
        return [.. rows.GroupBy(r => (r.Id, r.Title)).Select(mou => new MouWithTerms(mou.Key.Id, mou.Key.Title,
            [.. mou.Select((v, i) => new MouVersionTerms(AgreementSentences.VersionName([.. mou.Take(i + 1).Select(x => x.Kind)]),
                new MouTerms(v.SentForSignatureOn, v.EffectiveOn, v.ReviewOn, v.ExpiresOn,
                    [.. parties[v.VersionId].Where(p => p.SignatureRequired).Select(p => p.SignedOn)], v.HasFile, v.WithdrawnOn),
                parties[v.VersionId].Select(p => p.PartnerId).ToHashSet(),
                parties[v.VersionId].Where(p => p.WithdrawnOn is not null).ToDictionary(p => p.PartnerId, p => p.WithdrawnOn!.Value)))]))];
    }
}
