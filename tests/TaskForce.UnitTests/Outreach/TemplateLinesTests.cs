using TaskForce.Core.Outreach;

namespace TaskForce.UnitTests.Outreach;

/// <summary>Templates of approach plans, as they are typed.</summary>
public class TemplateLinesTests
{
    [Theory]
    [InlineData("14 visit: Bring the findings", 14, ContactKind.Visit, "Bring the findings")]
    [InlineData("0 Call: Ask", 0, ContactKind.Call, "Ask")]
    [InlineData("  7   e-mail :  Send the one-page: both sides  ", 7, ContactKind.Email, "Send the one-page: both sides")]
    [InlineData("3 message left: Try again", 3, ContactKind.MessageLeft, "Try again")]
    public void A_line_is_days_how_and_what_for(string line, int days, ContactKind kind, string text)
    {
        var step = Assert.Single(TemplateLines.Read(line, out var wrong));

        Assert.Equal((0, new TemplateStep(days, kind, text)), (wrong, step));
    }

    [Theory]
    [InlineData("visit: Bring the findings")]
    [InlineData("14 visit Bring the findings")]
    [InlineData("14 dance: Bring the findings")]
    [InlineData("14 visit:")]
    [InlineData("-1 visit: Back in time")]
    [InlineData("731 visit: Too late")]
    public void What_cannot_be_read_is_named_by_its_line(string line)
    {
        TemplateLines.Read("0 call: Ask\n\n" + line, out var wrong);

        Assert.Equal(3, wrong);
    }

    [Fact]
    public void Steps_come_in_their_order_and_empty_lines_are_passed_over() =>
        Assert.Equal([1, 5], TemplateLines.Read("5 call: Later\r\n\r\n1 call: First", out _).Select(s => s.Days));

    [Fact]
    public void Every_shipped_template_can_be_read()
    {
        Assert.Equal(Enum.GetValues<ApproachReason>().Except([ApproachReason.Other]).Order(), ShippedTemplates.All.Select(t => t.Reason).Order());
        foreach (var template in ShippedTemplates.All)
        {
            Assert.True(TemplateLines.Read(template.Lines, out var wrong).Count >= 5, template.Name);
            Assert.Equal(0, wrong);
        }
    }
}
