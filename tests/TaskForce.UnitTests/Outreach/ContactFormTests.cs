using TaskForce.Core.Outreach;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Outreach;

public class ContactFormTests
{
    private static readonly DateOnly Today = A.Day("2026-11-17");

    private static ContactForm Valid() => new() { Partners = [Guid.CreateVersion7()], On = Today, Line = "New director will name a champion" };

    public static TheoryData<string, Action<ContactForm>, string?> Cases => new()
    {
        { "a partner and a line are enough", _ => { }, null },
        { "a person alone is enough", f => (f.Partners, f.People) = ([], [Guid.CreateVersion7()]), null },
        { "nobody", f => f.Partners = [], "Partners" },
        { "too many", f => f.Partners = [.. Enumerable.Range(0, 51).Select(_ => Guid.CreateVersion7())], "Partners" },
        { "no line", f => f.Line = "  ", "Line" },
        { "a line of 500", f => f.Line = new string('a', 500), null },
        { "a line of 501", f => f.Line = new string('a', 501), "Line" },
        { "tomorrow", f => f.On = Today.AddDays(1), "On" },
        { "long ago", f => f.On = new(1926, 1, 1), "On" },
        { "a case number", f => f.Line = "Talked about case 23-00123", "Line" },
        { "a case number, confirmed", f => (f.Line, f.ConfirmedNoVictimData) = ("Talked about case 23-00123", true), null },
        { "an identity number in the next step", f => (f.NextStep, f.NextStepOn) = ("Send 123-45-6789", Today), "NextStep" },
        { "a birth date in the barrier", f => (f.Barriers, f.BarrierNote) = ([BarrierCause.Other], "DOB 3/14/2007"), "BarrierNote" },
        { "a barrier's note without a barrier", f => f.BarrierNote = "No staff until spring", "Barriers" },
        { "a next step without a day", f => f.NextStep = "Call again", "NextStepOn" },
        { "a next step before the contact", f => f.NextStepOn = Today.AddDays(-1), "NextStepOn" },
        { "a next step on the day itself", f => f.NextStepOn = Today, null },
        { "a kind that does not exist", f => f.Kind = (ContactKind)99, "Kind" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_form_names_the_field_that_is_wrong(string what, Action<ContactForm> change, string? field)
    {
        var form = Valid();
        change(form);

        Assert.Equal((what, field), (what, new ContactForm.Rules(Today).Validate(form).Errors.FirstOrDefault()?.PropertyName));
    }

    [Theory]
    [InlineData(ContactKind.Call, false, null, "Outreach logged.")]
    [InlineData(ContactKind.Call, false, "2026-12-01", "Outreach logged. Next step Tuesday, Dec 1.")]
    [InlineData(ContactKind.MessageLeft, false, null, "Outreach logged. It does not reset the check-in clock.")]
    [InlineData(ContactKind.Email, true, "2027-01-05", "Outreach logged. Next step Tuesday, Jan 5, 2027.")]
    public void What_is_said_after_a_save_names_the_consequence(ContactKind kind, bool answered, string? next, string said) =>
        Assert.Equal(said, OutreachSentences.Logged(new ContactForm { Kind = kind, TheyAnswered = answered, NextStepOn = next is null ? null : A.Day(next) }, Today));

    [Theory]
    [InlineData(0, 0, 0, 0, "No contact in the last 30 days. Log the first with L.")]
    [InlineData(0, 0, 0, 1, "No contact in the last 30 days; one next step is due.")]
    [InlineData(1, 1, 1, 0, "1 contact with 1 partner in the last 30 days, 1 of them two-way.")]
    [InlineData(1200, 800, 17, 4, "1,200 contacts with 17 partners in the last 30 days, 800 of them two-way; 4 next steps are due.")]
    public void The_log_opens_with_what_is_so(int contacts, int twoWay, int partners, int due, string said) =>
        Assert.Equal(said, OutreachSentences.Log(new(contacts, twoWay, partners, due)));

    [Fact]
    public void A_place_in_the_list_is_read_back_from_its_address_and_nothing_else_is()
    {
        var key = new ContactKey(Today, Guid.CreateVersion7());

        Assert.Equal(key, ContactKey.Parse(key.ToString()));
        Assert.All([null, "", "20261117", key.ToString()[1..], key.ToString().Replace('-', '_'), "2026x117-" + Guid.Empty.ToString("N")], t => Assert.Null(ContactKey.Parse(t)));
    }
}
