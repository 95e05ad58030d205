using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>What is said after something happened.</summary>
public sealed class MessageTests : KitContext
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    [Fact]
    public void A_toast_goes_after_ten_seconds()
    {
        var host = Render<ToastHost>();
        Toasts.Show("Outreach logged.");
        host.WaitForAssertion(() => Assert.Contains("Outreach logged.", host.Markup));
        Time.Advance(TimeSpan.FromSeconds(9));
        Assert.NotNull(Toasts.Current);
        Time.Advance(TimeSpan.FromSeconds(1));

        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".toast")));
    }

    [Fact]
    public void The_pointer_holds_a_toast()
    {
        var host = Render<ToastHost>();
        Toasts.Show("Outreach logged.");
        host.WaitForElement(".toast").MouseEnter();
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(Toasts.Current);
        host.Find(".toast").MouseLeave();
        Time.Advance(TimeSpan.FromSeconds(10));

        host.WaitForAssertion(() => Assert.Null(Toasts.Current));
    }

    [Fact]
    public void Undo_runs_once_and_takes_the_toast_away()
    {
        var undone = 0;
        var host = Render<ToastHost>();
        Toasts.Show("Archived.", () => { undone++; return Task.CompletedTask; });
        host.WaitForElement("[data-undo]").Click();

        Assert.Equal(1, undone);
        Assert.Null(Toasts.Current);
    }

    [Fact]
    public void An_undo_that_is_refused_becomes_a_notice_with_the_reason()
    {
        var host = Render<ToastHost>();
        Toasts.Show("Archived.", () => throw new RefusedException("It was changed since by Odile Harmon."));
        host.WaitForElement("[data-undo]").Click();
        var notice = Services.GetRequiredService<Notices>().Current;

        Assert.Null(Toasts.Current);
        Assert.Equal(("That could not be undone", "It was changed since by Odile Harmon."), (notice?.Title, notice?.Detail));
    }

    [Fact]
    public void A_stale_save_keeps_for_each_answer_what_was_chosen()
    {
        IReadOnlySet<string>? theirs = null;
        var conflict = Render<Conflict>(p => p.Add(c => c.Who, "Odile Harmon").Add(c => c.When, "at 10:34")
            .Add(c => c.Fields, [new("Title", "Title", "Mine", "Theirs"), new("Place", "Place", "Room 4", null), new("Same", "Same", "x", "x")]).Add(c => c.OnKeep, k => theirs = k));

        Assert.Equal(2, conflict.FindAll("fieldset").Count);
        conflict.FindAll("input")[1].Change(true);
        conflict.FindAll("button").First(b => b.TextContent.Contains("Save what I chose", StringComparison.Ordinal)).Click();
        Assert.Equal(["Title"], theirs);
    }

    [Fact]
    public async Task The_palette_offers_places_by_their_words_and_asks_for_records_after_two_letters()
    {
        var asked = new List<string>();
        var palette = Render<CommandPalette>(p => p.Add(c => c.Commands, [new("Go to", "Partners", "/partners", "house"), new("Go to", "Meetings", "/meetings", "house")])
            .Add(c => c.SearchAsync, (t, _) => { asked.Add(t); return Task.FromResult<IReadOnlyList<PaletteItem>>([new("Partners", "Parkside Clinic", "/partners/parkside", "house")]); }));
        await palette.Find("input").InputAsync("p");
        Assert.Equal(["Partners"], palette.FindAll("[role=option]").Select(o => o.TextContent.Trim()));
        Assert.Empty(asked);

        var stroke = palette.Find("input").InputAsync("par");
        await PassAsync(stroke);
        Assert.Equal(["/partners/parkside", "/partners"], palette.FindAll("[role=option]").Select(o => o.GetAttribute("href")));
    }

    [Fact]
    public async Task A_search_that_fails_is_said_in_the_palette()
    {
        var palette = Render<CommandPalette>(p => p.Add(c => c.Commands, []).Add(c => c.SearchAsync, (_, _) => throw new InvalidOperationException("No database.")));
        var stroke = palette.Find("input").InputAsync("par");
        await PassAsync(stroke);

        Assert.Equal("The search did not work. Try again.", palette.Find("p[role=status]").TextContent);
    }
}
