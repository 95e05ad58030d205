using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>An approach plan, as begun or changed.</summary>
public sealed class ApproachForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public ApproachReason Reason { get; set; } = ApproachReason.EmptySeat;
    public Guid? PartnerId { get; set; }

    /// <summary>The empty seat, as <see cref="SeatKey"/> writes it.</summary>
    public string Seat { get; set; } = "";
    public string Title { get; set; } = "";
    public string DoorOpener { get; set; } = "";
    public Guid? LeaderId { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? BegunOn { get; set; }

    /// <summary>The name of the template whose steps a new plan starts with; null for none.</summary>
    public string? Template { get; set; }

    public sealed class Rules : AbstractValidator<ApproachForm>
    {
        public Rules()
        {
            RuleFor(f => f.Reason).IsInEnum().WithMessage("Choose why they are approached.");
            RuleFor(f => f.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what the plan is for.").MaximumLength(160).WithMessage("Keep it under 160 characters.").GuardedText();
            RuleFor(f => f.DoorOpener).MaximumLength(200).WithMessage("Keep it under 200 characters.").GuardedText();
            RuleFor(f => f.BegunOn).NotNull().WithMessage("Give the day on which it begins.");
            RuleFor(f => f.Seat).Must(s => s.Length == 0 || SeatKey.Parse(s) is not null).WithMessage("This seat is not known. Choose it on the coverage page.");
            RuleFor(f => f.PartnerId).Must((f, id) => id is not null || f.Seat.Length > 0).WithMessage("Choose the partner, or begin from an empty seat on the coverage page.");
        }
    }
}

/// <summary>A step of a plan, as typed.</summary>
public sealed class ApproachStepForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PlanId { get; set; }
    public ContactKind Kind { get; set; } = ContactKind.Call;
    public string Text { get; set; } = "";
    public DateOnly? DueOn { get; set; }
    public Guid? PersonId { get; set; }
    public string Findings { get; set; } = "";
    public string Material { get; set; } = "";

    /// <summary>The day on which it was done; null while it is to come.</summary>
    public DateOnly? DoneOn { get; set; }
    public string Answer { get; set; } = "";

    public sealed class Rules : AbstractValidator<ApproachStepForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose how.");
            RuleFor(f => f.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what the step is for.").MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
            RuleFor(f => f.DueOn).NotNull().WithMessage("Give the day by which it should be done.");
            RuleFor(f => f.Findings).MaximumLength(1000).WithMessage("Keep it under 1,000 characters.").GuardedText();
            RuleFor(f => f.Material).MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
            RuleFor(f => f.Answer).MaximumLength(1000).WithMessage("Keep it under 1,000 characters.").GuardedText();
            RuleFor(f => f.DoneOn).Must(d => !(d > today)).WithMessage("What is done lies on a day that has come.");
            RuleFor(f => f.Answer).Must((f, a) => f.DoneOn is null || !string.IsNullOrWhiteSpace(a)).WithMessage("Say what they answered, or that they did not.");
        }
    }
}

/// <summary>How a plan ended.</summary>
public sealed class ApproachEndForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid Id { get; set; }
    public Guid? Version { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string Result { get; set; } = "";

    public sealed class Rules : AbstractValidator<ApproachEndForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.EndedOn).NotNull().WithMessage("Give the day on which it ended.").Must(d => !(d > today)).WithMessage("A plan ends on a day that has come.");
            RuleFor(f => f.Result).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what came of it.").MaximumLength(400).WithMessage("Keep it under 400 characters.").GuardedText();
        }
    }
}

/// <summary>A template, as typed.</summary>
public sealed class TemplateForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public string Name { get; set; } = "";
    public ApproachReason Reason { get; set; }
    public string Lines { get; set; } = "";

    public sealed class Rules : AbstractValidator<TemplateForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Name the template.").MaximumLength(80).WithMessage("Keep the name under 80 characters.").GuardedText();
            RuleFor(f => f.Lines).MaximumLength(4000).WithMessage("Keep it under 4,000 characters.").GuardedText().Custom((text, context) =>
            {
                var steps = TemplateLines.Read(text, out var wrong);
                if (wrong > 0)
                    context.AddFailure($"Line {wrong} cannot be read. Write the days after the beginning, how, a colon and what for: “14 visit: Bring the findings”.");
                else if (steps.Count == 0)
                    context.AddFailure("Write at least one step.");
            });
        }
    }
}
