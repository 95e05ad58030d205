using Bunit;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>Fields say what is wrong with them, live and in static forms.</summary>
public sealed class FieldTests : KitContext
{
    private readonly FormErrors errors = new();

    [Fact]
    public void An_error_stands_under_its_field_and_is_read_out_with_it()
    {
        errors.Set([("Name", "Write the name.")]);
        var field = Render<TextField>(p => p.AddCascadingValue(errors).Add(f => f.Name, "Name").Add(f => f.Label, "Name").Add(f => f.Help, "As on their letterhead."));
        var input = field.Find("input");

        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(["Write the name.", "As on their letterhead."], input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent.Trim()));
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
    }

    [Fact]
    public void What_a_save_found_wrong_reaches_a_field_of_which_nothing_else_has_changed()
    {
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).AddChildContent<TextField>(f => f.Add(x => x.Name, "Name").Add(x => x.Label, "Their name")));
        errors.Set([("Name", "Write the name.")]);

        form.WaitForAssertion(() => Assert.Equal("true", form.Find("input").GetAttribute("aria-invalid")));
        Assert.Equal("Write the name.", form.Find("#f-Name-error").TextContent.Trim());
    }

    [Fact]
    public void A_summary_names_what_is_wrong_in_the_order_of_the_fields()
    {
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).AddChildContent<TextField>(f => f.Add(x => x.Name, "Name").Add(x => x.Label, "Name")).AddChildContent<TextField>(f => f.Add(x => x.Name, "Email").Add(x => x.Label, "E-mail")));
        errors.Set([("Email", "Give the e-mail."), ("Name", "Write the name.")]);

        form.WaitForAssertion(() => Assert.Equal(["Name", "E-mail"], form.FindAll(".form-summary a").Select(a => a.TextContent)));
    }

    [Fact]
    public void A_field_without_help_and_error_points_at_nothing()
    {
        var input = Render<TextField>(p => p.Add(f => f.Label, "Name").Add(f => f.Optional, true)).Find("input");

        Assert.Null(input.GetAttribute("aria-describedby"));
        Assert.Null(input.GetAttribute("aria-invalid"));
        Assert.False(input.HasAttribute("required"));
    }

    [Fact]
    public void A_summary_links_to_the_fields_and_names_them_by_their_labels()
    {
        errors.Set([("Name", "Write the name."), ("Ends", "Choose a later date.")]);
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).AddChildContent<TextField>(f => f.Add(x => x.Name, "Name").Add(x => x.Label, "Their name")));
        errors.Set(errors.Items.ToArray());
        form.WaitForAssertion(() => Assert.Equal("Their name", form.Find("a[href='#f-Name']").TextContent));

        Assert.Contains("Two answers need a look", form.Markup);
    }

    [Fact]
    public void A_refusal_that_belongs_to_no_field_stands_in_the_summary()
    {
        var form = Render<Form>(p => p.Add(f => f.Errors, errors));
        errors.Set([], "That vote is closed.");

        form.WaitForAssertion(() => Assert.Equal("That vote is closed.", form.Find("[role=alert] p").TextContent.Trim()));
    }

    [Fact]
    public void Leaving_a_field_checks_it_and_no_other()
    {
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).Add(f => f.Check, () => [("Name", "Write the name."), ("Ends", "Choose a day.")])
            .AddChildContent<TextField>(f => f.Add(x => x.Name, "Name").Add(x => x.Label, "Name")));
        form.Find("input").Change("");

        Assert.Equal([("Name", "Write the name.")], errors.Items);
    }

    [Fact]
    public async Task A_form_that_is_being_saved_is_not_saved_again()
    {
        var (saves, goOn) = (0, new TaskCompletionSource());
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).Add(f => f.OnSubmit, () => { saves++; return goOn.Task; }));
        var first = form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();
        goOn.SetResult();
        await first;

        Assert.Equal(1, saves);
    }

    [Theory]
    [InlineData("in 2 weeks", "2026-10-29", "Thursday, Oct 29")]
    [InlineData("10/20", "2026-10-20", "Tuesday, Oct 20")]
    public void A_date_is_read_from_words_and_said_back(string words, string day, string said)
    {
        DateOnly? value = null;
        var field = Render<DateField>(p => p.Add(f => f.Label, "Next step").Add(f => f.Today, new DateOnly(2026, 10, 15)).Add(f => f.ValueChanged, v => value = v));
        field.Find("input").Change(words);

        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), value);
        Assert.Contains(said, field.Markup);
    }

    [Fact]
    public void A_date_that_cannot_be_read_stays_as_typed_with_a_sentence()
    {
        var changed = false;
        var field = Render<DateField>(p => p.Add(f => f.Label, "Next step").Add(f => f.ValueChanged, _ => changed = true));
        field.Find("input").Change("the day after the board");

        Assert.Equal("the day after the board", field.Find("input").GetAttribute("value"));
        Assert.Contains("Write a date such as", field.Find(".err").TextContent);
        Assert.False(changed);
    }

    [Fact]
    public void A_form_with_a_date_that_cannot_be_read_is_not_saved_until_it_can()
    {
        var saved = 0;
        var form = Render<Form>(p => p.Add(f => f.Errors, errors).Add(f => f.OnSubmit, () => saved++).AddChildContent<DateField>(f => f.Add(x => x.Name, "NextStepOn").Add(x => x.Label, "Next step")));
        form.Find("input").Change("the day after the board");
        form.Find("form").Submit();

        Assert.Equal(0, saved);
        Assert.Contains("Next step", form.Find(".form-summary").TextContent);

        form.Find("input").Change("10/20/2026");
        form.Find("form").Submit();

        Assert.Equal(1, saved);
    }

    [Fact]
    public void A_date_in_a_static_form_is_the_browsers_own_field()
    {
        Static();
        var input = Render<DateField>(p => p.Add(f => f.Label, "Day").Add(f => f.Name, "Input.Day").Add(f => f.Value, new DateOnly(2026, 10, 29))).Find("input");

        Assert.Equal(("date", "Input.Day", "2026-10-29"), (input.GetAttribute("type"), input.GetAttribute("name"), input.GetAttribute("value")));
    }

    [Theory]
    [InlineData("1,200", "1200")]
    [InlineData("7.5", "7.5")]
    [InlineData("", null)]
    public void A_number_is_read_as_it_is_written(string typed, string? value)
    {
        decimal? read = -1;
        var field = Render<NumberField>(p => p.Add(f => f.Label, "Hours").Add(f => f.ValueChanged, v => read = v));
        field.Find("input").Change(typed);

        Assert.Equal(value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("5552220194000")]
    [InlineData("-2147483648")]
    public void A_number_too_large_for_any_field_is_refused_in_the_field(string typed)
    {
        decimal? read = -1;
        var field = Render<NumberField>(p => p.Add(f => f.Label, "Hours").Add(f => f.ValueChanged, v => read = (int?)v));
        field.Find("input").Change(typed);

        Assert.Equal("Write a smaller number.", field.Find(".err").TextContent.Trim());
        Assert.Equal((typed, -1), (field.Find("input").GetAttribute("value"), read));
    }

    [Fact]
    public void A_number_that_is_none_is_said_to_be_none()
    {
        var field = Render<NumberField>(p => p.Add(f => f.Label, "Hours"));
        field.Find("input").Change("a few");

        Assert.Equal("Write a number, such as 12 or 7.5.", field.Find(".err").TextContent.Trim());
        Assert.Equal("a few", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Choices_in_a_row_are_radio_buttons_of_one_name()
    {
        string? chosen = null;
        var field = Render<ToggleGroup>(p => p.Add(f => f.Name, "How").Add(f => f.Label, "How").Add(f => f.Options, [new("call", "Call"), new("visit", "Visit")]).Add(f => f.ValueChanged, v => chosen = v));
        field.FindAll("input")[1].Change("visit");

        Assert.Equal("visit", chosen);
        Assert.Single(field.FindAll("input[type=radio]").Select(i => i.GetAttribute("name")).Distinct());
    }
}
