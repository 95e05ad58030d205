using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>The small words and figures of the kit.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(59, 3)]
    [InlineData(79, 4)]
    [InlineData(80, 5)]
    [InlineData(100, 5)]
    public void An_index_fills_a_step_for_each_twenty(int index, int step) => Assert.Equal(step, Text.Step(index));

    [Theory]
    [InlineData(7, "+7")]
    [InlineData(-14, "−14")]
    [InlineData(0, "0")]
    public void A_change_carries_its_sign(int change, string words) => Assert.Equal(words, Text.Signed(change));

    [Theory]
    [InlineData("Maren Aldous", "MA")]
    [InlineData("Sheriff", "S")]
    [InlineData("City of Port Ellery, Mayor’s Office", "CO")]
    [InlineData("Department of Health", "DH")]
    [InlineData("", "?")]
    [InlineData(null, "?")]
    public void Initials_pass_over_small_words(string? name, string initials) => Assert.Equal(initials, Text.Initials(name));

    [Fact]
    public void Empty_class_names_leave_no_attribute()
    {
        Assert.Null(Text.Classes(null, ""));
        Assert.Equal("btn p", Text.Classes("btn", null, "p"));
    }

    [Fact]
    public void A_nested_field_name_is_a_valid_id() => Assert.Equal("f-Input-Parties-0-Name", Text.Id("Input.Parties[0].Name"));
}
