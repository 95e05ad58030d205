using FluentValidation;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>A clause of the library, from which drafts are put together. Changing it changes no MOU.</summary>
public sealed class ClauseText : Record, IArchivable
{
    public required string Heading { get; set; }
    public string Text { get; set; } = "";
    public int Order { get; set; }
    public DateTime? ArchivedAt { get; set; }
}

/// <summary>A clause of one version of an MOU.</summary>
public sealed class MouClause : Record
{
    public Guid VersionId { get; init; }

    /// <summary>The same for the clause and those that carry it on in later versions, so that its changes can be shown.</summary>
    public Guid Origin { get; init; }
    public required string Heading { get; set; }
    public string Text { get; set; } = "";
    public int Order { get; set; }

    /// <summary>The partners that see to it; none means all parties.</summary>
    public List<MouClausePartner> Partners { get; private set; } = [];
    public override Guid? OwnerId => VersionId;

    /// <summary>The clause as a later version carries it on, for those of its partners that are still parties.</summary>
    public MouClause For(Guid versionId, IReadOnlySet<Guid> parties)
    {
        var clause = new MouClause { VersionId = versionId, Origin = Origin, Heading = Heading, Text = Text, Order = Order };
        clause.Partners.AddRange(Partners.Where(p => parties.Contains(p.PartnerId)).Select(p => new MouClausePartner { ClauseId = clause.Id, PartnerId = p.PartnerId }));
        return clause;
    }

    /// <summary>Makes those who see to it the given ones.</summary>
    public void SetPartners(IReadOnlyCollection<Guid> partners)
    {
        Partners.RemoveAll(p => !partners.Contains(p.PartnerId));
        Partners.AddRange(partners.Where(id => !Partners.Exists(p => p.PartnerId == id)).Select(id => new MouClausePartner { ClauseId = Id, PartnerId = id }));
    }
}

/// <summary>A partner that sees to a clause.</summary>
public sealed class MouClausePartner : Record
{
    public Guid ClauseId { get; init; }
    public Guid PartnerId { get; set; }
    public override Guid? OwnerId => ClauseId;
}

/// <summary>A clause of the library or of a version, as typed.</summary>
public sealed class ClauseForm : IGuardedForm
{
    /// <summary>The clause to change; nothing for a new one.</summary>
    public Guid? Id { get; set; }
    public string Heading { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>Who sees to it; used for a clause of a version.</summary>
    public List<Guid> Partners { get; set; } = [];
    public Guid Version { get; set; }
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<ClauseForm>
    {
        public Rules()
        {
            RuleFor(f => f.Heading).NotEmpty().WithMessage("Give the clause a heading, for example Confidentiality.")
                .MaximumLength(160).WithMessage("Keep the heading under 160 characters.").GuardedText();
            RuleFor(f => f.Text).NotEmpty().WithMessage("Write what the parties agree on.")
                .MaximumLength(8000).WithMessage("Keep the text under 8,000 characters.").GuardedText();
        }
    }
}
