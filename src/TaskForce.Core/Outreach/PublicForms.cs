using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>Something said in public, as typed.</summary>
public sealed class PublicItemForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public DateOnly? On { get; set; }
    public PublicKind Kind { get; set; } = PublicKind.Post;
    public string Title { get; set; } = "";
    public string Where { get; set; } = "";
    public string Link { get; set; } = "";
    public string Accomplished { get; set; } = "";
    public Guid? ActivityId { get; set; }
    public Guid? PartnerId { get; set; }

    public sealed class Rules : AbstractValidator<PublicItemForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose how it was said.");
            RuleFor(f => f.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what was said.").MaximumLength(160).WithMessage("Keep it under 160 characters.").GuardedText();
            RuleFor(f => f.On).NotNull().WithMessage("Give the day.").Must(d => !(d > today)).WithMessage("What was said in public lies on a day that has come.");
            RuleFor(f => f.Where).MaximumLength(160).WithMessage("Keep it under 160 characters.").GuardedText();
            RuleFor(f => f.Link).MaximumLength(400).WithMessage("Keep the address under 400 characters.")
                .Must(t => string.IsNullOrWhiteSpace(t) || PartnerForm.WebsiteUri(t) is not null).WithMessage("This is not a web address. It looks like www.paper.com/story.");
            RuleFor(f => f.Accomplished).Must((f, t) => f.ActivityId is not null || !string.IsNullOrWhiteSpace(t)).WithMessage("Say what was accomplished that it tells of, or choose the activity of a plan.")
                .MaximumLength(400).WithMessage("Keep it under 400 characters.").GuardedText();
        }
    }
}

/// <summary>What a supporter offers and how it was used, as typed.</summary>
public sealed class SupportOfferForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid? PartnerId { get; set; }
    public DateOnly? On { get; set; }
    public string Offer { get; set; } = "";

    /// <summary>The day on which it was used; null while it waits.</summary>
    public DateOnly? UsedOn { get; set; }
    public string Used { get; set; } = "";

    public sealed class Rules : AbstractValidator<SupportOfferForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose who offers it.");
            RuleFor(f => f.Offer).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what is offered.").MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
            RuleFor(f => f.On).NotNull().WithMessage("Give the day on which it was offered.").Must(d => !(d > today)).WithMessage("An offer is written down once it is made.");
            RuleFor(f => f.UsedOn).Must(d => !(d > today)).WithMessage("What was used lies on a day that has come.").Must((f, d) => !(d < f.On)).WithMessage("It was used before it was offered. Look at both days.");
            RuleFor(f => f.Used).Must((f, t) => f.UsedOn is null || !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line how it was used.").MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
        }
    }
}
