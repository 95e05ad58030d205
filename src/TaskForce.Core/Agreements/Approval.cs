using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>Who within a party must agree before its office signs.</summary>
public enum ApproverKind
{
    Counsel,
    Council,
    Board,
    Headquarters,
    Other,
}

/// <summary>What an approver said.</summary>
public enum ApprovalOutcome
{
    Waiting,
    Approved,
    Declined,
}

/// <summary>How a party takes part while its signature waits.</summary>
public enum InterimForm
{
    Guest,
    LimitedRole,
}

/// <summary>A step that a party takes before it signs a version: a council, a board, its counsel or its headquarters agrees.</summary>
public sealed class ApprovalStep : Record
{
    public Guid VersionId { get; init; }
    public Guid PartnerId { get; set; }
    public ApproverKind Kind { get; set; }

    /// <summary>The approver's own name, for one "County board of supervisors".</summary>
    public string Approver { get; set; } = "";

    /// <summary>The day on which the approver next meets; null when it is not known.</summary>
    public DateOnly? NextMeetingOn { get; set; }
    public ApprovalOutcome Outcome { get; set; }

    /// <summary>The day of the outcome.</summary>
    public DateOnly? DecidedOn { get; set; }

    /// <summary>How the party takes part meanwhile; null where it does not, or nobody agreed on it.</summary>
    public InterimForm? Meanwhile { get; set; }

    /// <summary>What it does meanwhile, in a line: "reads our leaflets before they are printed".</summary>
    public string MeanwhileRole { get; set; } = "";
    public string Note { get; set; } = "";
    public override Guid? OwnerId => VersionId;
}

/// <summary>What holds a party back from signing: the clause that troubles it and what would resolve it. Told in confidence.</summary>
public sealed class MouObjection : Record, ICandid
{
    public Guid VersionId { get; init; }
    public Guid PartnerId { get; set; }

    /// <summary>The clause that troubles it; null when it is the whole.</summary>
    public Guid? ClauseId { get; set; }
    public required string Trouble { get; set; }
    public string Remedy { get; set; } = "";
    public DateOnly RaisedOn { get; set; }
    public DateOnly? ResolvedOn { get; set; }
    public override Guid? OwnerId => VersionId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>An approval step as typed.</summary>
public sealed class ApprovalForm : IGuardedForm
{
    public Guid? Id { get; set; }
    public Guid? PartnerId { get; set; }
    public ApproverKind Kind { get; set; }
    public string Approver { get; set; } = "";
    public DateOnly? NextMeetingOn { get; set; }
    public ApprovalOutcome Outcome { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public InterimForm? Meanwhile { get; set; }
    public string MeanwhileRole { get; set; } = "";
    public string Note { get; set; } = "";
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ApprovalForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose the party whose approver it is.");
            RuleFor(f => f.Approver).MaximumLength(160).WithMessage("Keep the name under 160 characters.").GuardedText();
            RuleFor(f => f.Approver).NotEmpty().When(f => f.Kind == ApproverKind.Other).WithMessage("Say who must agree.");
            RuleFor(f => f.DecidedOn).NotNull().When(f => f.Outcome != ApprovalOutcome.Waiting).WithMessage("Give the day of the outcome.")
                .Must(day => !(day > today)).WithMessage("The day of the outcome has not come yet.");
            RuleFor(f => f.Meanwhile).IsInEnum().WithMessage("Choose how the party takes part meanwhile.");
            RuleFor(f => f.MeanwhileRole).MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
            RuleFor(f => f.MeanwhileRole).NotEmpty().When(f => f.Meanwhile == InterimForm.LimitedRole).WithMessage("Say what the limited role is.");
            RuleFor(f => f.Note).MaximumLength(1000).WithMessage("Keep the note under 1,000 characters.").GuardedText();
        }
    }
}

/// <summary>An objection as typed.</summary>
public sealed class ObjectionForm : IGuardedForm
{
    public Guid? Id { get; set; }
    public Guid? PartnerId { get; set; }
    public Guid? ClauseId { get; set; }
    public string Trouble { get; set; } = "";
    public string Remedy { get; set; } = "";
    public DateOnly? RaisedOn { get; set; }
    public DateOnly? ResolvedOn { get; set; }
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ObjectionForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose the party that is troubled.");
            RuleFor(f => f.Trouble).NotEmpty().WithMessage("Say what troubles the party, in its words.")
                .MaximumLength(2000).WithMessage("Keep it under 2,000 characters.").GuardedText();
            RuleFor(f => f.Remedy).MaximumLength(2000).WithMessage("Keep it under 2,000 characters.").GuardedText();
            RuleFor(f => f.RaisedOn).NotNull().WithMessage("Give the day on which it was said.").Must(day => !(day > today)).WithMessage("That day has not come yet.");
            RuleFor(f => f.ResolvedOn).Must(day => !(day > today)).WithMessage("That day has not come yet.")
                .Must((f, day) => !(day < f.RaisedOn)).WithMessage("It cannot be resolved before it was raised.");
        }
    }
}
