using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>An office that signed an MOU in force and has another holder since, or none.</summary>
/// <param name="PartyId">The signature that is asked about.</param>
/// <param name="Signer">Who signed while holding the office.</param>
/// <param name="HolderNow">Who holds it today; empty where nobody does.</param>
/// <param name="Since">The first day of the new holder, or the first day without one.</param>
internal sealed record OfficeChange(Guid MouId, string Mou, Guid PartyId, Guid PartnerId, string Partner, string Slug, string Office, string Signer, string HolderNow, DateOnly Since);

/// <summary>
/// Finds signing offices whose holder changed. Flagged only where the signer held the office: a deputy who signed under a delegation changes nothing.
/// Only the version that binds today is asked about; a later one that the new holder signs settles it.
/// </summary>
internal static class OfficeChanges
{
    public static async Task<IReadOnlyList<OfficeChange>> ReadAsync(TaskForceDb db, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var signed = await (from party in db.MouParties.AsNoTracking()
                            where party.OfficeId != null && party.SignedById != null && (party.WithdrawnOn == null || party.WithdrawnOn > today)
                                && db.OfficeHoldings.Any(h => h.OfficeId == party.OfficeId && h.PersonId == party.SignedById)
                                && !db.OfficeHoldings.Any(h => h.OfficeId == party.OfficeId && h.PersonId == party.SignedById && h.From <= today && (h.To == null || h.To >= today))
                            join version in db.MouVersions on party.VersionId equals version.Id
                            join mou in db.Mous on version.MouId equals mou.Id
                            where mou.ArchivedAt == null && (mou.WithdrawnOn == null || mou.WithdrawnOn > today)
                            join office in db.Offices on party.OfficeId equals (Guid?)office.Id
                            join partner in db.Partners on party.PartnerId equals partner.Id
                            join signer in db.People on party.SignedById equals (Guid?)signer.Id
                            orderby mou.Id, party.Order, party.Id
                            select new
                            {
                                party.Id,
                                party.VersionId,
                                party.PartnerId,
                                SignedById = party.SignedById!.Value,
                                OfficeId = office.Id,
                                MouId = mou.Id,
                                Partner = partner.Name,
                                partner.Slug,
                                Office = office.Title,
                                Signer = signer.Name != "" ? signer.Name : signer.KnownAs,
                            }).ToListAsync(ct);
        if (signed.Count == 0) return [];

        var mouIds = signed.Select(s => s.MouId).Distinct().ToList();
        var mous = (await db.Mous.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Parties).Where(m => mouIds.Contains(m.Id)).ToListAsync(ct)).ToDictionary(m => m.Id);
        var officeIds = signed.Select(s => s.OfficeId).Distinct().ToList();
        var holdings = (await (from holding in db.OfficeHoldings.AsNoTracking()
                               where officeIds.Contains(holding.OfficeId)
                               join person in db.People on holding.PersonId equals person.Id
                               select new { holding.OfficeId, holding.PersonId, holding.From, holding.To, Name = person.Name != "" ? person.Name : person.KnownAs }).ToListAsync(ct)).ToLookup(h => h.OfficeId);
        return [.. signed.Where(s => mous[s.MouId].HoldingOn(today)?.Id == s.VersionId).Select(s =>
        {
            var now = holdings[s.OfficeId].FirstOrDefault(h => h.From <= today && !(h.To < today));
            var left = holdings[s.OfficeId].Where(h => h.PersonId == s.SignedById).Max(h => h.To) ?? today;
            return new OfficeChange(s.MouId, mous[s.MouId].Title, s.Id, s.PartnerId, s.Partner, s.Slug, s.Office, s.Signer, now?.Name ?? "", now?.From ?? left.AddDays(1));
        })];
    }
}
