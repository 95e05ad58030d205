using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

public class MouStateTests
{
    private static readonly DateOnly Effective = new(2024, 1, 1);
    private static readonly DateOnly Review = new(2025, 1, 1);
    private static readonly DateOnly Expires = new(2026, 12, 31);

    private static MouTerms Signed(DateOnly? expires, DateOnly? withdrawn = null) =>
        new(new(2023, 11, 20), Effective, Review, expires, [new(2023, 12, 1), new(2023, 12, 15)], true, withdrawn);

    private static MouState On(MouTerms terms, DateOnly day) => MouState.On(terms, day, 180);

    [Theory]
    [InlineData("2023-11-19", MouStateKind.Draft, null)]
    [InlineData("2023-11-20", MouStateKind.BeingSigned, null)]
    [InlineData("2023-12-31", MouStateKind.BeingSigned, null)]
    [InlineData("2024-01-01", MouStateKind.InForce, null)]
    [InlineData("2024-12-31", MouStateKind.InForce, null)]
    [InlineData("2025-01-01", MouStateKind.ReviewDue, null)]
    [InlineData("2026-07-03", MouStateKind.ReviewDue, null)]
    [InlineData("2026-07-04", MouStateKind.Ending, 180)]
    [InlineData("2026-11-27", MouStateKind.Ending, 34)]
    [InlineData("2026-12-30", MouStateKind.Ending, 1)]
    [InlineData("2026-12-31", MouStateKind.Ending, 0)]
    [InlineData("2027-01-01", MouStateKind.Lapsed, null)]
    public void The_state_follows_the_dates_of_the_term(string day, MouStateKind expected, int? daysLeft) =>
        Assert.Equal(new MouState(expected, daysLeft), On(Signed(Expires), DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2024-12-31", MouStateKind.InForce)]
    [InlineData("2025-01-01", MouStateKind.ReviewDue)]
    [InlineData("2060-01-01", MouStateKind.ReviewDue)]
    public void An_open_ended_MOU_never_lapses_but_its_review_falls_due(string day, MouStateKind expected) =>
        Assert.Equal(expected, On(Signed(expires: null), DateOnly.Parse(day, null)).Kind);

    [Theory]
    [InlineData("2025-03-31", MouStateKind.ReviewDue)]
    [InlineData("2025-04-01", MouStateKind.Withdrawn)]
    [InlineData("2030-01-01", MouStateKind.Withdrawn)]
    public void A_withdrawn_MOU_holds_until_the_day_of_withdrawal(string day, MouStateKind expected) =>
        Assert.Equal(expected, On(Signed(Expires, withdrawn: new(2025, 4, 1)), DateOnly.Parse(day, null)).Kind);

    [Fact]
    public void Without_the_executed_copy_on_file_nothing_is_in_force()
    {
        var terms = Signed(Expires) with { ExecutedCopyOnFile = false };
        Assert.Equal(MouStateKind.BeingSigned, On(terms, new(2024, 6, 1)).Kind);
        Assert.Equal(MouStateKind.InForce, On(terms with { ExecutedCopyOnFile = true }, new(2024, 6, 1)).Kind);
    }

    [Fact]
    public void One_required_party_that_has_not_signed_keeps_it_out_of_force()
    {
        var terms = Signed(Expires) with { RequiredSignatures = [new DateOnly(2023, 12, 1), null] };
        Assert.Equal(MouStateKind.BeingSigned, On(terms, new(2024, 6, 1)).Kind);
        Assert.Equal(1, terms.SignedOn(new(2024, 6, 1)));
    }

    [Fact]
    public void Without_a_first_day_a_signed_MOU_is_still_being_signed() =>
        Assert.Equal(MouStateKind.BeingSigned, On(Signed(Expires) with { Effective = null }, new(2024, 6, 1)).Kind);

    [Fact]
    public void An_MOU_that_requires_no_signature_is_never_in_force() =>
        Assert.Equal(MouStateKind.BeingSigned, On(Signed(Expires) with { RequiredSignatures = [] }, new(2024, 6, 1)).Kind);

    [Fact]
    public void A_signature_recorded_before_it_was_marked_as_sent_ends_the_draft() =>
        Assert.Equal(MouStateKind.BeingSigned, On(Signed(Expires) with { SentForSignature = null, ExecutedCopyOnFile = false }, new(2024, 6, 1)).Kind);

    [Theory]
    [InlineData(180, MouStateKind.ReviewDue)]
    [InlineData(181, MouStateKind.Ending)]
    public void How_early_it_is_said_to_be_ending_is_the_charters(int noticeDays, MouStateKind expected) =>
        Assert.Equal(expected, MouState.On(Signed(Expires), new(2026, 7, 3), noticeDays).Kind);

    [Theory]
    [InlineData(1, 180, "One MOU is in force; 1 ends within 180 days.")]
    [InlineData(2, 60, "2 MOUs are in force; 2 end within 60 days.")]
    [InlineData(2, 1, "2 MOUs are in force; 2 end within a day.")]
    public void The_register_says_within_what_time_the_charter_has(int ending, int noticeDays, string expected) =>
        Assert.Equal(expected, AgreementSentences.AboutAll(new Dictionary<MouStateKind, int> { [MouStateKind.Ending] = ending }, noticeDays));

    [Fact]
    public void A_term_that_ran_out_half_signed_is_lapsed_and_one_that_never_went_out_stays_a_draft()
    {
        var half = Signed(Expires) with { RequiredSignatures = [new DateOnly(2023, 12, 1), null] };
        Assert.Equal(MouStateKind.Lapsed, On(half, new(2027, 1, 1)).Kind);
        Assert.Equal(MouStateKind.Draft, On(half with { SentForSignature = null, RequiredSignatures = [null, null] }, new(2027, 1, 1)).Kind);
    }

    [Fact]
    public void A_renewal_being_signed_does_not_hide_the_version_in_force()
    {
        var renewal = new MouTerms(new(2026, 10, 1), new(2027, 1, 1), null, new(2029, 12, 31), [new DateOnly(2026, 11, 1), null], false);
        Assert.Equal(MouStateKind.Ending, MouState.On([Signed(Expires), renewal], new(2026, 12, 1), 180).Kind);
        // Nobody is bound any more: signatures on the renewal do not prolong what lapsed.
        Assert.Equal(MouStateKind.Lapsed, MouState.On([Signed(Expires), renewal], new(2027, 1, 1), 180).Kind);
    }

    [Fact]
    public void The_newest_version_in_force_counts()
    {
        var second = new MouTerms(new(2025, 11, 1), new(2026, 1, 1), null, new(2028, 12, 31), [new DateOnly(2025, 12, 1)], true);
        Assert.Equal(MouStateKind.InForce, MouState.On([Signed(Expires), second], new(2026, 12, 1), 180).Kind);
    }

    [Fact]
    public void An_MOU_without_a_version_is_a_draft() => Assert.Equal(MouStateKind.Draft, MouState.On([], new(2026, 1, 1), 180).Kind);

    [Theory]
    [InlineData(MouStateKind.InForce, true)]
    [InlineData(MouStateKind.ReviewDue, true)]
    [InlineData(MouStateKind.Ending, true)]
    [InlineData(MouStateKind.Draft, false)]
    [InlineData(MouStateKind.BeingSigned, false)]
    [InlineData(MouStateKind.Lapsed, false)]
    [InlineData(MouStateKind.Withdrawn, false)]
    public void The_parties_are_bound_while_it_is_in_force_also_when_review_or_end_is_near(MouStateKind kind, bool bound) =>
        Assert.Equal(bound, new MouState(kind).IsInForce);

    [Theory]
    [InlineData(MouStateKind.Ending, 0, "Ends today")]
    [InlineData(MouStateKind.Ending, 1, "Ends in 1 day")]
    [InlineData(MouStateKind.Ending, 34, "Ends in 34 days")]
    [InlineData(MouStateKind.BeingSigned, null, "Being signed")]
    [InlineData(MouStateKind.ReviewDue, null, "Review due")]
    public void The_word_of_a_state_is_what_a_person_would_say(MouStateKind kind, int? days, string word) =>
        Assert.Equal(word, AgreementSentences.StateWord(new(kind, days)));
}
