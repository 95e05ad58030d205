using TaskForce.Core.Data;

namespace TaskForce.UnitTests.Data;

public class FoldingTests
{
    [Theory]
    [InlineData("Casa Épica", "casa epica")]
    [InlineData("U.S. Attorney’s Office", "us attorneys office")]
    [InlineData("  Law   Enforcement / Legal ", "law enforcement legal")]
    [InlineData("Ñandú—Ávila", "nandu avila")]
    [InlineData("", "")]
    [InlineData("///", "")]
    [InlineData(null, "")]
    public void Names_are_folded(string? name, string folded) => Assert.Equal(folded, Folding.Fold(name));

    [Theory]
    [InlineData("Anaheim Police Department", "anaheim-police-department")]
    [InlineData("U.S. Attorney's Office", "us-attorneys-office")]
    [InlineData("東京", "x")]
    [InlineData("", "x")]
    [InlineData("A  &  B", "a-b")]
    public void Slugs_hold_letters_figures_and_dashes_only(string name, string slug) => Assert.Equal(slug, Folding.Slug(name));

    [Fact]
    public void Words_are_distinct_and_not_longer_than_the_index_takes()
    {
        Assert.Equal(["the", "shelter"], Folding.Words("The shelter, the SHELTER"));
        Assert.Equal(40, Assert.Single(Folding.Words(new string('a', 300))).Length);
    }

    [Theory]
    [InlineData("MouParty", "MOU party")]
    [InlineData("Membership", "membership")]
    public void Records_are_named_in_words(string type, string words) => Assert.Equal(words, HistorySentences.Record(type));

    [Fact]
    public void Fields_are_named_in_words()
    {
        Assert.Equal("Service area", HistorySentences.Label("ServiceArea"));
        Assert.Equal("Kind", HistorySentences.Label("KindId"));
    }
}
