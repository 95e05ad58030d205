using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>A barrier with its counter-step, as typed.</summary>
public sealed class BarrierForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public BarrierCause Cause { get; set; }
    public string Note { get; set; } = "";
    public DateOnly? NamedOn { get; set; }
    public string CounterStep { get; set; } = "";

    /// <summary>Who sees to the counter-step.</summary>
    public Guid? PersonId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>What came of it.</summary>
    public string Result { get; set; } = "";

    /// <summary>It holds them back no more.</summary>
    public bool Answered { get; set; }

    public sealed class Rules : AbstractValidator<BarrierForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Cause).IsInEnum().WithMessage("Choose the cause.");
            RuleFor(f => f.Note).Must((f, t) => f.Cause != BarrierCause.Other || !string.IsNullOrWhiteSpace(t)).WithMessage("Say what holds them back.")
                .MaximumLength(ContactForm.LineLength).WithMessage($"Keep it under {ContactForm.LineLength} characters.").GuardedText();
            RuleFor(f => f.NamedOn).NotNull().WithMessage("Give the day on which it was named.").Must(d => !(d > today)).WithMessage("It was named on a day that has come.");
            RuleFor(f => f.CounterStep).MaximumLength(500).WithMessage("Keep it under 500 characters.").GuardedText();
            RuleFor(f => f.DueOn).Must((f, d) => d is null || !string.IsNullOrWhiteSpace(f.CounterStep)).WithMessage("Write the counter-step that is due on this day.")
                .Must((f, d) => !(d < f.NamedOn)).WithMessage("The counter-step would be due before the barrier was named.");
            RuleFor(f => f.Result).Must((f, t) => !f.Answered || !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what came of it.")
                .MaximumLength(500).WithMessage("Keep it under 500 characters.").GuardedText();
        }
    }
}
