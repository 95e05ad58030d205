using FluentValidation;
using TaskForce.Core.Access;

namespace TaskForce.Core.Agreements;

/// <summary>A partner in the form of an MOU, with the office that signs for it.</summary>
public sealed class MouPartyForm
{
    public Guid PartnerId { get; set; }

    /// <summary>The leading post that signs; may stay open until it is known.</summary>
    public Guid? OfficeId { get; set; }
    public bool SignatureRequired { get; set; } = true;
}

/// <summary>What a person types about an MOU and the version at work.</summary>
public sealed class MouForm : IGuardedForm
{
    public string Title { get; set; } = "";
    public string Purpose { get; set; } = "";
    public DateOnly? EffectiveOn { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public DateOnly? ExpiresOn { get; set; }
    public DateOnly? SentForSignatureOn { get; set; }
    public List<MouPartyForm> Parties { get; set; } = [];
    public MouVersionKind Kind { get; set; }

    /// <summary>What this version or addendum is about.</summary>
    public string Summary { get; set; } = "";

    /// <summary>How many days before leaving a party gives notice.</summary>
    public int? WithdrawalNoticeDays { get; set; }

    /// <summary>Of a version that follows: the promises that go on in it. Null leaves all of them standing.</summary>
    public List<Guid>? Promises { get; set; }

    /// <summary>The version that the form was opened on; empty for a new MOU.</summary>
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<MouForm>
    {
        public Rules()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Give the MOU a title, for example Victim services protocol.")
                .MaximumLength(200).WithMessage("Keep the title under 200 characters.").GuardedText();
            RuleFor(f => f.Purpose).MaximumLength(4000).WithMessage("Keep the purpose under 4,000 characters.").GuardedText();
            RuleFor(f => f.Parties).Must(parties => parties.Select(p => p.PartnerId).Distinct().Count() >= 2)
                .WithMessage("An MOU binds at least two partners. Add another one.")
                .Must(parties => parties.Select(p => p.PartnerId).Distinct().Count() == parties.Count)
                .WithMessage("A partner is named twice. Remove one of the two.")
                .Must(parties => parties.Count == 0 || parties.Exists(p => p.SignatureRequired))
                .WithMessage("At least one party must sign.");
            RuleFor(f => f.Summary).MaximumLength(2000).WithMessage("Keep the summary under 2,000 characters.").GuardedText();
            RuleFor(f => f.Summary).NotEmpty().When(f => f.Kind == MouVersionKind.Addendum).WithMessage("Say what the addendum changes, for example: extends the term to Oct 31.");
            RuleFor(f => f.WithdrawalNoticeDays).Must(days => days is null or (>= 0 and <= 365)).WithMessage("Give a number of days from 0 to 365, or leave it empty.");
            // Such task forces do sign for an open-ended term; what may not be missing then is the day on which somebody looks at it again.
            RuleFor(f => f.ReviewOn).NotNull().When(f => f.ExpiresOn is null)
                .WithMessage("An open-ended MOU needs a review day. Give one, or a last day.");
            RuleFor(f => f.ExpiresOn).Must((f, end) => !(end < f.EffectiveOn))
                .WithMessage("The last day is before the first day.");
            RuleFor(f => f.ReviewOn).Must((f, review) => !(review < f.EffectiveOn))
                .WithMessage("The review day is before the first day.")
                .Must((f, review) => !(review > f.ExpiresOn))
                .WithMessage("The review day is after the last day.");
        }
    }
}

/// <summary>A signature to record: who signed for a party, and on which day.</summary>
public sealed class SignatureForm
{
    public Guid PartyId { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? SignedOn { get; set; }
    public Guid Version { get; set; }

    public sealed class Rules : AbstractValidator<SignatureForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.PersonId).NotNull().WithMessage("Choose who signed.");
            RuleFor(f => f.SignedOn).NotNull().WithMessage("Give the day of the signature.")
                .Must(day => !(day > today)).WithMessage("The day of the signature has not come yet.");
        }
    }
}

/// <summary>The withdrawal of an MOU: from which day it no longer holds, and why.</summary>
public sealed class WithdrawalForm : IGuardedForm
{
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<WithdrawalForm>
    {
        public Rules()
        {
            RuleFor(f => f.On).NotNull().WithMessage("Give the first day on which the MOU no longer holds.");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why, in the words that were given. Others will ask.")
                .MaximumLength(1000).WithMessage("Keep the reason under 1,000 characters.").GuardedText();
        }
    }
}

/// <summary>The withdrawal of one party while the others go on.</summary>
public sealed class PartyWithdrawalForm : IGuardedForm
{
    public Guid PartyId { get; set; }

    /// <summary>The day on which its notice came.</summary>
    public DateOnly? NoticeOn { get; set; }

    /// <summary>The first day on which it is no longer bound.</summary>
    public DateOnly? On { get; set; }
    public string Reason { get; set; } = "";
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<PartyWithdrawalForm>
    {
        /// <param name="today">A notice cannot come later than this.</param>
        /// <param name="noticeDays">What the version asks for; null when it does not say.</param>
        public Rules(DateOnly today, int? noticeDays)
        {
            RuleFor(f => f.NoticeOn).NotNull().WithMessage("Give the day on which the notice came.")
                .Must(day => !(day > today)).WithMessage("The day of the notice has not come yet.");
            RuleFor(f => f.On).NotNull().WithMessage("Give the first day on which the party is no longer bound.")
                .Must((f, on) => !(on < f.NoticeOn)).WithMessage("The party cannot leave before its notice came.")
                .Must((f, on) => f.NoticeOn is not { } notice || !(on < notice.AddDays(noticeDays ?? 0)))
                .WithMessage(f => $"The MOU asks for {AgreementSentences.Notice(noticeDays)} notice. The first day is {AgreementSentences.Day(f.NoticeOn!.Value.AddDays(noticeDays ?? 0), today)}.");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why, in the words that were given. Others will ask.")
                .MaximumLength(1000).WithMessage("Keep the reason under 1,000 characters.").GuardedText();
        }
    }
}
