using Bunit;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>One of many, by typing.</summary>
public sealed class ComboboxTests : KitContext
{
    private static readonly Choice[] People = [new("1", "Nadia Amsel"), new("2", "Reva Lindqvist"), new("3", "Petra Vance", "Public Health")];

    private readonly List<string> asked = [];

    private Task<IReadOnlyList<Choice>> FindAsync(string text, CancellationToken ct)
    {
        asked.Add(text);
        return Task.FromResult<IReadOnlyList<Choice>>([.. People.Where(p => p.Label.Contains(text, StringComparison.OrdinalIgnoreCase))]);
    }

    [Fact]
    public async Task Recent_ones_come_first_and_nothing_is_asked_before_anything_is_typed()
    {
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Search, FindAsync).Add(f => f.Recent, People[..2]));
        await field.Find("input").FocusAsync(new());

        Assert.Equal(["Nadia Amsel", "Reva Lindqvist"], field.FindAll("[role=option]").Select(o => o.TextContent));
        Assert.Empty(asked);
    }

    [Fact]
    public async Task The_field_names_its_list_before_and_after_it_is_opened()
    {
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Options, People));
        var list = field.Find($"#{field.Find("[role=combobox]").GetAttribute("aria-controls")}");
        Assert.True(list.HasAttribute("hidden"));
        await field.Find("input").FocusAsync(new());

        Assert.False(field.Find("[role=listbox]").HasAttribute("hidden"));
    }

    [Fact]
    public async Task Fast_typing_asks_once_for_the_last_letters()
    {
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Search, FindAsync));
        var strokes = new[] { "p", "pe", "pet" }.Select(t => field.Find("input").InputAsync(t)).ToArray();
        await PassAsync(Task.WhenAll(strokes));

        Assert.Equal(["pet"], asked);
        field.WaitForAssertion(() => Assert.Equal("pet", field.Find("[role=listbox]").GetAttribute("data-for")));
        Assert.StartsWith("Petra Vance", field.Find("[role=option]").TextContent);
    }

    [Fact]
    public async Task A_choice_can_be_taken_and_taken_back()
    {
        string? value = null;
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Options, People).Add(f => f.ValueChanged, v => value = v));
        await field.Find("input").FocusAsync(new());
        field.FindAll("[role=option]")[1].Click();

        Assert.Equal("2", value);
        Assert.Contains("Reva Lindqvist", field.Find(".combo-one").TextContent);
        field.Find("[aria-label='Remove Reva Lindqvist']").Click();
        Assert.Null(value);
        Assert.NotNull(field.Find("[role=combobox]"));
    }

    [Fact]
    public async Task What_is_chosen_already_is_not_offered_again()
    {
        IReadOnlyList<Choice> values = [];
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Others").Add(f => f.Multiple, true).Add(f => f.Options, People).Add(f => f.Values, [People[0]]).Add(f => f.ValuesChanged, v => values = v));
        await field.Find("input").FocusAsync(new());

        Assert.DoesNotContain(field.FindAll("[role=option]"), o => o.TextContent == "Nadia Amsel");
        field.Find("[role=option]").Click();
        Assert.Equal(["1", "2"], values.Select(v => v.Value));
    }

    [Fact]
    public async Task Nothing_found_is_said()
    {
        var field = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Options, People));
        await field.Find("input").InputAsync("zzz");

        Assert.Equal("Nothing found for “zzz”.", field.Find("[role=status]").TextContent);
    }

    [Fact]
    public void In_a_static_form_it_is_a_list_with_the_chosen_one_in_it()
    {
        Static();
        var select = Render<Combobox>(p => p.Add(f => f.Label, "Lead").Add(f => f.Name, "Lead").Add(f => f.Options, People).Add(f => f.Value, "3")).Find("select[name=Lead]");

        Assert.Equal("Petra Vance · Public Health", select.QuerySelector("option[selected]")!.TextContent);
    }
}
