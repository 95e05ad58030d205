using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Meetings;

/// <summary>What is typed to call a meeting or to change one.</summary>
public sealed class MeetingForm : IGuardedForm
{
    public Guid? BodyId { get; set; }

    /// <summary>What it is called; empty takes the name of the body.</summary>
    public string Title { get; set; } = "";
    public DateOnly? On { get; set; }
    public TimeOnly? Starts { get; set; } = new(10, 0);
    public TimeOnly? Ends { get; set; } = new(11, 30);

    /// <summary>The IANA name of the zone in which the times are meant.</summary>
    public string TimeZone { get; set; } = "";
    public string Place { get; set; } = "";
    public string Link { get; set; } = "";
    public bool Closed { get; set; }

    /// <summary>The calendar sequence that was opened: what these fields were then. Minutes and attendance are saved apart and do not make it stale.</summary>
    public int Sequence { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<MeetingForm>
    {
        public Rules()
        {
            RuleFor(f => f.BodyId).NotNull().WithMessage("Choose which body meets.");
            RuleFor(f => f.Title).MaximumLength(160).WithMessage("Keep the title under 160 characters.").GuardedText();
            RuleFor(f => f.On).NotNull().WithMessage("Choose the day.");
            RuleFor(f => f.TimeZone).Must(z => TimeZoneInfo.TryFindSystemTimeZoneById(z ?? "", out _)).WithMessage("Choose a time zone from the list, for example America/Los_Angeles.");
            RuleFor(f => f.Starts).NotNull().WithMessage("Say when it starts, for example 10:00.")
                .Must((f, at) => at is null || f.On is null || !TimeZoneInfo.TryFindSystemTimeZoneById(f.TimeZone ?? "", out _) || !MeetingTime.IsSkipped(f.On.Value, at.Value, f.TimeZone!))
                .WithMessage("The clock skips this time on that day, when daylight saving begins. Choose an hour later.");
            RuleFor(f => f.Ends).Must((f, end) => end is null || f.Starts is null || end > f.Starts).WithMessage("It ends before it starts. Change one of the times.");
            RuleFor(f => f.Place).MaximumLength(200).WithMessage("Keep the place under 200 characters.").GuardedText();
            RuleFor(f => f.Link).MaximumLength(500).WithMessage("This link is too long; 500 characters are the most.")
                .Must(IsLink).WithMessage("A link starts with https:// or http://. Paste the whole address.");
        }

        private static bool IsLink(string link) =>
            string.IsNullOrWhiteSpace(link) || (Uri.TryCreate(link.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
    }
}

/// <summary>What is typed to cancel a meeting.</summary>
public sealed class CancelForm : IGuardedForm
{
    public string Reason { get; set; } = "";

    /// <summary>The calendar sequence that was opened, as <see cref="MeetingForm.Sequence"/>: who cancels knows what day, place and state it is that is cancelled.</summary>
    public int Sequence { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<CancelForm>
    {
        public Rules() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why, in a few words. Everybody invited sees it.")
            .MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
    }
}

/// <summary>What is typed to put something on the agenda.</summary>
public sealed class AgendaForm : IGuardedForm
{
    public string Title { get; set; } = "";
    public string Purpose { get; set; } = "";

    /// <summary>How many minutes it may take, or null.</summary>
    public int? Minutes { get; set; }
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<AgendaForm>
    {
        public Rules()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Write what it is about.").MaximumLength(200).WithMessage("Keep the item under 200 characters.").GuardedText();
            RuleFor(f => f.Purpose).MaximumLength(300).WithMessage("Keep the purpose under 300 characters.").GuardedText();
            RuleFor(f => f.Minutes).Must(m => m is null or (>= 1 and <= 480)).WithMessage("Write between 1 and 480 minutes, or leave it empty.");
        }
    }
}

/// <summary>What is typed to record a decision, as a plain statement.</summary>
public sealed class DecisionForm : IGuardedForm
{
    public string Text { get; set; } = "";
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<DecisionForm>
    {
        public Rules() => RuleFor(f => f.Text).NotEmpty().WithMessage("Write what was decided, as one statement.")
            .MaximumLength(1000).WithMessage("Keep the decision under 1,000 characters.").GuardedText();
    }
}

/// <summary>What is typed to give somebody something to do.</summary>
public sealed class ActionForm : IGuardedForm
{
    public string Title { get; set; } = "";
    public Guid? PersonId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>The body whose business it is, where it comes from no meeting.</summary>
    public Guid? BodyId { get; set; }
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ActionForm>
    {
        public Rules() => RuleFor(f => f.Title).NotEmpty().WithMessage("Say what is to be done.")
            .MaximumLength(200).WithMessage("Keep it under 200 characters.").GuardedText();
    }
}

/// <summary>What is typed to reply to an invitation.</summary>
public sealed class ReplyForm : IGuardedForm
{
    public ReplyAnswer? Answer { get; set; }
    public string Note { get; set; } = "";

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ReplyForm>
    {
        public Rules()
        {
            RuleFor(f => f.Answer).NotNull().WithMessage("Choose one of the answers.").IsInEnum().WithMessage("Choose one of the answers.");
            RuleFor(f => f.Note).MaximumLength(300).WithMessage("Keep the note under 300 characters.").GuardedText();
        }
    }
}

/// <summary>What is typed to add a guest to the attendance.</summary>
public sealed class GuestForm
{
    public Guid? PersonId { get; set; }

    /// <summary>The name of somebody who is not in the roster.</summary>
    public string Name { get; set; } = "";

    public sealed class Rules : AbstractValidator<GuestForm>
    {
        public Rules() => RuleFor(f => f.Name).Must((f, name) => f.PersonId is not null || !string.IsNullOrWhiteSpace(name)).WithMessage("Choose somebody, or write the guest's name.")
            .MaximumLength(120).WithMessage("Keep the name under 120 characters.");
    }
}

/// <summary>How one seat was there.</summary>
public sealed class MarkForm : IGuardedForm
{
    /// <summary>Null takes the mark back.</summary>
    public Presence? Presence { get; set; }

    /// <summary>Who stood in, where the seat was filled by a deputy: somebody of the roster, or a name.</summary>
    public Guid? DeputyId { get; set; }
    public string DeputyName { get; set; } = "";

    /// <summary>Why it was excused or absent.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The version of the mark that the person saw; null where the seat had none.</summary>
    public Guid? Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<MarkForm>
    {
        public Rules()
        {
            RuleFor(f => f.Presence).IsInEnum().NotEqual(Core.Meetings.Presence.Guest).WithMessage("A seat is present, remote, filled by a deputy, excused or absent.");
            RuleFor(f => f.DeputyName).MaximumLength(120).WithMessage("Keep the name under 120 characters.");
            RuleFor(f => f.Reason).MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
        }
    }
}
