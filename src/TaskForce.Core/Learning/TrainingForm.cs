using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Learning;

/// <summary>A partner in the form of a training, with how many of its people came.</summary>
public sealed class TrainingPartnerForm
{
    public Guid PartnerId { get; set; }
    public int? People { get; set; } = 1;
}

/// <summary>What a person types about a training.</summary>
public sealed class TrainingForm : IGuardedForm
{
    public string Title { get; set; } = "";
    public DateOnly? On { get; set; }
    public int? Minutes { get; set; } = 60;
    public Guid? HostId { get; set; }
    public List<TrainingPartnerForm> Attended { get; set; } = [];

    /// <summary>The version that the form was opened on; empty for a new one.</summary>
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<TrainingForm>
    {
        /// <param name="today">The task force's day: a training is recorded once it was held.</param>
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Title).Must(title => !string.IsNullOrWhiteSpace(title)).WithMessage("Say what the training was, for example Hotel front-desk course.")
                .MaximumLength(200).WithMessage("Keep the title under 200 characters.").GuardedText();
            RuleFor(f => f.On).NotNull().WithMessage("Give the day on which it was held.").Must(on => !(on > today)).WithMessage("This day has not come yet. Record the training once it was held.");
            RuleFor(f => f.Minutes).Must(minutes => minutes is >= 5 and <= 6000).WithMessage("Write its length in minutes, from 5 to 6,000.");
            RuleFor(f => f.Attended).Must(all => all.Select(a => a.PartnerId).Distinct().Count() == all.Count).WithMessage("A partner is named twice. Remove one of the two.")
                .Must(all => all.TrueForAll(a => a.People is >= 1 and <= 10_000)).WithMessage("Write for each partner how many people came, from 1 up.");
        }
    }
}

/// <summary>What a person types about a partner's part in a survey.</summary>
public sealed class SurveyAnswerForm : IGuardedForm
{
    public Guid? PartnerId { get; set; }
    public string Survey { get; set; } = "";
    public DateOnly? AskedOn { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public int? Asked { get; set; } = 1;
    public int? Answered { get; set; } = 0;
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<SurveyAnswerForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose the partner that was asked.");
            RuleFor(f => f.Survey).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("Name the survey, for example Member survey 2026.")
                .MaximumLength(120).WithMessage("Keep the name under 120 characters.").GuardedText();
            RuleFor(f => f.AskedOn).NotNull().WithMessage("Give the day on which they were asked.").Must(day => !(day > today)).WithMessage("This day has not come yet.");
            RuleFor(f => f.Asked).Must(asked => asked is >= 1 and <= 100_000).WithMessage("Write how many were asked, from 1 up.");
            RuleFor(f => f.Answered).Must((f, answered) => answered is >= 0 && answered <= (f.Asked ?? 0)).WithMessage("Write how many answered: from 0 to the number asked.");
            RuleFor(f => f.AnsweredOn).NotNull().When(f => f.Answered > 0).WithMessage("Give the day of the first answer.")
                .Must((f, day) => day is not { } d || (d >= f.AskedOn && d <= today)).WithMessage("Choose a day from the asking until today.");
        }
    }
}
