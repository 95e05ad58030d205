using TaskForce.Core.Meetings;

namespace TaskForce.UnitTests.Meetings;

/// <summary>What the list of action items opens with.</summary>
public sealed class ActionSentencesTests
{
    [Theory]
    [InlineData(0, 0, false, "No action item is open.")]
    [InlineData(0, 0, true, "Nothing is open on your list.")]
    [InlineData(1, 1, false, "There is 1 open action item. 1 is late.")]
    [InlineData(4, 0, true, "You have 4 open action items. None is late.")]
    [InlineData(10004, 9169, false, "There are 10,004 open action items. 9,169 are late.")]
    public void A_list_says_how_many_are_open_and_how_many_are_late(int open, int late, bool mine, string sentence) =>
        Assert.Equal(sentence, MeetingSentences.Actions(open, late, mine));
}
