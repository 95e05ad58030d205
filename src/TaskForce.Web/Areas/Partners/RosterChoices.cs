using TaskForce.Core.People;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Partners;

/// <summary>Choices of people and partners for the comboboxes of this area.</summary>
public static class RosterChoices
{
    public static IReadOnlyList<Choice> Of(IEnumerable<PersonChoice> people) => [.. people.Select(p => new Choice(p.Id.ToString(), p.Name, p.Sub))];

    public static IReadOnlyList<Choice> Of(IEnumerable<TaskForce.Core.Partners.PartnerChoice> partners) =>
        [.. partners.Select(p => new Choice(p.Id.ToString(), p.Name, TaskForce.Core.Partners.PartnerWords.Of(p.Sector)))];

    public static Guid? Id(string? value) => Guid.TryParse(value, out var id) ? id : null;
}
