using TaskForce.Core.Access;
using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

/// <summary>Versions and addenda: which one holds, and what the others change.</summary>
public class MouVersionTests
{
    private static readonly MouTerms First = new(new(2024, 2, 1), new(2024, 3, 1), new(2025, 3, 1), new(2026, 2, 28), [new DateOnly(2024, 2, 20)], true);
    private static readonly MouTerms Second = new(new(2025, 6, 1), new(2025, 7, 1), new(2026, 3, 1), new(2027, 2, 28), [new DateOnly(2025, 6, 20)], true);
    private static readonly MouTerms Addendum = new(new(2026, 9, 1), new(2026, 10, 1), null, new(2027, 10, 31), [new DateOnly(2026, 9, 20)], false);

    [Theory]
    [InlineData("2024-02-29", null)]
    [InlineData("2024-03-01", 0)]
    [InlineData("2025-06-30", 0)]
    [InlineData("2025-07-01", 1)]
    [InlineData("2026-10-01", 1)]
    [InlineData("2027-10-31", 1)]
    public void The_newest_version_that_has_taken_effect_holds(string day, int? expected) =>
        Assert.Equal(expected, MouState.HoldingOn([First, Second, Addendum], DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2027-02-28", MouStateKind.Ending)]
    [InlineData("2027-03-01", MouStateKind.Lapsed)]
    public void An_addendum_without_its_executed_copy_extends_nothing(string day, MouStateKind expected) =>
        Assert.Equal(expected, MouState.On([First, Second, Addendum], DateOnly.Parse(day, null), 180).Kind);

    [Theory]
    [InlineData("2027-03-01", MouStateKind.InForce)]
    [InlineData("2027-10-31", MouStateKind.Ending)]
    [InlineData("2027-11-01", MouStateKind.Lapsed)]
    public void With_its_executed_copy_it_does(string day, MouStateKind expected) =>
        Assert.Equal(expected, MouState.On([First, Second, Addendum with { ExecutedCopyOnFile = true }], DateOnly.Parse(day, null), 180).Kind);

    [Fact]
    public void A_version_that_shortened_the_term_is_not_outlived_by_the_one_before()
    {
        var shorter = Second with { Expires = new(2025, 12, 31) };
        Assert.Equal(MouStateKind.Lapsed, MouState.On([First, shorter], new(2026, 1, 1), 180).Kind);
    }

    [Theory]
    [InlineData("V", "version 1")]
    [InlineData("VV", "version 2")]
    [InlineData("VA", "addendum 1 to version 1")]
    [InlineData("VAA", "addendum 2 to version 1")]
    [InlineData("VAVA", "addendum 1 to version 2")]
    [InlineData("VAV", "version 2")]
    public void A_version_is_named_by_its_place(string kinds, string expected) =>
        Assert.Equal(expected, AgreementSentences.VersionName([.. kinds.Select(k => k == 'A' ? MouVersionKind.Addendum : MouVersionKind.Version)]));

    [Fact]
    public void What_changed_names_the_parties_the_end_and_the_name()
    {
        MouPartyLine a = Party("Shelter"), b = Party("Police"), c = Party("Clinic");
        var before = Line(1, "Harbor protocol", new(2027, 2, 28), a, b);
        var after = Line(2, "County protocol", new(2027, 10, 31), a, c);
        Assert.Equal(["Renamed from Harbor protocol to County protocol", "Clinic joins", "Police leaves", "Last day moves from Feb 28, 2027 to Oct 31, 2027"],
            AgreementSentences.Changes(before, after, new(2026, 1, 1)));
        Assert.Empty(AgreementSentences.Changes(before, before, new(2026, 1, 1)));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-30", 30, false)]
    [InlineData("2026-03-01", "2026-03-31", 30, true)]
    [InlineData("2026-03-01", "2026-03-01", null, true)]
    [InlineData("2026-03-01", "2026-02-28", null, false)]
    [InlineData("2026-07-02", "2026-12-01", null, false)]
    public void A_party_leaves_no_sooner_than_its_notice_allows(string notice, string on, int? days, bool allowed)
    {
        var form = new PartyWithdrawalForm { NoticeOn = DateOnly.Parse(notice, null), On = DateOnly.Parse(on, null), Reason = "The board did not renew." };
        Assert.Equal(allowed, new PartyWithdrawalForm.Rules(new(2026, 7, 1), days).Validate(form).IsValid);
    }

    [Fact]
    public void An_addendum_says_what_it_changes()
    {
        var form = new MouForm { Title = "Protocol", Kind = MouVersionKind.Addendum, ExpiresOn = new(2027, 1, 1), Parties = [new() { PartnerId = Guid.NewGuid() }, new() { PartnerId = Guid.NewGuid() }] };
        Assert.Equal(nameof(MouForm.Summary), Assert.Single(new MouForm.Rules().Validate(form).Errors).PropertyName);
        form.Summary = "Extends the term.";
        Assert.True(new MouForm.Rules().Validate(form).IsValid);
    }

    [Fact]
    public void A_name_is_taken_from_the_version_that_holds()
    {
        var mou = new Mou { Title = "Old name" };
        var first = new MouVersion { MouId = mou.Id, EffectiveOn = new(2026, 1, 1), ExpiresOn = new(2027, 1, 1), FileId = Guid.NewGuid(), Title = "Old name" };
        var party = new MouParty { VersionId = first.Id, PartnerId = Guid.NewGuid() };
        first.Parties.Add(party);
        first.Sign(party.Id, Guid.NewGuid(), new(2025, 12, 1));
        var addendum = new MouVersion { MouId = mou.Id, Number = 2, Kind = MouVersionKind.Addendum, EffectiveOn = new(2026, 6, 1), Title = "New name" };
        var again = new MouParty { VersionId = addendum.Id, PartnerId = party.PartnerId };
        addendum.Parties.Add(again);
        addendum.Sign(again.Id, Guid.NewGuid(), new(2026, 5, 1));
        mou.Versions.AddRange([first, addendum]);
        mou.Settle(new(2026, 7, 1));
        Assert.Equal("Old name", mou.Title);
        addendum.FileId = Guid.NewGuid();
        mou.Settle(new(2026, 5, 31));
        Assert.Equal("Old name", mou.Title);
        mou.Settle(new(2026, 6, 1));
        Assert.Equal("New name", mou.Title);
        Assert.Throws<NotFoundException>(() => mou.VersionOf(Guid.NewGuid()));
    }

    private static MouPartyLine Party(string name) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), name, name, null, null, null, null, true);

    private static MouVersionLine Line(int number, string title, DateOnly end, params MouPartyLine[] parties) =>
        new(number, $"version {number}", MouVersionKind.Version, title, "", null, new(2026, 1, 1), null, end, null, parties, null, null);
}
