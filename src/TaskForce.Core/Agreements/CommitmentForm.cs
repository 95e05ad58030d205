using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Agreements;

/// <summary>What a person types about a promise.</summary>
public sealed class CommitmentForm : IGuardedForm
{
    public string Title { get; set; } = "";
    public CommitmentKind? Kind { get; set; }

    /// <summary>The party that promises; null for each party.</summary>
    public Guid? PartnerId { get; set; }
    public Guid? BodyId { get; set; }
    public int? Times { get; set; } = 1;
    public int? SharePercent { get; set; } = 50;
    public bool DeputyCounts { get; set; }
    public ReturnContent? Gives { get; set; }
    public int? Hours { get; set; }
    public CommitmentPeriod? Period { get; set; } = CommitmentPeriod.Half;
    public int? RollingMonths { get; set; } = 12;
    public DateOnly? FirstDueOn { get; set; }
    public int? DueDays { get; set; } = 0;

    /// <summary>The number of the first version of the MOU in which it stands; null for the one that holds on the first due day.</summary>
    public int? SinceVersion { get; set; }

    /// <summary>The version that the form was opened on; empty for a new promise.</summary>
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<CommitmentForm>
    {
        public Rules()
        {
            RuleFor(f => f.Title).Must(title => !string.IsNullOrWhiteSpace(title)).WithMessage("Write the promise in a few words, for example Executives meet twice a year.")
                .MaximumLength(200).WithMessage("Keep the promise under 200 characters.").GuardedText();
            RuleFor(f => f.Kind).NotNull().WithMessage("Choose what kind of promise it is.").IsInEnum().WithMessage("Choose what kind of promise it is.");
            RuleFor(f => f.Period).NotNull().WithMessage("Choose over which time it is looked at.").IsInEnum().WithMessage("Choose over which time it is looked at.");
            RuleFor(f => f.FirstDueOn).NotNull().WithMessage("Give the day on which it is first due.")
                .Must(day => day is not { } d || d.Year is >= 1990 and <= 2100).WithMessage("Choose a day between 1990 and 2100.");
            RuleFor(f => f.BodyId).NotNull().When(f => f.Kind == CommitmentKind.BodyMeetings).WithMessage("Choose the body to whose meetings somebody is sent.");
            RuleFor(f => f.Times).Must(times => times is >= 1 and <= 50).When(f => f.Kind is CommitmentKind.ExecutiveMeetings or CommitmentKind.TrainingHosted or CommitmentKind.TrainingAttended)
                .WithMessage("Write how many times, from 1 to 50.");
            RuleFor(f => f.SharePercent).Must(share => share is >= 1 and <= 100).When(f => f.Kind == CommitmentKind.BodyMeetings).WithMessage("Write a share from 1 to 100 percent.");
            RuleFor(f => f.Gives).NotNull().When(f => f.Kind == CommitmentKind.Return).WithMessage("Choose what is sent in.");
            RuleFor(f => f.Hours).Must(hours => hours is null or (>= 1 and <= 100_000)).WithMessage("Write the hours promised in each period, from 1 up, or leave it empty.");
            RuleFor(f => f.RollingMonths).Must(months => months is >= 1 and <= 60).When(f => f.Period == CommitmentPeriod.Rolling).WithMessage("Write a number of months from 1 to 60.");
            RuleFor(f => f.DueDays).Must(days => days is null or (>= 0 and <= 120)).WithMessage("Write a number of days from 0 to 120.");
        }
    }
}

/// <summary>What is typed to end a promise before its MOU ends.</summary>
public sealed class CommitmentEndForm : IGuardedForm
{
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<CommitmentEndForm>
    {
        public Rules()
        {
            RuleFor(f => f.On).NotNull().WithMessage("Give the last day on which it holds.");
            RuleFor(f => f.Reason).Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage("Say in a few words why the parties ended it.")
                .MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
        }
    }
}

/// <summary>What is typed to excuse a due day, or to judge a promise that no record answers.</summary>
public sealed class RulingForm : IGuardedForm
{
    public Guid PartnerId { get; set; }
    public DateOnly? DueOn { get; set; }
    public RulingVerdict? Verdict { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>The version of the ruling that the person saw; null where there was none.</summary>
    public Guid? Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<RulingForm>
    {
        public Rules()
        {
            RuleFor(f => f.DueOn).NotNull().WithMessage("Choose the due day.");
            RuleFor(f => f.Verdict).NotNull().WithMessage("Choose what became of it.").IsInEnum().WithMessage("Choose what became of it.");
            RuleFor(f => f.Reason).Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage("Give the reason. Everybody who reads the mark sees it, with your name.")
                .MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
        }
    }
}
