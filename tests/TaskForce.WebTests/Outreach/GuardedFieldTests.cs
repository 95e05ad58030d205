using Bunit;
using Microsoft.AspNetCore.Components;
using TaskForce.Web.Ui;
using TaskForce.WebTests.Ui;

namespace TaskForce.WebTests.Outreach;

/// <summary>The guarded fields: they ask when the field is left, name what they saw, and let a person say that it is not about a victim.</summary>
public sealed class GuardedFieldTests : KitContext
{
    [Fact]
    public void A_line_that_looks_like_a_victims_data_is_named_when_the_field_is_left_and_can_be_confirmed()
    {
        (string? text, var confirmed) = ("", false);
        var field = Render<GuardedTextField>(p => p.Add(f => f.Label, "One line").Add(f => f.Name, "Line")
            .Add(f => f.ValueChanged, EventCallback.Factory.Create<string>(this, v => text = v)).Add(f => f.ConfirmedChanged, EventCallback.Factory.Create<bool>(this, v => confirmed = v)));
        Assert.Contains("Never a survivor", field.Markup);
        Assert.Empty(field.FindAll(".guard-found"));

        field.Find("input.inp").Change("Her SSN is 123-45-6789");
        Assert.Equal("Her SSN is 123-45-6789", text);
        Assert.Contains("a Social Security number", field.Find(".guard-found").TextContent);
        Assert.Contains("123-45-6789", field.Find(".guard-found b").TextContent);
        field.Find(".guard-found input[type=checkbox]").Change(true);
        Assert.True(confirmed);

        field.Find("input.inp").Change("New director from May on");
        Assert.Empty(field.FindAll(".guard-found"));
    }

    [Fact]
    public void A_posted_form_shows_the_same_without_a_live_connection()
    {
        Static();
        var area = Render<GuardedTextArea>(p => p.Add(f => f.Label, "Notes").Add(f => f.Name, "Input.Notes").Add(f => f.Value, "See case 23-00123").Add(f => f.ConfirmName, "Input.ConfirmedNoVictimData"));

        Assert.Contains("a case or docket number", area.Find(".guard-found").TextContent);
        Assert.Equal("Input.ConfirmedNoVictimData", area.Find(".guard-found input[type=checkbox]").GetAttribute("name"));
    }

    [Fact]
    public void Leaving_a_field_does_not_bring_up_the_summary_before_a_save_was_refused()
    {
        FormErrors errors = new();
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).Add(f => f.Check, () => [("Name", "Write the name.")])
            .AddChildContent<TextField>(f => f.Add(x => x.Name, "Name").Add(x => x.Label, "Name")));
        form.Find("input").Change("");
        form.WaitForAssertion(() => Assert.Contains("Write the name.", form.Markup));
        Assert.Empty(form.FindAll(".form-summary"));

        form.InvokeAsync(() => errors.Set([("Name", "Write the name.")]));
        form.WaitForAssertion(() => Assert.Single(form.FindAll(".form-summary")));
    }
}
