using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Reviews;

/// <summary>What is typed to ask something of the executives, or to change an ask.</summary>
public sealed class AskForm : IGuardedForm
{
    public Guid? PartnerId { get; set; }
    public bool IsDecision { get; set; }
    public string Text { get; set; } = "";
    public string Detail { get; set; } = "";
    public DateOnly? DueOn { get; set; }
    public AskAnswer Answer { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<AskForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Text).NotEmpty().WithMessage("Say in a few words what you ask for, as in “Sign the client-privacy statement.”")
                .MaximumLength(160).WithMessage("Keep the ask under 160 characters; it stands on one line of the printed review.").GuardedText();
            RuleFor(f => f.Detail).MaximumLength(240).WithMessage("Keep what follows from it under 240 characters.").GuardedText();
            RuleFor(f => f.PartnerId).NotNull().When(f => !f.IsDecision).WithMessage("Choose whose leader is asked, or mark it as a decision of all executives.");
            RuleFor(f => f.Answer).IsInEnum().WithMessage("Choose how it was answered.");
            RuleFor(f => f.AnsweredOn).NotNull().When(f => f.Answer != AskAnswer.Open).WithMessage("Give the day of the answer.")
                .Must(day => !(day > today)).WithMessage("The day of the answer has not come yet.");
        }
    }
}
