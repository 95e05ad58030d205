using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Agreements;

/// <summary>What a partner, or somebody for it, types into a return.</summary>
public sealed class ReturnForm : IGuardedForm
{
    public int? Hours { get; set; }
    public string Figures { get; set; } = "";

    /// <summary>Who told it, where it is not the partner's own return.</summary>
    public string ToldBy { get; set; } = "";

    /// <summary>The day on which it was told; null for today. What the partner itself sends in comes on the day it is sent.</summary>
    public DateOnly? ToldOn { get; set; }

    /// <summary>The version of what stood there when the form was opened, empty where nothing did; null asks for no comparison.</summary>
    public Guid? Seen { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ReturnForm>
    {
        /// <param name="gives">What was promised.</param>
        /// <param name="hasFile">Whether a file comes with it.</param>
        /// <param name="told">Whether somebody enters it for the partner.</param>
        /// <param name="begins">The first day of the period.</param>
        /// <param name="today">Today.</param>
        public Rules(ReturnContent gives, bool hasFile, bool told, DateOnly begins, DateOnly today)
        {
            RuleFor(f => f.Hours).NotNull().When(_ => gives == ReturnContent.Hours).WithMessage("Write how many hours of staff time were given; 0 where there were none.")
                .Must(hours => hours is null or (>= 0 and <= 1_000_000)).WithMessage("Write hours from 0 up.");
            RuleFor(f => f.Figures).Must(figures => !string.IsNullOrWhiteSpace(figures) || hasFile).When(_ => gives != ReturnContent.Hours)
                .WithMessage(gives == ReturnContent.Figures ? "Write the figures, or add a file." : "Write the report, or add it as a file.")
                .MaximumLength(4000).WithMessage("Keep it under 4,000 characters, or add a file.").GuardedText();
            RuleFor(f => f.ToldOn).Must(day => day is not { } on || (on >= begins && on <= today)).When(_ => told)
                .WithMessage($"Choose a day from {AgreementSentences.Day(begins, today)}, when the period began, until today.");
            RuleFor(f => f.ToldBy).NotEmpty().When(_ => told).WithMessage("Say who told you, for example Ines Carrow by phone.").MaximumLength(120).WithMessage("Keep it under 120 characters.").GuardedText();
        }
    }
}

/// <summary>A file that comes with a return.</summary>
public sealed record ReturnFile(string Name, byte[] Content);
