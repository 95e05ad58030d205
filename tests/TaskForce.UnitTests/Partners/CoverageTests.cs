using TaskForce.Core.Partners;

namespace TaskForce.UnitTests.Partners;

/// <summary>Who counts as being at the table, and which seats are empty.</summary>
public class CoverageTests
{
    private static readonly DateOnly Today = new(2026, 11, 17);

    private static CoveragePartner Partner(string name, Sector sector = Sector.VictimServices, KeyOffice? office = null, Level level = Level.NonGovernmental, MembershipKind? membership = MembershipKind.Member, bool seat = false, int? index = 50) =>
        new(Guid.NewGuid(), name, "", name, sector, office, level, membership, seat, index, 0, MouPlace.None);

    private static CoverageView View(IReadOnlyCollection<CoveragePartner> partners, IReadOnlyList<CommunityLine>? communities = null, IReadOnlyCollection<ApproachMark>? plans = null, IReadOnlyList<CoverageTie>? ties = null) =>
        Coverage.Of(Today, partners, communities ?? [], plans ?? [], ties ?? []);

    [Theory]
    [InlineData(MembershipKind.Member, false, true)]
    [InlineData(MembershipKind.Affiliate, false, true)]
    [InlineData(MembershipKind.Prospect, false, false)]
    [InlineData(MembershipKind.Prospect, true, false)]
    [InlineData(MembershipKind.Supporter, true, false)]
    [InlineData(MembershipKind.Declined, true, false)]
    [InlineData(MembershipKind.Former, true, false)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public void A_partner_is_at_the_table_as_a_member_or_affiliate_or_by_a_seat(MembershipKind? membership, bool seat, bool seated) =>
        Assert.Equal(seated, Partner("Clinic", membership: membership, seat: seat).IsSeated);

    [Theory]
    [InlineData(KeyOffice.Prosecution, Level.Federal, Prosecutor.Federal)]
    [InlineData(KeyOffice.Prosecution, Level.State, Prosecutor.StateOrLocal)]
    [InlineData(KeyOffice.Prosecution, Level.County, Prosecutor.StateOrLocal)]
    [InlineData(KeyOffice.LawEnforcement, Level.Federal, null)]
    [InlineData(null, Level.Federal, null)]
    public void A_prosecutor_is_told_by_the_level_of_the_office(KeyOffice? office, Level level, Prosecutor? sort) =>
        Assert.Equal(sort, Partner("Office", Sector.Prosecution, office, level).Prosecutes);

    [Fact]
    public void Fourteen_sectors_nine_offices_and_two_prosecutors_are_looked_at()
    {
        var view = View([]);

        Assert.Equal((14, 11, 25), (view.Sectors.Count, view.Offices.Count, view.Empty.Count));
        Assert.Equal("Nobody is at the table yet. Begin with the nine kinds of office that usually carry a task force.", CoverageSentences.Lead(view));
    }

    [Fact]
    public void A_prospect_fills_no_seat()
    {
        var view = View([Partner("Clinic", membership: MembershipKind.Prospect)]);

        Assert.Empty(view.Seated);
        Assert.Contains(view.Empty, p => p.Key == SeatKey.Of(Sector.VictimServices));
    }

    [Fact]
    public void Whoever_speaks_for_a_community_need_not_be_at_the_table()
    {
        var voice = Partner("Southside Alliance", Sector.CommunityBased, membership: null);
        CommunityLine farm = new(Guid.NewGuid(), Guid.NewGuid(), "Farm workers", "Named in interviews", voice.Id, voice.Name, voice.Slug), deaf = new(Guid.NewGuid(), Guid.NewGuid(), "Deaf residents", "", null, null, null);
        var view = View([voice], [farm, deaf]);

        Assert.Equal([false, true], view.Communities.Select(c => c.IsEmpty));
        Assert.Equal("Deaf residents", view.Empty[0].Name);
        Assert.Empty(view.Seated);
    }

    [Fact]
    public void The_sentence_says_how_many_are_seated_and_which_seat_comes_first()
    {
        var all = Enum.GetValues<Sector>().Select(s => Partner(s.ToString(), s)).ToList();

        Assert.Equal("All fourteen sectors are seated.", CoverageSentences.Lead(View(all)));
        Assert.Equal("Thirteen of fourteen sectors are seated; the seat of survivor advisors is empty.", CoverageSentences.Lead(View([.. all.Where(p => p.Sector != Sector.SurvivorAdvisors)])));
        Assert.Equal("Twelve of fourteen sectors are seated; the seats of LGBTQ services and lodging and transport are empty.",
            CoverageSentences.Lead(View([.. all.Where(p => p.Sector is not (Sector.LodgingAndTransport or Sector.LgbtqServices))])));
        Assert.Equal("One of fourteen sectors is seated; of the thirteen empty seats, survivor advisors and legal services come first.", CoverageSentences.Lead(View([Partner("Shelter")])));
    }

    [Fact]
    public void A_plan_stands_at_its_seat_and_the_earliest_of_several_wins()
    {
        var seat = SeatKey.Of(Sector.LaborStandards).ToString();
        ApproachMark late = new(Guid.NewGuid(), seat, Today.AddDays(9), "the U.S. Attorney"), soon = new(Guid.NewGuid(), seat, Today.AddDays(2), "");
        var view = View([Partner("Shelter")], plans: [late, soon]);
        var place = view.Sectors.Single(s => s.Key == SeatKey.Of(Sector.LaborStandards));

        Assert.Equal((soon, "Planned for Nov 19"), (place.Plan, CoverageSentences.State(place, Today)));
        Assert.Equal("Empty seat", CoverageSentences.State(view.Sectors.Single(s => s.Key == SeatKey.Of(Sector.LgbtqServices)), Today));
    }

    [Fact]
    public void Ties_are_drawn_only_between_those_at_the_table()
    {
        var (a, b, gone) = (Partner("A"), Partner("B"), Partner("C", membership: MembershipKind.Former));
        var view = View([a, b, gone], ties: [new(a.Id, gone.Id, 3, 1), new(a.Id, b.Id, 1, 1)]);

        Assert.Equal("1 committee, 1 MOU", CoverageSentences.Tie(Assert.Single(view.Ties)));
    }

    [Theory]
    [InlineData("sector:LaborStandards", true)]
    [InlineData("office:Labor", true)]
    [InlineData("prosecutor:Federal", true)]
    [InlineData("community:0198c3b29d8f7c3e8a1f2b3c4d5e6f70", true)]
    [InlineData("sector:99", false)]
    [InlineData("sector:Nothing", false)]
    [InlineData("community:x", false)]
    [InlineData("kitchen:Sink", false)]
    [InlineData(":", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_seat_is_read_back_as_it_was_written_and_nothing_else_is(string? text, bool known)
    {
        Assert.Equal(known, SeatKey.Parse(text) is not null);
        if (known)
            Assert.Equal(text, SeatKey.Parse(text)!.Value.ToString());
    }
}
