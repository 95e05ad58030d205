using TaskForce.Core.Outreach;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Outreach;

/// <summary>Who leads, and whether those who hang on that support should be talked with. Today is November 17, 2026.</summary>
public class LeaderTests
{
    private static readonly DateOnly Today = A.Day("2026-11-17");
    private static readonly Guid First = Guid.CreateVersion7(), Second = Guid.CreateVersion7();

    private static LeaderTerm Term(Guid person, string from, string? to = null, string? left = null) =>
        new(person, person == First ? "First" : "Second", "somebody", A.Day(from), to is null ? null : A.Day(to), left is null ? null : A.Day(left));

    public static TheoryData<LeaderTerm[], bool, LeaderState, string?, string?> Table => new()
    {
        { [], false, LeaderState.NotKnown, null, null },
        { [], true, LeaderState.Cooling, null, null },
        { [Term(First, "2020-01-01")], false, LeaderState.Steady, "First", null },
        { [Term(First, "2020-01-01")], true, LeaderState.Cooling, "First", null },
        // Somebody who has led from the beginning of the records is not new, however short that is.
        { [Term(First, "2026-11-01")], false, LeaderState.Steady, "First", null },
        { [Term(First, "2020-01-01", "2026-10-31"), Term(Second, "2026-11-01")], false, LeaderState.New, "Second", "2026-11-01" },
        // A new leader is named before a partner that cools: the talk is about the change.
        { [Term(First, "2020-01-01", "2026-10-31"), Term(Second, "2026-11-01")], true, LeaderState.New, "Second", "2026-11-01" },
        { [Term(First, "2020-01-01", "2026-05-20"), Term(Second, "2026-05-21")], false, LeaderState.New, "Second", "2026-05-21" },
        { [Term(First, "2020-01-01", "2026-05-19"), Term(Second, "2026-05-20")], false, LeaderState.Steady, "Second", null },
        // Elected again is not new.
        { [Term(First, "2020-01-01", "2026-10-31"), Term(First, "2026-11-01")], false, LeaderState.Steady, "First", null },
        { [Term(Second, "2016-01-01", "2019-12-31"), Term(First, "2020-01-01", "2026-10-31"), Term(First, "2026-11-01")], false, LeaderState.Steady, "First", null },
        // Who comes back after another one is.
        { [Term(First, "2016-01-01", "2019-12-31"), Term(Second, "2020-01-01", "2026-10-31"), Term(First, "2026-11-01")], false, LeaderState.New, "First", "2026-11-01" },
        { [Term(First, "2020-01-01", "2026-10-31")], false, LeaderState.Gone, "First", "2026-10-31" },
        { [Term(First, "2020-01-01", null, "2026-11-16")], false, LeaderState.Gone, "First", "2026-11-16" },
        // The last day is still served.
        { [Term(First, "2020-01-01", "2026-11-17")], false, LeaderState.Steady, "First", null },
        { [Term(First, "2020-01-01", "2026-10-31"), Term(Second, "2026-12-01")], false, LeaderState.Gone, "First", "2026-10-31" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_leader_is_steady_cooling_new_or_gone_by_the_terms_of_the_office(LeaderTerm[] terms, bool cools, LeaderState state, string? name, string? on)
    {
        var now = LeaderNow.Of(terms, cools, Today);

        Assert.Equal((state, name, on is null ? null : (DateOnly?)A.Day(on)), (now.State, now.Term?.Name, now.On));
    }

    private static LeaderRow Row(LeaderNow now, params string[] hanging) =>
        new(Guid.NewGuid(), "City of Port Ellery", "Mayor's Office", "city", "Mayor", now, null, [.. hanging.Select(h => new HangingPartner(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), h, "", "h", ""))], true, false);

    [Theory]
    [InlineData(LeaderState.Gone, "First left Mayor's Office on Oct 31. A and B hang on that support.")]
    [InlineData(LeaderState.New, "First leads Mayor's Office since Oct 31. A and B hang on that support.")]
    [InlineData(LeaderState.Cooling, "Mayor's Office is cooling. A and B hang on that support.")]
    public void The_warning_names_who_hangs_on_the_leader(LeaderState state, string sentence) =>
        Assert.Equal(sentence, LeaderSentences.Warning(Row(new(Term(First, "2020-01-01"), state, A.Day("2026-10-31")), "A", "B"), Today));

    [Fact]
    public void Nobody_is_warned_about_a_leader_on_whom_nobody_hangs_or_who_is_steady()
    {
        Assert.True(Row(new(null, LeaderState.Gone, null), "A").Warns);
        Assert.False(Row(new(null, LeaderState.Gone, null)).Warns);
        Assert.False(Row(new(null, LeaderState.Steady, null), "A").Warns);
    }
}
