using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>"Not now until …, because …" for the next best step.</summary>
public sealed class PutOffForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid PartnerId { get; set; }
    public BestStep Step { get; set; }
    public DateOnly? Until { get; set; }
    public string Reason { get; set; } = "";

    public sealed class Rules : AbstractValidator<PutOffForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Step).IsInEnum().WithMessage("This step is not known.");
            RuleFor(f => f.Until).NotNull().WithMessage("Say until when.")
                .Must(d => d is null || d > today).WithMessage("Choose a day after today.")
                .Must(d => d is null || d <= today.AddYears(1)).WithMessage("Choose a day within a year, so that it comes back in time.");
            RuleFor(f => f.Reason).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say why, so that the next reader knows.").MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
        }
    }
}
