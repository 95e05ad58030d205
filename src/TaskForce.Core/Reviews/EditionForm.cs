using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Reviews;

/// <summary>What is typed to keep a review as it stands.</summary>
public sealed class EditionForm : IGuardedForm
{
    public EditionKind Kind { get; set; }

    /// <summary>The last day that a presented edition knows of; a closing one knows the whole half.</summary>
    public DateOnly? AsOf { get; set; }
    public string Occasion { get; set; } = "";

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<EditionForm>
    {
        public Rules()
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose what the edition is for.");
            RuleFor(f => f.Occasion).MaximumLength(160).WithMessage("Keep the occasion under 160 characters.").GuardedText();
            RuleFor(f => f.Occasion).NotEmpty().When(f => f.Kind == EditionKind.Presented).WithMessage("Say for what it is presented, as in “Executive meeting on November 5”.");
            RuleFor(f => f.AsOf).NotNull().When(f => f.Kind == EditionKind.Presented).WithMessage("Give the last day that it should know of.");
        }
    }
}
