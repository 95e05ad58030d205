using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

/// <summary>Clauses compared word by word and version by version.</summary>
public class ClauseTests
{
    [Theory]
    [InlineData("will hold four slots a week", "will hold two slots a week", "=will hold|-four|+two|=slots a week")]
    [InlineData("same words", "same words", "=same words")]
    [InlineData("", "all new", "+all new")]
    [InlineData("all gone", "", "-all gone")]
    [InlineData("", "", "")]
    [InlineData("share decisions", "share charging decisions", "=share|+charging|=decisions")]
    [InlineData("one two three", "three two one", null)]
    [InlineData("first\nsecond", "first\r\nsecond third", "=first\nsecond|+third")]
    public void What_went_stands_before_what_came(string before, string after, string? expected)
    {
        var runs = WordChanges.Between(before, after);
        if (expected is not null)
            Assert.Equal(expected, string.Join("|", runs.Select(r => (r.Change switch { WordChange.Gone => "-", WordChange.New => "+", _ => "=" }) + r.Text)));
        // Whatever the runs are: without the new words it is the old text, without the old ones the new.
        Assert.Equal(Words(before), Words(string.Join(' ', runs.Where(r => r.Change != WordChange.New).Select(r => r.Text))));
        Assert.Equal(Words(after), Words(string.Join(' ', runs.Where(r => r.Change != WordChange.Gone).Select(r => r.Text))));
    }

    [Fact]
    public void A_text_too_long_to_compare_is_shown_as_a_whole()
    {
        var (before, after) = (string.Join(' ', Enumerable.Range(0, 3000)), string.Join(' ', Enumerable.Range(10_000, 3000)));
        Assert.Equal([WordChange.Gone, WordChange.New], WordChanges.Between(before, after).Select(r => r.Change));
    }

    [Fact]
    public void A_clause_is_known_again_by_its_origin_or_its_heading()
    {
        ClauseLine media = Line("Media", "Each speaks for itself."), term = Line("Term", "Until June."), costs = Line("Costs", "Own costs.");
        var renamed = media with { Id = Guid.NewGuid(), Heading = "Public statements" };
        var retyped = Line("TERM", "Until December.");
        var added = Line("Review", "Each March.");
        var changes = ClauseChange.Between([media, term, costs], [renamed, retyped, added]);
        Assert.Equal([ClauseChangeKind.Changed, ClauseChangeKind.Changed, ClauseChangeKind.Added, ClauseChangeKind.Removed], changes.Select(c => c.Kind));
        Assert.Equal(("Media", "Costs"), (changes[0].HeadingBefore, changes[3].Clause.Heading));
    }

    [Fact]
    public void A_clause_with_the_same_words_but_other_partners_has_changed()
    {
        var clause = Line("Roles", "Answers within the hour.");
        var moved = clause with { Id = Guid.NewGuid(), Partners = [new(Guid.NewGuid(), "Shelter")] };
        var change = Assert.Single(ClauseChange.Between([clause], [moved]));
        Assert.Equal((ClauseChangeKind.Changed, "All parties"), (change.Kind, change.ByBefore));
        Assert.Equal(ClauseChangeKind.Same, Assert.Single(ClauseChange.Between([clause], [clause with { Id = Guid.NewGuid() }])).Kind);
    }

    [Fact]
    public void The_shipped_clauses_have_headings_texts_and_an_order()
    {
        var all = ShippedClauses.All().ToList();
        Assert.Equal(all.Count, all.Select(c => c.Heading).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(c => c.Order));
        Assert.All(all, c => Assert.True(new ClauseForm.Rules().Validate(new ClauseForm { Heading = c.Heading, Text = c.Text }).IsValid));
    }

    [Theory]
    [InlineData(ApprovalOutcome.Waiting, "2026-12-03", null, "meets Dec 3, in 9 days")]
    [InlineData(ApprovalOutcome.Waiting, "2026-11-25", null, "meets Nov 25, in 1 day")]
    [InlineData(ApprovalOutcome.Waiting, "2026-11-24", null, "meets today")]
    [InlineData(ApprovalOutcome.Waiting, "2026-11-10", null, "met Nov 10; no outcome yet")]
    [InlineData(ApprovalOutcome.Waiting, null, null, "next meeting not known")]
    [InlineData(ApprovalOutcome.Approved, null, "2026-11-10", "approved Nov 10")]
    [InlineData(ApprovalOutcome.Declined, "2026-12-03", "2026-11-10", "declined Nov 10")]
    public void Where_an_approval_stands_is_said_by_its_day(ApprovalOutcome outcome, string? next, string? decided, string expected) =>
        Assert.Equal(expected, ApprovalSentences.When(outcome, Day(next), Day(decided), new(2026, 11, 24)));

    [Fact]
    public void An_outcome_has_a_day_that_has_come_and_an_objection_is_not_resolved_before_it_was_raised()
    {
        DateOnly today = new(2026, 11, 24);
        Assert.True(new ApprovalForm.Rules(today).Validate(new ApprovalForm { PartnerId = Guid.NewGuid() }).IsValid);
        Assert.False(new ApprovalForm.Rules(today).Validate(new ApprovalForm { PartnerId = Guid.NewGuid(), Outcome = ApprovalOutcome.Approved }).IsValid);
        Assert.False(new ApprovalForm.Rules(today).Validate(new ApprovalForm { PartnerId = Guid.NewGuid(), Outcome = ApprovalOutcome.Approved, DecidedOn = today.AddDays(1) }).IsValid);
        var objection = new ObjectionForm { PartnerId = Guid.NewGuid(), Trouble = "The notice is too short.", RaisedOn = today, ResolvedOn = today.AddDays(-1) };
        Assert.False(new ObjectionForm.Rules(today).Validate(objection).IsValid);
        objection.ResolvedOn = today;
        Assert.True(new ObjectionForm.Rules(today).Validate(objection).IsValid);
    }

    private static DateOnly? Day(string? iso) => iso is null ? null : DateOnly.Parse(iso, null);

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static ClauseLine Line(string heading, string text) => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), 1, heading, text, []);
}
