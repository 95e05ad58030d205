using Bunit;
using TaskForce.Core.Today;
using TaskForce.Tests;
using TaskForce.Web.Areas.Today;
using TaskForce.WebTests.Ui;

namespace TaskForce.WebTests.Today;

/// <summary>What a row of the queue offers beside its one action.</summary>
public sealed class TodayRowTests : KitContext
{
    [Theory]
    [InlineData(QueueReason.NextStepDue, QueueAct.LogOutreach, true)]
    [InlineData(QueueReason.NextStepDue, QueueAct.Open, false)]
    [InlineData(QueueReason.CheckInOverdue, QueueAct.LogOutreach, false)]
    public void Only_the_next_step_of_a_contact_is_marked_done_in_the_menu(QueueReason reason, QueueAct act, bool offered)
    {
        var row = new QueueItem { Key = "row", Reason = reason, Title = "Send the draft", Href = "/", When = "Due today", WhenSub = "due Oct 15", Act = act, Label = "Open", Due = A.Day("2026-10-15") };
        var page = Render<TodayRow>(p => p.Add(r => r.Row, row));

        Assert.Equal(offered, page.FindAll("[role=menuitem]").Any(i => i.TextContent.Contains("Mark done", StringComparison.Ordinal)));
    }
}
