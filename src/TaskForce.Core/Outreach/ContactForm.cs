using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>What a person types about a contact.</summary>
public sealed class ContactForm : IGuardedForm
{
    public const int LineLength = 500;

    /// <summary>The partners; may stay empty where <see cref="People"/> tells which they are.</summary>
    public List<Guid> Partners { get; set; } = [];
    public List<Guid> People { get; set; } = [];
    public ContactKind Kind { get; set; }
    public bool TheyAnswered { get; set; }
    public DateOnly On { get; set; }
    public string Line { get; set; } = "";
    public Mood? Mood { get; set; }
    public List<BarrierCause> Barriers { get; set; } = [];
    public string BarrierNote { get; set; } = "";

    /// <summary>What comes next; with a day and no words it is a check-in.</summary>
    public string NextStep { get; set; } = "";
    public DateOnly? NextStepOn { get; set; }
    public Guid? NextStepPersonId { get; set; }

    /// <summary>Earlier contacts whose next step this was; they are marked as done.</summary>
    public List<Guid> Closes { get; set; } = [];

    public bool ConfirmedNoVictimData { get; set; }

    /// <summary>The version that was opened, when an existing contact is edited.</summary>
    public Guid? Version { get; set; }

    /// <summary>The rules on a day.</summary>
    public sealed class Rules : AbstractValidator<ContactForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Partners).Must((f, p) => p.Count + f.People.Count > 0).WithMessage("Say who it was with: a partner or a person.")
                .Must(p => p.Count <= 50).WithMessage("Choose at most 50 partners.");
            RuleFor(f => f.People).Must(p => p.Count <= 50).WithMessage("Choose at most 50 people.");
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose how you were in touch.");
            RuleFor(f => f.On).LessThanOrEqualTo(today).WithMessage("This day is still to come. Log the contact when it has happened.")
                .GreaterThanOrEqualTo(new DateOnly(1990, 1, 1)).WithMessage("Check the year.");
            RuleFor(f => f.Line).Must(l => !string.IsNullOrWhiteSpace(l)).WithMessage("Write one line: what you learned or agreed.")
                .MaximumLength(LineLength).WithMessage($"Keep it under {LineLength} characters.").GuardedText();
            RuleFor(f => f.BarrierNote).MaximumLength(LineLength).WithMessage($"Keep it under {LineLength} characters.").GuardedText();
            RuleFor(f => f.Barriers).NotEmpty().When(f => !string.IsNullOrWhiteSpace(f.BarrierNote)).WithMessage("Choose which barrier was named.");
            RuleFor(f => f.NextStep).MaximumLength(200).WithMessage("Keep the next step under 200 characters.").GuardedText();
            RuleFor(f => f.NextStepOn).NotNull().When(f => !string.IsNullOrWhiteSpace(f.NextStep)).WithMessage("Say when the next step is due.");
            RuleFor(f => f.NextStepOn).Must((f, on) => on is null || on >= f.On).WithMessage("The next step comes after the contact. Choose a later day.");
        }
    }
}
