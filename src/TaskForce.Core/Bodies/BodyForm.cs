using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Bodies;

/// <summary>What is typed to make or change a committee or another body.</summary>
public sealed class BodyForm : IGuardedForm
{
    public string Name { get; set; } = "";
    public BodyKind Kind { get; set; } = BodyKind.Committee;
    public string Purpose { get; set; } = "";

    /// <summary>The body that it reports to.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Whether its meetings are closed sessions unless said otherwise.</summary>
    public bool Closed { get; set; }

    /// <summary>The version that was opened; empty for a new body.</summary>
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<BodyForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).NotEmpty().WithMessage("Give it a name, for example Victim Services.")
                .MaximumLength(120).WithMessage("Keep the name under 120 characters.");
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose what kind of body this is.");
            RuleFor(f => f.Purpose).MaximumLength(1000).WithMessage("Keep the purpose under 1,000 characters.").GuardedText();
        }
    }
}
