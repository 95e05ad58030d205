using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Agreements;

/// <summary>A protocol as typed.</summary>
public sealed class ProtocolForm : IGuardedForm
{
    public Guid? Id { get; set; }
    public string Title { get; set; } = "";
    public string Purpose { get; set; } = "";
    public Guid? KeeperId { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ProtocolForm>
    {
        public Rules()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Give the protocol a title, for example First interview with an advocate.")
                .MaximumLength(200).WithMessage("Keep the title under 200 characters.").GuardedText();
            RuleFor(f => f.Purpose).MaximumLength(4000).WithMessage("Keep it under 4,000 characters.").GuardedText();
            RuleFor(f => f.KeeperId).NotNull().WithMessage("Choose the partner that keeps it up to date.");
            RuleFor(f => f.ReviewOn).NotNull().WithMessage("Give the day by which it is looked at again.");
        }
    }
}

/// <summary>A version of a protocol as typed.</summary>
public sealed class ProtocolVersionForm : IGuardedForm
{
    public DateOnly? AdoptedOn { get; set; }
    public Guid? DecisionId { get; set; }
    public string Changes { get; set; } = "";
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ProtocolVersionForm>
    {
        public Rules()
        {
            RuleFor(f => f.AdoptedOn).NotNull().WithMessage("Give the day on which it was adopted.");
            RuleFor(f => f.Changes).NotEmpty().WithMessage("Say what is new in it, or that it is the first.")
                .MaximumLength(2000).WithMessage("Keep it under 2,000 characters.").GuardedText();
        }
    }
}

/// <summary>A training on a protocol as typed. Numbers only, no names.</summary>
public sealed class ProtocolTrainingForm
{
    public Guid? PartnerId { get; set; }
    public DateOnly? On { get; set; }
    public int? People { get; set; }

    public sealed class Rules : AbstractValidator<ProtocolTrainingForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose whose people were trained.");
            RuleFor(f => f.On).NotNull().WithMessage("Give the day of the training.").Must(day => !(day > today)).WithMessage("That day has not come yet.");
            RuleFor(f => f.People).Must(n => n is >= 1 and <= 10_000).WithMessage("Give the number of people, from 1 to 10,000.");
        }
    }
}
