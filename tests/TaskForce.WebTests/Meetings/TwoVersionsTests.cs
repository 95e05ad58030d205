using System.Reflection;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.Core.Learning;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.Web.Areas.Agreements;
using TaskForce.Web.Areas.Outreach;
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
        [typeof(PathStepForm)] = [nameof(PathStepForm.PartnerId), nameof(PathStepForm.Step)],
        [typeof(SupportOfferForm)] = [nameof(SupportOfferForm.PartnerId)],
        [typeof(BarrierForm)] = [nameof(BarrierForm.PartnerId)],
        [typeof(IncentiveForm)] = [nameof(IncentiveForm.PartnerId)],
        [typeof(SupportTieForm)] = [nameof(SupportTieForm.PartnerId), nameof(SupportTieForm.OnPartnerId)],
        [typeof(ChampionMessageForm)] = [nameof(ChampionMessageForm.PartnerId)],
        [typeof(SponsorForm)] = [nameof(SponsorForm.PartnerId)],
        [typeof(ChampionForm)] = [nameof(ChampionForm.PartnerId)],
        [typeof(StatementForm)] = [nameof(StatementForm.PartnerId)],
        [typeof(NoteForm)] = [nameof(NoteForm.PartnerId)],
        [typeof(JudgmentForm)] = [nameof(JudgmentForm.PartnerId)],
        [typeof(MembershipForm)] = [nameof(MembershipForm.PartnerId), nameof(MembershipForm.EndPrevious)],
        [typeof(ContactInput)] = [nameof(ContactInput.Find), nameof(ContactInput.Closes)],
        [typeof(ApproachForm)] = [nameof(ApproachForm.Seat), nameof(ApproachForm.Template)],
        [typeof(ApproachStepForm)] = [nameof(ApproachStepForm.PlanId)],
        [typeof(PostForm)] = [nameof(PostForm.PersonId)],
        [typeof(LeaveForm)] = [nameof(LeaveForm.PersonId)],
        [typeof(OfficeForm)] = [nameof(OfficeForm.PartnerId), nameof(OfficeForm.HolderId), nameof(OfficeForm.HolderSince)],
        [typeof(SignatureForm)] = [nameof(SignatureForm.PartyId)],
        [typeof(PartyWithdrawalForm)] = [nameof(PartyWithdrawalForm.PartyId)],
        [typeof(RulingForm)] = [nameof(RulingForm.PartnerId), nameof(RulingForm.DueOn)],
        [typeof(JudgedValueForm)] = [nameof(JudgedValueForm.Key)],
        [typeof(ClauseLibrary)] = [nameof(ClauseForm.Partners)],
        [typeof(MinutesForm)] = [nameof(MinutesForm.BegunOn)],
    };

    /// <summary>The static page of an ask says in its own words what is stored now, beside what was typed.</summary>
    private static readonly string[] SentenceOnly = [nameof(AskForm)];

    private static IEnumerable<(Type Part, PropertyInfo Fields, Type Form)> All => from part in typeof(EditPart<>).Assembly.GetTypes()
                                                                                   where !part.IsAbstract && part.IsAssignableTo(typeof(PageBase))
                                                                                   from property in part.GetProperties(Declared)
                                                                                   where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                                                                                   let one = property.PropertyType.GetGenericArguments()[0]
                                                                                   where one.IsGenericType && one.GetGenericTypeDefinition() == typeof(FormField<>)
                                                                                   select (part, property, one.GetGenericArguments()[0]);

    private const BindingFlags Declared = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<Type, string> Parts => [.. All.Select(a => new TheoryDataRow<Type, string>(a.Part, a.Fields.Name))];

    [Fact]
    public void There_are_parts_to_look_at() => Assert.True(Parts.Count >= 25);

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_answer_of_a_form_is_in_the_comparison(Type part, string fields)
    {
        var property = part.GetProperty(fields, Declared)!;
        GetType().GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(property.PropertyType.GetGenericArguments()[0].GetGenericArguments()[0]).Invoke(null, [part, property]);
    }

    [Fact]
    public void Every_form_that_carries_a_version_shows_both()
    {
        // The fields of a contact hold what its form is made of.
        var compared = All.Select(a => a.Form == typeof(ContactInput) ? typeof(ContactForm) : a.Form).ToHashSet();
        var carrying = typeof(Actor).Assembly.GetTypes().Where(t => t.Name.EndsWith("Form", StringComparison.Ordinal) && Carries.Any(name => t.GetProperty(name) is not null));

        Assert.Equal(SentenceOnly.Order(StringComparer.Ordinal), carrying.Where(t => !compared.Contains(t)).Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    private static readonly string[] Carries = ["Version", "Sequence", "BegunOn"];

    /// <summary>A form that names the record it changes carries what was seen of it.</summary>
    [Fact]
    public void Every_form_of_a_record_carries_a_version() =>
        Assert.Empty(typeof(Actor).Assembly.GetTypes().Where(t => t.Name.EndsWith("Form", StringComparison.Ordinal) && t.GetProperty("Id") is not null && !Carries.Any(name => t.GetProperty(name) is not null)).Select(t => t.Name));

    private static void Check<TForm>(Type part, PropertyInfo property) where TForm : class, new()
    {
        var fields = (IReadOnlyList<FormField<TForm>>)property.GetValue(Activator.CreateInstance(part))!;
        string[] notAsked = ["Id", "Version", "Sequence", nameof(IGuardedForm.ConfirmedNoVictimData), .. NotAsked.GetValueOrDefault(part) ?? NotAsked.GetValueOrDefault(typeof(TForm), [])];
        TForm typed = new(), to = new();
        var asked = Answers(typed, "").Where(a => !notAsked.Contains(a.Name)).ToList();
        foreach (var (_, answer, holder) in asked)
            answer.SetValue(holder, Other(answer, answer.GetValue(holder)));
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
        list.Add(type.GetGenericArguments()[0] == typeof(string) ? "typed" : Activator.CreateInstance(type.GetGenericArguments()[0]));
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
