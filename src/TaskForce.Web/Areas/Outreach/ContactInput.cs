using System.Globalization;
using TaskForce.Core.Outreach;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Outreach;

/// <summary>What the fields of a contact hold, live and posted alike; <see cref="ToForm"/> makes the form of it that the verb takes.</summary>
public sealed class ContactInput
{
    public const string None = "none", Week = "week", TwoWeeks = "two-weeks", Month = "month", Date = "date";

    /// <summary>Partners and people, as <see cref="WhoChoice.Value"/>.</summary>
    public List<string> Partners { get; set; } = [];
    public List<string> People { get; set; } = [];
    public string? Kind { get; set; } = nameof(ContactKind.Call);

    /// <summary>A kind that is not among the first five; wins over <see cref="Kind"/>.</summary>
    public string? More { get; set; }
    public bool TheyAnswered { get; set; }
    public DateOnly? On { get; set; }
    public string? Line { get; set; }
    public string? Mood { get; set; }
    public List<string> Barriers { get; set; } = [];
    public string? BarrierNote { get; set; }

    /// <summary>When the next step is due: one of the constants.</summary>
    public string? Next { get; set; } = None;
    public DateOnly? NextStepOn { get; set; }
    public string? NextStep { get; set; }
    public string? NextStepPersonId { get; set; }
    public List<string> Closes { get; set; } = [];
    public bool ConfirmedNoVictimData { get; set; }

    /// <summary>What was typed to find somebody, on the static form.</summary>
    public string? Find { get; set; }
    public Guid? Version { get; set; }

    /// <summary>Whether somebody typed something that must not be lost.</summary>
    public bool IsTyped => !string.IsNullOrWhiteSpace(Line) || Mood is not null || Barriers.Count > 0 || !string.IsNullOrWhiteSpace(NextStep);

    public ContactKind ChosenKind => Enum.TryParse<ContactKind>(string.IsNullOrEmpty(More) ? Kind : More, out var kind) && Enum.IsDefined(kind) ? kind : ContactKind.Call;

    public IReadOnlyList<Guid> PartnerIds => [.. Partners.Concat(People).Select(WhoChoice.Read).OfType<(Guid Id, bool IsPerson)>().Where(w => !w.IsPerson).Select(w => w.Id).Distinct()];
    public IReadOnlyList<Guid> PersonIds => [.. Partners.Concat(People).Select(WhoChoice.Read).OfType<(Guid Id, bool IsPerson)>().Where(w => w.IsPerson).Select(w => w.Id).Distinct()];

    /// <summary>The day of the next step, or nothing.</summary>
    public DateOnly? NextDay(DateOnly today) => Next switch
    {
        Week => today.AddDays(7),
        TwoWeeks => today.AddDays(14),
        Month => today.AddMonths(1),
        Date => NextStepOn,
        _ => null,
    };

    public ContactForm ToForm(DateOnly today) => new()
    {
        Partners = [.. PartnerIds],
        People = [.. PersonIds],
        Kind = ChosenKind,
        TheyAnswered = TheyAnswered,
        On = On ?? today,
        Line = Line ?? "",
        Mood = Enum.TryParse<Mood>(Mood, out var mood) && Enum.IsDefined(mood) ? mood : null,
        Barriers = [.. Barriers.Select(b => Enum.TryParse<BarrierCause>(b, out var cause) && Enum.IsDefined(cause) ? cause : (BarrierCause?)null).OfType<BarrierCause>()],
        BarrierNote = BarrierNote ?? "",
        NextStep = NextStep ?? "",
        NextStepOn = NextDay(today),
        NextStepPersonId = Guid.TryParse(NextStepPersonId, out var person) ? person : null,
        Closes = [.. Closes.Select(c => Guid.TryParse(c, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)],
        ConfirmedNoVictimData = ConfirmedNoVictimData,
        Version = Version,
    };

    /// <summary>The fields of a contact that is there already.</summary>
    public static ContactInput Of(ContactRow row)
    {
        var first = Kinds.Take(5).Any(k => k.Value == row.Kind.ToString());
        return new()
        {
            Partners = [.. row.Partners.Select(p => new WhoChoice(p.Id, false, p.Name).Value)],
            People = [.. row.People.Select(p => new WhoChoice(p.Id, true, p.Name).Value)],
            Kind = first ? row.Kind.ToString() : null,
            More = first ? null : row.Kind.ToString(),
            TheyAnswered = row.TheyAnswered,
            On = row.On,
            Line = row.Line,
            Mood = row.Mood?.ToString(),
            Barriers = [.. row.Barriers.Select(b => b.ToString())],
            BarrierNote = row.BarrierNote,
            Next = row.NextStepOn is null ? None : Date,
            NextStepOn = row.NextStepOn,
            NextStep = row.NextStep,
            NextStepPersonId = row.NextStepPersonId?.ToString(),
            Version = row.Version,
        };
    }

    /// <summary>The ways to be in touch; the first five are buttons, the rest stand behind "More".</summary>
    public static readonly IReadOnlyList<Choice> Kinds =
    [
        One(ContactKind.Call, "phone"), One(ContactKind.Coffee, "coffee"), One(ContactKind.Visit, "map-pin"), One(ContactKind.Meeting, "users"), One(ContactKind.Email, "mail"),
        One(ContactKind.Presentation, "file-text"), One(ContactKind.Event, "calendar"), One(ContactKind.Training, "graduation-cap"), One(ContactKind.MessageLeft, "message-square"),
    ];

    public static readonly IReadOnlyList<Choice> Moods = [.. Enum.GetValues<Mood>().Select(m => new Choice(m.ToString(), OutreachSentences.Mood(m)))];

    public static readonly IReadOnlyList<Choice> Causes = [.. Enum.GetValues<BarrierCause>().Select(c => new Choice(c.ToString(), OutreachSentences.Cause(c)))];

    public static readonly IReadOnlyList<Choice> Nexts = [new(None, "None"), new(Week, "1 week"), new(TwoWeeks, "2 weeks"), new(Month, "1 month"), new(Date, "Pick date", Icon: "calendar")];

    /// <summary>What the next step will be, said back: "Thursday, Oct 29. Check in, by you."</summary>
    public string Said(DateOnly today, IReadOnlyList<Choice> owners)
    {
        if (NextDay(today) is not { } day)
            return Next == Date ? "Choose the day below." : "No next step is kept.";
        var step = string.IsNullOrWhiteSpace(NextStep) ? OutreachSentences.CheckIn : NextStep.Trim();
        var who = owners.FirstOrDefault(o => o.Value == NextStepPersonId)?.Label ?? "you";
        return string.Create(CultureInfo.InvariantCulture, $"{OutreachSentences.LongDay(day, today)}. {step}, by {who}.");
    }

    private static Choice One(ContactKind kind, string icon) => new(kind.ToString(), OutreachSentences.Kind(kind), Icon: icon);
}
