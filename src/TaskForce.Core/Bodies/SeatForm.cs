using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Bodies;

/// <summary>What is typed to add a seat to a body or to change one.</summary>
public sealed class SeatForm
{
    /// <summary>The partner that the seat is for, unless it is for an office.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The office that the seat is for; the seat goes on when the office changes hands.</summary>
    public Guid? OfficeId { get; set; }

    public string Title { get; set; } = "";
    public SeatClass Class { get; set; } = SeatClass.Voting;
    public bool IsChair { get; set; }
    public bool AttendanceExpected { get; set; } = true;
    public DateOnly? From { get; set; }

    /// <summary>The last day of the term, or null while it is open-ended.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Who holds a new seat from its first day; null leaves it vacant. Not read when a seat is changed.</summary>
    public Guid? PersonId { get; set; }
    public Guid? AlternateId { get; set; }

    /// <summary>The version that was opened; empty for a new seat.</summary>
    public Guid Version { get; set; }

    public sealed class Rules : AbstractValidator<SeatForm>
    {
        public Rules()
        {
            RuleFor(f => f.PartnerId).Must((f, _) => f.PartnerId is null != f.OfficeId is null)
                .WithMessage("Say whom the seat is for: one partner, or one office.");
            RuleFor(f => f.Title).MaximumLength(120).WithMessage("Keep the name of the seat under 120 characters.");
            RuleFor(f => f.Class).IsInEnum().WithMessage("Choose in what capacity the seat is held.");
            RuleFor(f => f.From).NotNull().WithMessage("Say from which day the seat is there.");
            RuleFor(f => f.To).Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage("The last day is before the first. Change one of them.");
            RuleFor(f => f.AlternateId).Must((f, a) => a is null || (f.PersonId is not null && a != f.PersonId))
                .WithMessage("An alternate stands in for a holder: choose the holder, and somebody else as the alternate.");
        }
    }
}

/// <summary>What is typed to seat somebody, or to change a holder's term.</summary>
public sealed class HoldingForm
{
    public Guid? PersonId { get; set; }
    public Guid? AlternateId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>The version that was opened; empty for a new holder.</summary>
    public Guid Version { get; set; }

    public sealed class Rules : AbstractValidator<HoldingForm>
    {
        public Rules()
        {
            RuleFor(f => f.PersonId).NotNull().WithMessage("Choose who holds the seat.");
            RuleFor(f => f.AlternateId).Must((f, a) => a is null || a != f.PersonId).WithMessage("The alternate is somebody else than the holder.");
            RuleFor(f => f.From).NotNull().WithMessage("Say from which day.");
            RuleFor(f => f.To).Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage("The last day is before the first. Change one of them.");
        }
    }
}

/// <summary>What is typed to end a holder's term.</summary>
public sealed class EndTermForm : IGuardedForm
{
    /// <summary>The last day, included.</summary>
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>The version that was opened: of the holder's term, or of the seat where that ends.</summary>
    public Guid Version { get; set; }

    /// <inheritdoc />
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<EndTermForm>
    {
        public Rules()
        {
            RuleFor(f => f.On).NotNull().WithMessage("Say which day is the last.");
            RuleFor(f => f.Reason).MaximumLength(300).WithMessage("Keep the reason under 300 characters.").GuardedText();
        }
    }
}
