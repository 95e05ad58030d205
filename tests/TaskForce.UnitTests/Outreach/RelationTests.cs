using TaskForce.Core.Outreach;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Outreach;

/// <summary>What a relation rests on. Today is November 17, 2026; 24 months reach back to November 18, 2024.</summary>
public class RelationTests
{
    private static readonly DateOnly Today = A.Day("2026-11-17");

    // Each contact is a day and a letter: e event, p presentation, t training, c call, m message that nobody answered, a message that was answered.
    private static RelationMark Mark(string text) => new(A.Day(text[..10]), text[11] switch
    {
        'e' => ContactKind.Event,
        'p' => ContactKind.Presentation,
        't' => ContactKind.Training,
        'c' => ContactKind.Call,
        _ => ContactKind.MessageLeft,
    }, text[11] is 'c' or 'a');

    [Theory]
    [InlineData("", RelationBase.Nothing)]
    [InlineData("2026-05-01 m", RelationBase.Nothing)]
    [InlineData("2026-05-01 e", RelationBase.OneEvent)]
    [InlineData("2026-05-01 t|2026-06-01 m", RelationBase.OneEvent)]
    // Several things on one day are one.
    [InlineData("2026-05-01 e|2026-05-01 p", RelationBase.OneEvent)]
    [InlineData("2026-05-01 e|2026-05-01 c", RelationBase.OneContact)]
    [InlineData("2026-05-01 c", RelationBase.OneContact)]
    [InlineData("2026-05-01 a", RelationBase.OneContact)]
    [InlineData("2026-05-01 e|2026-06-01 e", RelationBase.Several)]
    [InlineData("2026-05-01 c|2026-06-01 a", RelationBase.Several)]
    // What is longer ago does not carry, what lies ahead not yet.
    [InlineData("2024-11-17 c|2026-05-01 c", RelationBase.OneContact)]
    [InlineData("2024-11-18 c|2026-05-01 c", RelationBase.Several)]
    [InlineData("2026-05-01 e|2026-11-18 c", RelationBase.OneEvent)]
    public void A_relation_rests_on_the_days_of_real_contact_in_24_months(string contacts, RelationBase expected) =>
        Assert.Equal(expected, Relation.Of(contacts.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Mark), Today));

    [Theory]
    [InlineData(RelationBase.Nothing, false)]
    [InlineData(RelationBase.OneEvent, true)]
    [InlineData(RelationBase.OneContact, true)]
    [InlineData(RelationBase.Several, false)]
    public void Only_a_relation_that_rests_on_one_thing_is_thin(RelationBase basis, bool thin) => Assert.Equal(thin, Relation.IsThin(basis));

    [Theory]
    [InlineData(new CommunityStep[0], CommunityStep.Prioritized)]
    [InlineData(new[] { CommunityStep.Prioritized, CommunityStep.TrustBuilt }, CommunityStep.IncentivesUnderstood)]
    // A step that was left out is next, however far the others went.
    [InlineData(new[] { CommunityStep.Prioritized, CommunityStep.RoleAgreed, CommunityStep.RoleAgreed }, CommunityStep.TrustBuilt)]
    public void The_next_step_is_the_first_that_was_never_taken(CommunityStep[] taken, CommunityStep expected) => Assert.Equal(expected, CommunityPath.Next(taken));

    [Fact]
    public void After_all_six_there_is_no_next_step() => Assert.Null(CommunityPath.Next(Enum.GetValues<CommunityStep>()));
}
