using FluentValidation;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Bodies;

/// <summary>What the pages of bodies and meetings share: choices, checks, the words of days.</summary>
internal static class BodyWords
{
    /// <summary>The kinds that a person may choose; the general body and the executives are there from the start.</summary>
    public static IReadOnlyList<Choice> Kinds(BodyKind current) =>
        [.. Enum.GetValues<BodyKind>().Where(k => k == current || k is not (BodyKind.GeneralBody or BodyKind.Executives)).Select(k => new Choice(k.ToString(), BodySentences.KindWord(k)))];

    public static readonly IReadOnlyList<Choice> Classes = Choice.Of<SeatClass>(BodySentences.ClassWord);
    public static readonly IReadOnlyList<Choice> Statuses = Choice.Of<ActivityStatus>(BodySentences.StatusWord);

    /// <summary>A form's rules, as a form of the kit asks for them when a field is left.</summary>
    public static IEnumerable<(string Field, string Message)> Check<T>(IValidator<T> rules, T form) => rules.Validate(form).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    /// <summary>"Jun 2027" for a day far off, "Dec 31" for one of this year.</summary>
    public static string TermEnd(DateOnly day, DateOnly today) => day.Year == today.Year ? DateWords.Write(day, today) : day.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyList<Choice>> PeopleAsync(SeatChoices choices, Core.Access.Actor actor, string text, Guid? partner, CancellationToken ct) =>
        [.. (await choices.PeopleAsync(actor, text, partner, ct)).Select(p => new Choice(p.Id.ToString("N"), p.Name, p.Partner.Length == 0 ? null : p.Partner))];

    /// <summary>The value of a chooser of people, or null.</summary>
    public static Guid? Id(string? value) => Guid.TryParseExact(value, "N", out var id) ? id : null;

    /// <summary>What those who are chosen already are called; nobody is left out.</summary>
    public static IReadOnlyDictionary<Guid, string> Names(params (Guid? Id, string? Name)[] chosen) =>
        chosen.Where(c => c.Id is not null && c.Name is not null).DistinctBy(c => c.Id).ToDictionary(c => c.Id!.Value, c => c.Name!);

    public static string? Value(Guid? id) => id?.ToString("N");
}
