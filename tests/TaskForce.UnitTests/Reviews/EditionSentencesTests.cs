using TaskForce.Core.Reviews;

namespace TaskForce.UnitTests.Reviews;

/// <summary>What stands above kept editions reads as a person would say it, for one as for many.</summary>
public class EditionSentencesTests
{
    [Theory]
    [InlineData(0, 0, "No partner stands higher or lower in the later edition.")]
    [InlineData(1, 0, "One partner stands higher in the later edition, none lower.")]
    [InlineData(10, 4, "Ten partners stand higher in the later edition, four lower.")]
    [InlineData(0, 1, "One partner stands lower in the later edition, none higher.")]
    [InlineData(0, 24, "24 partners stand lower in the later edition, none higher.")]
    public void Two_editions_are_compared_in_one_sentence(int higher, int lower, string sentence) => Assert.Equal(sentence, EditionSentences.Compared(higher, lower));

    [Theory]
    [InlineData(0, "The records say the same today.")]
    [InlineData(1, "One value has been corrected in the records since. What was presented stays as it was.")]
    [InlineData(3, "Three values have been corrected in the records since. What was presented stays as it was.")]
    [InlineData(130, "130 values have been corrected in the records since. What was presented stays as it was.")]
    [InlineData(2600, "2,600 values have been corrected in the records since. What was presented stays as it was.")]
    public void What_was_corrected_since_is_said_in_words(int corrections, string sentence) => Assert.Equal(sentence, EditionSentences.Corrected(corrections));
}
