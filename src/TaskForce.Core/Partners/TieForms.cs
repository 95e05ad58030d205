using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Partners;

/// <summary>A membership of a partner, as typed.</summary>
public sealed class MembershipForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public MembershipKind Kind { get; set; } = MembershipKind.Member;
    public DateOnly? From { get; set; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>Whether the membership that still runs ends on the day before.</summary>
    public bool EndPrevious { get; set; } = true;

    public sealed class Rules : AbstractValidator<MembershipForm>
    {
        public Rules()
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose what tie it is.");
            RuleFor(f => f.From).NotNull().WithMessage("Give the first day.");
            RuleFor(f => f.To).Must((f, to) => !(to < f.From)).WithMessage("The last day comes before the first. Change one of them.");
            RuleFor(f => f.Reason).MaximumLength(300).WithMessage("Keep the reason under 300 characters.")
                .GuardedText();
        }
    }
}

/// <summary>An executive sponsor, as typed.</summary>
public sealed class SponsorForm
{
    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public Guid? PersonId { get; set; }
    public Guid? OfficeId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    public sealed class Rules : AbstractValidator<SponsorForm>
    {
        public Rules()
        {
            RuleFor(f => f.PersonId).Must((f, id) => id is not null || f.OfficeId is not null).WithMessage("Choose the leader, or the office that the leader holds.");
            RuleFor(f => f.From).NotNull().WithMessage("Give the day since when.");
            RuleFor(f => f.To).Must((f, to) => !(to < f.From)).WithMessage("The last day comes before the first. Change one of them.");
        }
    }
}

/// <summary>An internal champion, as typed.</summary>
public sealed class ChampionForm
{
    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public Guid? PersonId { get; set; }
    public bool HasAuthority { get; set; }
    public bool LeadershipBacks { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    public sealed class Rules : AbstractValidator<ChampionForm>
    {
        public Rules()
        {
            RuleFor(f => f.PersonId).NotNull().WithMessage("Choose who carries the work inside the partner.");
            RuleFor(f => f.From).NotNull().WithMessage("Give the day since when.");
            RuleFor(f => f.To).Must((f, to) => !(to < f.From)).WithMessage("The last day comes before the first. Change one of them.");
        }
    }
}

/// <summary>A statement of a partner's leadership, as typed.</summary>
public sealed class StatementForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? On { get; set; }
    public bool InPublic { get; set; }
    public string Text { get; set; } = "";

    public sealed class Rules : AbstractValidator<StatementForm>
    {
        public Rules()
        {
            RuleFor(f => f.On).NotNull().WithMessage("Give the day it was said.");
            RuleFor(f => f.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write in a line what was said.")
                .MaximumLength(1000).WithMessage("Keep it under 1,000 characters.")
                .GuardedText();
        }
    }
}
