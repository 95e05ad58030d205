namespace TaskForce.Core.Partners;

/// <summary>A partner as coverage looks at it.</summary>
/// <param name="Membership">Its membership on the day, if there is one.</param>
/// <param name="HasSeat">Whether it has a seat in some body on the day.</param>
public sealed record CoveragePartner(
    Guid Id, string Name, string ShortName, string Slug, Sector Sector, KeyOffice? Office, Level Level, MembershipKind? Membership, bool HasSeat, int? Index, int? Change, MouPlace Mou)
{
    /// <summary>At the table: a member or affiliate, or holding a seat in a body while not declined or gone. A prospect or a supporter is not.</summary>
    public bool IsSeated => Membership is MembershipKind.Member or MembershipKind.Affiliate || (HasSeat && Membership is null);

    public string Called => ShortName.Length > 0 ? ShortName : Name;

    /// <summary>Which sort of prosecutor it is: an office of prosecution is told by its level.</summary>
    public Prosecutor? Prosecutes => Office != KeyOffice.Prosecution ? null : Level == Level.Federal ? Prosecutor.Federal : Prosecutor.StateOrLocal;
}

/// <summary>A plan that is under way for a place. Candid.</summary>
/// <param name="NextOn">The day of the next step; null when none is left.</param>
public sealed record ApproachMark(Guid Id, string Seat, DateOnly? NextOn, string DoorOpener);

/// <summary>A place at the table, with who sits there.</summary>
/// <param name="Plan">The approach that is under way, for those who may know of it.</param>
public sealed record CoveragePlace(SeatKey Key, string Name, string Why, IReadOnlyList<CoveragePartner> Seated, ApproachMark? Plan)
{
    public bool IsEmpty => Seated.Count == 0;
}

/// <summary>Two partners that work together by the shared records: committees in which both sit, and MOUs to which both are party.</summary>
public readonly record struct CoverageTie(Guid A, Guid B, int Committees, int Mous)
{
    public int Weight => Committees + Mous;
}

/// <summary>Who is at the table and who is missing, on a day.</summary>
public sealed record CoverageView(
    DateOnly Today, IReadOnlyList<CoveragePlace> Sectors, IReadOnlyList<CoveragePlace> Offices, IReadOnlyList<CoveragePlace> Communities, IReadOnlyList<CommunityLine> CommunityLines,
    IReadOnlyList<CoverageTie> Ties)
{
    /// <summary>Everybody at the table, the strongest first.</summary>
    public IReadOnlyList<CoveragePartner> Seated { get; } = [.. Sectors.SelectMany(s => s.Seated).OrderByDescending(p => p.Index ?? -1).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Empty places by need: communities that the assessment names, then sectors, then offices that no empty sector stands for already.</summary>
    public IReadOnlyList<CoveragePlace> Empty { get; } =
    [
        .. Communities.Where(c => c.IsEmpty), .. Sectors.Where(s => s.IsEmpty).OrderBy(s => Coverage.Need(s.Key.Sector!.Value)),
        .. Offices.Where(o => o.IsEmpty),
    ];
}

/// <summary>Puts coverage together from what was read. Pure.</summary>
public static class Coverage
{
    /// <summary>How near a sector is to those whom the work concerns; the smaller the sooner an empty seat there is shown.</summary>
    public static int Need(Sector sector) => sector switch
    {
        Sector.SurvivorAdvisors => 0,
        Sector.VictimServices => 1,
        Sector.LegalServices => 2,
        Sector.CommunityBased => 3,
        Sector.LgbtqServices => 4,
        Sector.LaborStandards => 5,
        Sector.JuvenileJustice => 6,
        Sector.ChildAndYouth => 7,
        Sector.HealthCare => 8,
        Sector.LocalLawEnforcement => 9,
        Sector.Prosecution => 10,
        Sector.FederalLawEnforcement => 11,
        Sector.LodgingAndTransport => 12,
        _ => 13,
    };

    /// <summary>The places of the three lists, with who sits there and the plan for each.</summary>
    /// <param name="communities">What the assessment names; the partner that speaks for each need not be seated.</param>
    public static CoverageView Of(DateOnly today, IReadOnlyCollection<CoveragePartner> partners, IReadOnlyList<CommunityLine> communities, IReadOnlyCollection<ApproachMark> plans, IReadOnlyList<CoverageTie> ties)
    {
        var seated = partners.Where(p => p.IsSeated).ToList();
        var open = plans.Where(p => p.Seat.Length > 0).GroupBy(p => p.Seat).ToDictionary(g => g.Key, g => g.OrderBy(p => p.NextOn ?? DateOnly.MaxValue).First());
        CoveragePlace Place(SeatKey key, string name, string why, IEnumerable<CoveragePartner> who) =>
            new(key, name, why, [.. who.OrderByDescending(p => p.Index ?? -1).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)], open.GetValueOrDefault(key.ToString()));

        var sectors = Enum.GetValues<Sector>().Select(s => Place(SeatKey.Of(s), PartnerWords.Of(s), CoverageSentences.Why(s), seated.Where(p => p.Sector == s)));
        var offices = Enum.GetValues<KeyOffice>().Select(o => Place(SeatKey.Of(o), PartnerWords.Of(o), CoverageSentences.Usually(o), seated.Where(p => p.Office == o)))
            .Concat(Enum.GetValues<Prosecutor>().Select(r => Place(SeatKey.Of(r), CoverageSentences.Of(r), CoverageSentences.Why(r), seated.Where(p => p.Prosecutes == r))));
        var named = communities.Select(c => Place(SeatKey.OfCommunity(c.Id), c.Name, c.Why, partners.Where(p => p.Id == c.PartnerId)));
        var there = seated.Select(p => p.Id).ToHashSet();
        return new(today, [.. sectors], [.. offices], [.. named], communities, [.. ties.Where(t => there.Contains(t.A) && there.Contains(t.B)).OrderByDescending(t => t.Weight)]);
    }
}
