using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>What makes taking part worth it, as typed.</summary>
public sealed class IncentiveForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public IncentiveKind Kind { get; set; } = IncentiveKind.NeedsFromUs;
    public string Text { get; set; } = "";

    /// <summary>The day on which it was met; null while it is open.</summary>
    public DateOnly? MetOn { get; set; }

    public sealed class Rules : AbstractValidator<IncentiveForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose which of the two it is.");
            RuleFor(f => f.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write it in a line.").MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
            RuleFor(f => f.MetOn).Must(d => !(d > today)).WithMessage("What is met lies on a day that has come.");
        }
    }
}
