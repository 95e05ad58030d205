using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Partners;

/// <summary>What a person types about a partner. Everything here is shared.</summary>
public sealed class PartnerForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    /// <summary>The version that was opened; null for a new partner.</summary>
    public Guid? Version { get; set; }

    public string Name { get; set; } = "";
    public string ShortName { get; set; } = "";
    public Guid? KindId { get; set; }
    public Level Level { get; set; } = Level.NonGovernmental;
    public Tier Tier { get; set; } = Tier.Regular;
    public string Website { get; set; } = "";
    public string Address { get; set; } = "";
    public string ServiceArea { get; set; } = "";
    public string ServicesOffered { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Populations { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Languages { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Tags { get; set; } = "";

    /// <summary>Who holds the relationship.</summary>
    public Guid? HolderId { get; set; }

    /// <summary>Takes part without meetings, in the way that <see cref="TakesPartBy"/> says.</summary>
    public bool WithoutMeetings { get; set; }
    public string TakesPartBy { get; set; } = "";

    /// <summary>The first day of it; empty where it was always so.</summary>
    public DateOnly? WithoutMeetingsSince { get; set; }

    /// <summary>The last day of it; empty while it lasts.</summary>
    public DateOnly? WithoutMeetingsUntil { get; set; }

    /// <summary>The parts of a text that is separated by commas or line breaks, each once, in their order.</summary>
    public static List<string> Parts(string? text) =>
        [.. (text ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    public sealed class Rules : AbstractValidator<PartnerForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Give the partner's full name, for example Harbor County Sheriff.")
                .MaximumLength(160).WithMessage("Keep the name under 160 characters.");
            RuleFor(f => f.ShortName).MaximumLength(40).WithMessage("Keep the short name under 40 characters.");
            RuleFor(f => f.KindId).NotNull().WithMessage("Choose what kind of organization it is.");
            RuleFor(f => f.Level).IsInEnum().WithMessage("Choose a level.");
            RuleFor(f => f.Tier).IsInEnum().WithMessage("Choose how closely you keep in contact.");
            RuleFor(f => f.Website).MaximumLength(200).WithMessage("Keep the website under 200 characters.")
                .Must(IsWebsite).WithMessage("This is not a web address. It looks like www.agency.gov.");
            RuleFor(f => f.Address).MaximumLength(300).WithMessage("Keep the address under 300 characters.");
            RuleFor(f => f.ServiceArea).MaximumLength(300).WithMessage("Keep the service area under 300 characters.");
            RuleFor(f => f.ServicesOffered).MaximumLength(2000).WithMessage("Keep the services under 2,000 characters.")
                .GuardedText();
            RuleFor(f => f.Populations).MaximumLength(500).WithMessage("Keep the populations under 500 characters.");
            RuleFor(f => f.Languages).MaximumLength(500).WithMessage("Keep the languages under 500 characters.");
            RuleFor(f => f.Tags).Must(t => Parts(t).TrueForAll(tag => tag.Length <= 40)).WithMessage("Keep each tag under 40 characters, with commas between them.")
                .Must(t => Parts(t).Count <= 20).WithMessage("A partner can have up to 20 tags.");
            RuleFor(f => f.TakesPartBy).Must((f, t) => !f.WithoutMeetings || !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line how it takes part: advice, referral, knowledge of a culture.")
                .MaximumLength(200).WithMessage("Keep it under 200 characters.").GuardedText();
            RuleFor(f => f.WithoutMeetingsUntil).Must((f, until) => !f.WithoutMeetings || !(until < f.WithoutMeetingsSince)).WithMessage("It cannot end before it began. Choose a later day, or leave it empty while it lasts.");
        }

        // Only what a browser may safely open; "www.agency.gov" is completed when it is shown.
        private static bool IsWebsite(string? text) => string.IsNullOrWhiteSpace(text) || WebsiteUri(text) is not null;
    }

    /// <summary>The address that a website's link opens, or null where the text is none or is not of the web.</summary>
    public static Uri? WebsiteUri(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0 || trimmed.Any(char.IsWhiteSpace))
            return null;
        var complete = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed;
        return Uri.TryCreate(complete, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Contains('.', StringComparison.Ordinal)
            ? uri : null;
    }
}
