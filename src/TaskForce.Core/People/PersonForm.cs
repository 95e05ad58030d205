using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.People;

/// <summary>What a person of the roster is known by, as typed. All of it is shared.</summary>
public sealed class PersonForm
{
    /// <summary>The version that was opened; null for a new person.</summary>
    public Guid? Version { get; set; }

    /// <summary>Empty while nobody knows it; the post then stands for the person.</summary>
    public string Name { get; set; } = "";
    public bool CanCommitAgency { get; set; }
    public string Languages { get; set; } = "";

    /// <summary>Where the person works; asked for a new person.</summary>
    public Guid? PartnerId { get; set; }
    public string Title { get; set; } = "";

    /// <summary>The first day in the post, where it is known.</summary>
    public DateOnly? Since { get; set; }

    public ContactDetails Details { get; set; } = new();

    public sealed class Rules : AbstractValidator<PersonForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).MaximumLength(120).WithMessage("Keep the name under 120 characters.")
                .Must((f, name) => !string.IsNullOrWhiteSpace(name) || f.Version is not null || (f.PartnerId is not null && !string.IsNullOrWhiteSpace(f.Title)))
                .WithMessage("Give the name. If nobody knows it yet, give the agency and the title, and the post stands for the person.");
            RuleFor(f => f.Title).MaximumLength(120).WithMessage("Keep the title under 120 characters.");
            RuleFor(f => f.Languages).MaximumLength(200).WithMessage("Keep the languages under 200 characters.");
            RuleFor(f => f.Details).SetValidator(new ContactDetails.Rules());
        }
    }
}

/// <summary>E-mails and phones of a person, one a line, as typed. A member may change their own.</summary>
public sealed class ContactDetails
{
    public string Emails { get; set; } = "";

    /// <summary>One a line; "office 555 0100" keeps "office" as the label.</summary>
    public string Phones { get; set; } = "";

    public IReadOnlyList<string> EmailList => Lines(Emails);

    /// <summary>Number and label of each phone.</summary>
    public IReadOnlyList<(string Number, string Label)> PhoneList => [.. Lines(Phones).Select(Phone)];

    private static List<string> Lines(string? text) =>
        [.. (text ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static (string Number, string Label) Phone(string line)
    {
        var start = Array.FindIndex(line.ToCharArray(), c => char.IsAsciiDigit(c) || c is '+' or '(');
        return start <= 0 ? (line, "") : (line[start..].Trim(), line[..start].Trim(' ', ':', ','));
    }

    public sealed class Rules : AbstractValidator<ContactDetails>
    {
        public Rules()
        {
            RuleFor(d => d.Emails).Must(e => Lines(e).TrueForAll(IsEmail)).WithMessage("One of these is not an e-mail address. Give one a line; it looks like name@agency.gov.")
                .Must(e => Lines(e).Count <= 10).WithMessage("A person can have up to 10 e-mail addresses.");
            RuleFor(d => d.Phones).Must(p => Lines(p).TrueForAll(l => Phone(l).Number is { Length: >= 3 and <= 40 } n && n.Any(char.IsAsciiDigit) && Phone(l).Label.Length <= 40))
                .WithMessage("One of these is not a phone number. Give one a line, for example “office 555 0100”.")
                .Must(p => Lines(p).Count <= 10).WithMessage("A person can have up to 10 phone numbers.");
        }

        private static bool IsEmail(string text) => text.Length <= 254 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            && text.LastIndexOf('@') == at && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !text.Any(c => char.IsWhiteSpace(c) || c is ',' or '<' or '>');
    }
}

/// <summary>A post, as typed.</summary>
public sealed class PostForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PersonId { get; set; }
    public Guid? PartnerId { get; set; }
    public string Title { get; set; } = "";
    public DateOnly? From { get; set; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; set; }
    public string EndReason { get; set; } = "";

    public sealed class Rules : AbstractValidator<PostForm>
    {
        public Rules()
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose the partner.");
            RuleFor(f => f.Title).MaximumLength(120).WithMessage("Keep the title under 120 characters.");
            RuleFor(f => f.To).Must((f, to) => !(to < f.From)).WithMessage("The last day comes before the first. Change one of them.");
            RuleFor(f => f.EndReason).Must((f, why) => f.To is not null || string.IsNullOrWhiteSpace(why)).WithMessage("Without a last day the post goes on. Give the day, or take out why it ended.")
                .MaximumLength(300).WithMessage("Keep the reason under 300 characters.")
                .GuardedText();
        }
    }
}

/// <summary>That somebody leaves the work: when and why.</summary>
public sealed class LeaveForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid PersonId { get; set; }
    public Guid? Version { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";

    public sealed class Rules : AbstractValidator<LeaveForm>
    {
        public Rules()
        {
            RuleFor(f => f.On).NotNull().WithMessage("Give the last day.");
            RuleFor(f => f.Reason).Must(r => !string.IsNullOrWhiteSpace(r)).WithMessage("Say in a few words why, for example “Moved to the state police”.")
                .MaximumLength(300).WithMessage("Keep the reason under 300 characters.")
                .GuardedText();
        }
    }
}
