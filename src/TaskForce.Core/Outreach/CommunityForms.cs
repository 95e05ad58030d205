using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>What is understood of a community-based organization, as typed.</summary>
public sealed class CommunityProfileForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    /// <summary>The version that was opened; null while there is no profile.</summary>
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public CommunityPriority? Priority { get; set; }
    public string PriorityWhy { get; set; } = "";
    public string Constituency { get; set; } = "";
    public string Demographics { get; set; } = "";
    public string Culture { get; set; } = "";
    public string Economy { get; set; } = "";
    public string Networks { get; set; } = "";
    public string PowerStructures { get; set; } = "";
    public string Norms { get; set; } = "";
    public string EarlierEfforts { get; set; } = "";

    /// <summary>The form of a profile as it is stored; an empty one where there is none.</summary>
    internal static CommunityProfileForm Of(Guid partnerId, CommunityProfile? p) => p is null ? new() { PartnerId = partnerId } : new()
    {
        Version = p.Version,
        PartnerId = partnerId,
        Priority = p.Priority,
        PriorityWhy = p.PriorityWhy,
        Constituency = p.Constituency,
        Demographics = p.Demographics,
        Culture = p.Culture,
        Economy = p.Economy,
        Networks = p.Networks,
        PowerStructures = p.PowerStructures,
        Norms = p.Norms,
        EarlierEfforts = p.EarlierEfforts,
    };

    public sealed class Rules : AbstractValidator<CommunityProfileForm>
    {
        public const int Longest = 2000;

        public Rules()
        {
            RuleFor(f => f.Priority).IsInEnum().WithMessage("Choose how early it is approached.");
            RuleFor(f => f.PriorityWhy).Must((f, t) => f.Priority is null || !string.IsNullOrWhiteSpace(t)).WithMessage("Say on which finding of the assessment the priority rests.")
                .MaximumLength(400).WithMessage("Keep it under 400 characters.").GuardedText();
            RuleFor(f => f.Constituency).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.Demographics).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.Culture).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.Economy).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.Networks).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.PowerStructures).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.Norms).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
            RuleFor(f => f.EarlierEfforts).MaximumLength(Longest).WithMessage(TooLong).GuardedText();
        }

        private const string TooLong = "Keep it under 2,000 characters.";
    }
}

/// <summary>A step of the way that was taken, as typed.</summary>
public sealed class PathStepForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }

    /// <summary>Which step; one that is written down keeps its own.</summary>
    public CommunityStep Step { get; set; }
    public DateOnly? On { get; set; }
    public string Learned { get; set; } = "";
    public string Proof { get; set; } = "";

    public sealed class Rules : AbstractValidator<PathStepForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Step).IsInEnum().WithMessage("Choose the step.");
            RuleFor(f => f.On).NotNull().WithMessage("Give the day on which it was taken.").Must(d => !(d > today)).WithMessage("A step is written down once it is taken, so its day cannot lie ahead.");
            RuleFor(f => f.Learned).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what you learned.").MaximumLength(2000).WithMessage("Keep it under 2,000 characters.").GuardedText();
            RuleFor(f => f.Proof).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what shows it: a letter, a training held, a person's word.").MaximumLength(400).WithMessage("Keep it under 400 characters.").GuardedText();
        }
    }
}
