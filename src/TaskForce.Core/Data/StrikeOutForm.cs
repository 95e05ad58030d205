using FluentValidation;

namespace TaskForce.Core.Data;

/// <summary>What is to be struck out, and why.</summary>
public sealed class StrikeOutForm
{
    /// <summary>The field of the record that holds the passage.</summary>
    public string Field { get; set; } = "";

    /// <summary>The passage, letter by letter as it stands there.</summary>
    public string Passage { get; set; } = "";

    /// <summary>Why; kept for good, so never a name or a detail.</summary>
    public string Why { get; set; } = "";

    public sealed class Rules : AbstractValidator<StrikeOutForm>
    {
        public Rules()
        {
            RuleFor(f => f.Field).NotEmpty().WithMessage("Choose the field that holds the passage.");
            RuleFor(f => f.Passage).NotEmpty().WithMessage("Copy the passage from the record and paste it here.")
                .MinimumLength(3).WithMessage("Give at least three characters, so that nothing else is struck out.")
                .MaximumLength(4000).WithMessage("Strike out at most 4,000 characters at a time.");
            RuleFor(f => f.Why).NotEmpty().WithMessage("Say why in a few words. The reason stays, so write no name and no detail.")
                .MaximumLength(200).WithMessage("Keep the reason under 200 characters.")
                .Must((f, why) => f.Passage.Length < 3 || !why.Contains(f.Passage, StringComparison.OrdinalIgnoreCase))
                .WithMessage("The reason repeats the passage. It stays for good: write it without.");
        }
    }
}
