using TaskForce.Core.Data;

namespace TaskForce.UnitTests.Data;

public sealed class HistorySentencesTests
{
    [Theory]
    [InlineData("ServiceArea", "Service area")]
    [InlineData("PartnerId", "Partner")]
    [InlineData("MouId", "MOU")]
    [InlineData("ExpiresOn", "Last day")]
    [InlineData("FileId", "Executed copy")]
    [InlineData("SentForSignatureOn", "Sent for signature on")]
    public void A_field_is_called_what_its_page_calls_it(string property, string label) => Assert.Equal(label, HistorySentences.Label(property));

    [Theory]
    [InlineData(new[] { "PartnerId", "Kind", "Title" }, "Title")]
    [InlineData(new[] { "Note", "PartnerId" }, "Note")]
    [InlineData(new[] { "PartnerId", "PersonId", "From" }, "PersonId")]
    [InlineData(new[] { "From", "Kind" }, null)]
    public void A_record_is_told_from_others_by_its_most_telling_field(string[] fields, string? naming)
    {
        Assert.Equal(naming, HistorySentences.Naming([.. fields.Select(f => new HistoryField(f, null, "said"))])?.Name);
        Assert.Null(HistorySentences.Naming([.. fields.Select(f => new HistoryField(f, null, ""))]));
    }

    [Theory]
    [InlineData("TrainingHosted", "Training hosted")]
    [InlineData("Voting", "Voting")]
    public void A_fixed_answer_is_words(string name, string words) => Assert.Equal(words, HistorySentences.Answer(name));

    [Theory]
    [InlineData("Title", null, "A title", true)]
    [InlineData("Title", "A title", "", true)]
    [InlineData("WithdrawnReason", null, "", false)]
    [InlineData("Order", "1", "2", false)]
    [InlineData("Hash", null, "22c1", false)]
    public void What_is_empty_or_only_the_products_own_is_not_said(string name, string? before, string? after, bool says) =>
        Assert.Equal(says, HistorySentences.Says(new(name, before, after)));
}
