using System.Reflection;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.People;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Meetings;

/// <summary>Every answer that can be changed is compared after a stale save; one that were forgotten would be lost without a word.</summary>
public sealed class TwoVersionsTests
{
    /// <summary>What is not an answer, or is not changed where a record is changed: a meeting's body, an activity's goal, the first holder of a new seat.</summary>
    private static readonly Dictionary<Type, string[]> NotAsked = new()
    {
        [typeof(MeetingForm)] = [nameof(MeetingForm.BodyId)],
        [typeof(ActivityForm)] = [nameof(ActivityForm.GoalId)],
        [typeof(GoalForm)] = [nameof(GoalForm.Year)],
        [typeof(ActionForm)] = [nameof(ActionForm.BodyId)],
        [typeof(SeatForm)] = [nameof(SeatForm.PersonId), nameof(SeatForm.AlternateId)],
        [typeof(PersonForm)] = [nameof(PersonForm.PartnerId), nameof(PersonForm.Title), nameof(PersonForm.Since)],
        [typeof(MouForm)] = [nameof(MouForm.Kind), nameof(MouForm.Promises)],
        [typeof(CommunityProfileForm)] = [nameof(CommunityProfileForm.PartnerId)],
        [typeof(PathStepForm)] = [nameof(PathStepForm.Id), nameof(PathStepForm.PartnerId), nameof(PathStepForm.Step)],
        [typeof(SupportOfferForm)] = [nameof(SupportOfferForm.Id), nameof(SupportOfferForm.PartnerId)],
        [typeof(PublicItemForm)] = [nameof(PublicItemForm.Id)],
        [typeof(MinutesForm)] = [nameof(MinutesForm.BegunOn)],
    };

    private static Type? FormOf(Type part)
    {
        for (var type = part.BaseType; type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EditPart<>))
                return type.GetGenericArguments()[0];
        return null;
    }

    public static TheoryData<Type> Parts => [.. typeof(EditPart<>).Assembly.GetTypes().Where(t => !t.IsAbstract && FormOf(t) is not null)];

    [Fact]
    public void There_are_parts_to_look_at() => Assert.True(Parts.Count >= 10);

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_answer_of_a_form_is_in_the_comparison(Type part) =>
        GetType().GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(FormOf(part)!).Invoke(null, [part]);

    private static void Check<TForm>(Type part) where TForm : class, new()
    {
        var fields = (IReadOnlyList<FormField<TForm>>)part.GetProperty("Fields", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)!.GetValue(Activator.CreateInstance(part))!;
        string[] notAsked = ["Version", "Sequence", nameof(IGuardedForm.ConfirmedNoVictimData), .. NotAsked.GetValueOrDefault(typeof(TForm), [])];
        TForm typed = new(), to = new();
        var asked = Answers(typed, "").Where(a => !notAsked.Contains(a.Name)).ToList();
        foreach (var (_, property, holder) in asked)
            property.SetValue(holder, Other(property, property.GetValue(holder)));
        foreach (var field in fields)
            field.Take(to, typed);

        Assert.All(Answers(to, "").Where(a => !notAsked.Contains(a.Name)).Zip(asked), a => Assert.Equal(a.Second.Property.GetValue(a.Second.Holder), a.First.Property.GetValue(a.First.Holder)));
        Assert.All(fields, f => Assert.NotEmpty(f.Label));
        Assert.All(fields, f => Assert.Contains(asked, a => a.Name == f.Name));
    }

    /// <summary>The answers of a form, those of a form within it by their path.</summary>
    private static IEnumerable<(string Name, PropertyInfo Property, object Holder)> Answers(object form, string path) => form.GetType().GetProperties().Where(p => p.CanWrite)
        .SelectMany(p => p.PropertyType.Namespace!.StartsWith("TaskForce", StringComparison.Ordinal) && p.PropertyType.IsClass ? Answers(p.GetValue(form)!, path + p.Name + ".") : [(path + p.Name, p, form)]);

    private static System.Collections.IList ListOfOne(Type type)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(type)!;
        list.Add(Activator.CreateInstance(type.GetGenericArguments()[0]));
        return list;
    }

    private static object Other(PropertyInfo property, object? now) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var t when t == typeof(string) => "typed in " + property.Name,
        var t when t == typeof(Guid) => Guid.NewGuid(),
        var t when t == typeof(int) => 7,
        var t when t == typeof(bool) => now is false,
        var t when t == typeof(DateOnly) => new DateOnly(2026, 2, 3),
        var t when t == typeof(TimeOnly) => new TimeOnly(7, 8),
        var t when t.IsGenericType && t.GetGenericTypeDefinition() == typeof(List<>) => ListOfOne(t),
        var t when t.IsEnum => Enum.GetValues(t).Cast<object>().First(v => !v.Equals(now)),
        var t => throw new NotSupportedException(t.Name),
    };
}
