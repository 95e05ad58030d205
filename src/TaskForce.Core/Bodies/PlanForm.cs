using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Bodies;

/// <summary>What is typed to add a goal to a plan or to change one.</summary>
public sealed class GoalForm : IGuardedForm
{
    /// <summary>The calendar year of the plan.</summary>
    public int Year { get; set; }
    public string Title { get; set; } = "";

    /// <summary>With whom, in words.</summary>
    public string With { get; set; } = "";
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<GoalForm>
    {
        public Rules()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Write the goal in a few words.").MaximumLength(200).WithMessage("Keep the goal under 200 characters.").GuardedText();
            RuleFor(f => f.With).MaximumLength(200).WithMessage("Keep this under 200 characters.").GuardedText();
            RuleFor(f => f.Year).InclusiveBetween(2000, 2100).WithMessage("Choose a year between 2000 and 2100.");
        }
    }
}

/// <summary>What is typed to add an activity to a goal or to change one.</summary>
public sealed class ActivityForm : IGuardedForm
{
    public Guid? GoalId { get; set; }
    public string Title { get; set; } = "";
    public Guid? PersonId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public string Measure { get; set; } = "";
    public int? Target { get; set; }
    public int Reached { get; set; }
    public ActivityStatus Status { get; set; } = ActivityStatus.Planned;
    public string Note { get; set; } = "";
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ActivityForm>
    {
        public Rules()
        {
            RuleFor(f => f.GoalId).NotNull().WithMessage("Choose the goal that it serves.");
            RuleFor(f => f.Title).NotEmpty().WithMessage("Say what is to be done.").MaximumLength(200).WithMessage("Keep this under 200 characters.").GuardedText();
            RuleFor(f => f.From).NotNull().WithMessage("Say when it starts.");
            RuleFor(f => f.To).NotNull().WithMessage("Say when it should be done.")
                .Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage("It ends before it starts. Change one of the days.");
            RuleFor(f => f.Measure).MaximumLength(80).WithMessage("Keep what is counted under 80 characters, for example “sites trained”.").GuardedText();
            RuleFor(f => f.Target).Must(t => t is null or (> 0 and <= 1_000_000)).WithMessage("Write a target between 1 and 1,000,000, or leave it empty.");
            RuleFor(f => f.Reached).InclusiveBetween(0, 1_000_000).WithMessage("Write a number from 0 up.");
            RuleFor(f => f.Status).IsInEnum().WithMessage("Choose how it stands.");
            RuleFor(f => f.Note).MaximumLength(500).WithMessage("Keep the remark under 500 characters.").GuardedText();
        }
    }
}
