using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Admin;

/// <summary>The roles that an account may have.</summary>
internal static class RoleChoices
{
    public static readonly IReadOnlyList<Choice> All = [.. Enum.GetValues<Role>().Where(r => r != Role.System).Select(r => new Choice(r.ToString(), AccessSentences.Name(r)))];
}
