using TaskForce.Core.Roster;

namespace TaskForce.UnitTests.Roster;

public sealed class AgencyNamesTests
{
    private static readonly string[] Known =
    [
        "Anaheim Police Department", "California Highway Patrol", "Costa Mesa Police Department", "Irvine Police Department", "Santa Ana Police Department",
        "Homeland Security Investigations", "Orange County District Attorney's Office", "Orange County Probation Department", "Orange County Social Services Agency",
        "Orange County Sheriff's Department", "The Salvation Army", "U.S. Attorney's Office", "Waymakers",
    ];

    private static AgencyNames Names(params string[] names)
    {
        var index = new AgencyNames();
        foreach (var name in names) index.Add(Guid.NewGuid(), name);
        return index;
    }

    [Theory]
    [InlineData("Anaheim Police Dept.", "Anaheim Police Department")]
    [InlineData("ANAHEIM POLICE DEPARTMENT", "Anaheim Police Department")]
    [InlineData("Anaheim PD", "Anaheim Police Department")]
    [InlineData("City of Anaheim Police Department", "Anaheim Police Department")]
    [InlineData("Salvation Army (The)", "The Salvation Army")]
    [InlineData("Salvation Army, The", "The Salvation Army")]
    [InlineData("US Attorney’s Office", "U.S. Attorney's Office")]
    [InlineData("United States Attorney's Office", "U.S. Attorney's Office")]
    [InlineData("Costa Mesa PD", "Costa Mesa Police Department")]
    [InlineData("Orange Co. Sheriffs Dept", "Orange County Sheriff's Department")]
    [InlineData("Orange County DA's Office", "Orange County District Attorney's Office")]
    [InlineData("Wáymakers", "Waymakers")]
    public void Spellings_of_one_name_are_the_same(string spelling, string name)
    {
        var match = Names(Known).Find(spelling);
        Assert.Equal((name, NameMatch.Same), (match?.Name, match!.Match));
    }

    [Theory]
    [InlineData("HSI Orange County", "Homeland Security Investigations", "HSI")]
    [InlineData("HSI", "Homeland Security Investigations", "HSI")]
    [InlineData("CHP", "California Highway Patrol", "CHP")]
    [InlineData("OC District Attorney", "Orange County District Attorney's Office", "OC")]
    [InlineData("OC Probation", "Orange County Probation Department", "OC")]
    [InlineData("OC Social Services Agency", "Orange County Social Services Agency", "OC")]
    [InlineData("U.S. Attorney’s Office, C.D. Cal.", "U.S. Attorney's Office", "contains")]
    [InlineData("Anahiem Police Department", "Anaheim Police Department", "letter")]
    [InlineData("Anaheim Police", "Anaheim Police Department", "leaves out")]
    [InlineData("Police Department, Anaheim", "Anaheim Police Department", "order")]
    [InlineData("Waymakers Victim Services", "Waymakers", "contains")]
    public void Near_names_are_offered_with_a_reason_and_never_taken_silently(string spelling, string name, string reason)
    {
        var match = Names(Known).Find(spelling);
        Assert.Equal((name, NameMatch.Likely), (match?.Name, match!.Match));
        Assert.Contains(reason, match.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tustin Police Department")]
    [InlineData("La Mesa PD")]
    [InlineData("Orange County Public Defender")]
    [InlineData("Police Department")]
    [InlineData("Orange County")]
    [InlineData("Catholic Charities")]
    [InlineData("")]
    [InlineData("???")]
    public void Other_agencies_are_not_taken_for_known_ones(string spelling) => Assert.Null(Names(Known).Find(spelling));

    [Fact]
    public void The_full_name_finds_the_known_short_one() =>
        Assert.Equal(NameMatch.Likely, Names("HSI", "FBI").Find("Homeland Security Investigations")?.Match);

    [Fact]
    public void A_second_name_of_an_agency_finds_it_too()
    {
        var id = Guid.NewGuid();
        var names = new AgencyNames();
        names.Add(id, "California Highway Patrol");
        names.Add(id, "CHP");
        Assert.Equal((id, NameMatch.Same), (names.Find("chp")!.Id, names.Find("chp")!.Match));
        Assert.Single(names.FindAll("C.H.P. Santa Ana"));
    }

    [Fact]
    public void Names_with_different_numbers_are_different() => Assert.Null(Names("Region 4 Task Office").Find("Region 5 Task Office"));

    [Theory]
    [InlineData("anaheim", "anahiem", 1)]
    [InlineData("irvine", "irvine", 0)]
    [InlineData("shelter", "shetler", 1)]
    [InlineData("clinic", "clinics", 1)]
    [InlineData("north", "south", 2)]
    public void Exchanged_letters_count_once(string a, string b, int distance) => Assert.Equal(distance, AgencyNames.Distance(a, b));

    [Fact]
    public void A_hundred_thousand_names_are_searched_by_index_and_not_one_by_one()
    {
        var names = new AgencyNames();
        var places = Enumerable.Range(0, 100_000).Select(i => $"Place{i % 40_000:x} Harbor{i:x} Police Department").ToList();
        foreach (var place in places) names.Add(Guid.NewGuid(), place);
        Assert.Equal(100_000, names.Count);
        Assert.Equal(places[77_777], names.Find($"Place{77_777 % 40_000:x} Harbor{77_777:x} PD")!.Name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(names.Find("Lakeview Police Department"));
        // Comparing with every name would allocate tens of megabytes.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
    }
}
