using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>A memorandum of understanding. What it says and who is bound is in its versions; its state is derived, never typed.</summary>
public sealed partial class Mou : Record, IArchivable, INamed, ISearchable
{
    public required string Title { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";
    public string Purpose { get; set; } = "";
    public DateOnly? WithdrawnOn { get; set; }
    public string WithdrawnReason { get; set; } = "";
    public DateTime? ArchivedAt { get; set; }
    public List<MouVersion> Versions { get; private set; } = [];
    public string ListName => Title;

    /// <summary>The version at work: the newest.</summary>
    public MouVersion Newest() => Versions.MaxBy(version => version.Number) ?? throw new InvalidOperationException("An MOU was read without its versions.");

    /// <summary>Every partner that is or was a party, in any version.</summary>
    public Guid[] PartnerIds() => [.. Versions.SelectMany(version => version.Parties).Select(party => party.PartnerId).Distinct()];

    /// <summary>The version that names a party.</summary>
    /// <exception cref="NotFoundException">It is a party of none.</exception>
    public MouVersion VersionOf(Guid partyId) => Versions.Find(version => version.Parties.Exists(party => party.Id == partyId)) ?? throw new NotFoundException("party");

    /// <summary>What the state rests on, oldest version first.</summary>
    public IReadOnlyList<MouTerms> Terms() => [.. Versions.OrderBy(version => version.Number).Select(version => version.TermsUnder(this))];

    /// <summary>The version whose terms count on a day: the newest that has taken effect by then. None before the first has.</summary>
    public MouVersion? HoldingOn(DateOnly day) => Versions.OrderByDescending(version => version.Number).FirstOrDefault(version => version.TermsUnder(this).HasTakenEffectBy(day));

    /// <summary>The name under a version: its own, or the one it was recorded with.</summary>
    public string NameUnder(MouVersion version) => version.Title.Length > 0 ? version.Title : Title;

    /// <summary>Takes the name of the version that holds. A version that renames the body but never takes effect renames nothing.</summary>
    public void Settle(DateOnly today) => Title = NameUnder(HoldingOn(today) ?? Newest());

    /// <summary>Withdraws the MOU: from that day on it no longer holds.</summary>
    /// <exception cref="RefusedException">It was withdrawn already.</exception>
    public void Withdraw(DateOnly on, string reason)
    {
        if (WithdrawnOn is not null)
            throw new RefusedException("This MOU was withdrawn already. Open its history to see by whom.");
        (WithdrawnOn, WithdrawnReason) = (on, reason);
    }

    public SearchText? ForSearch() => ArchivedAt is null ? new(Title, "MOU", "/mous/" + Id) : null;
}

/// <summary>What a version is to the one before it.</summary>
public enum MouVersionKind
{
    /// <summary>A whole text of its own.</summary>
    Version,

    /// <summary>A paper that changes some terms of the version before it and leaves the rest.</summary>
    Addendum,
}

/// <summary>One version of an MOU: its dates, parties and executed copy.</summary>
public sealed class MouVersion : Record
{
    public Guid MouId { get; init; }

    /// <summary>Its place among the versions and addenda of the MOU, from 1.</summary>
    public int Number { get; set; } = 1;
    public MouVersionKind Kind { get; set; }

    /// <summary>The name of the MOU under this version; empty keeps the one it had.</summary>
    public string Title { get; set; } = "";

    /// <summary>What this version is about, in a few lines.</summary>
    public string Summary { get; set; } = "";

    /// <summary>How many days before leaving a party gives notice; null when the text does not say.</summary>
    public int? WithdrawalNoticeDays { get; set; }
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>The day by which it is to be looked at again; required when it has no end.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The last day of its term, included; null for an open-ended one.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Whether it went out for signature; before that it is a draft.</summary>
    public DateOnly? SentForSignatureOn { get; set; }

    /// <summary>The text as it goes round for signature; not proof of anything.</summary>
    public Guid? TextFileId { get; set; }
    public StoredFile? TextFile { get; private set; }

    /// <summary>The executed copy.</summary>
    public Guid? FileId { get; set; }
    public StoredFile? File { get; private set; }
    public List<MouParty> Parties { get; private set; } = [];
    public override Guid? OwnerId => MouId;

    /// <summary>What the state of this version rests on.</summary>
    public MouTerms TermsUnder(Mou mou) => new(SentForSignatureOn, EffectiveOn, ReviewOn, ExpiresOn,
        [.. Parties.Where(party => party.SignatureRequired).Select(party => party.SignedOn)], FileId is not null, mou.WithdrawnOn);

    /// <summary>The day on which the last required party signed; null while one has not.</summary>
    public DateOnly? SignedByAllOn
    {
        get
        {
            var required = Parties.Where(party => party.SignatureRequired).ToList();
            return required.Count > 0 && required.TrueForAll(party => party.SignedOn is not null) ? required.Max(party => party.SignedOn) : null;
        }
    }

    /// <summary>Records that a party signed.</summary>
    /// <param name="partyId">The party.</param>
    /// <param name="personId">Who signed for it.</param>
    /// <param name="on">The day of the signature.</param>
    /// <exception cref="NotFoundException">It is no party of this version.</exception>
    public MouParty Sign(Guid partyId, Guid personId, DateOnly on)
    {
        var party = Parties.Find(p => p.Id == partyId) ?? throw new NotFoundException("party");
        (party.SignedById, party.SignedOn) = (personId, on);
        // A signature is proof that the text went out.
        if (SentForSignatureOn is null || SentForSignatureOn > on) SentForSignatureOn = on;
        return party;
    }

    /// <summary>Makes the parties those of the form. Who has signed cannot be left out or moved: that takes a new version.</summary>
    /// <exception cref="RefusedException">A party that has signed is missing.</exception>
    public void SetParties(IReadOnlyList<MouPartyForm> wanted)
    {
        if (Parties.Exists(party => party.SignedOn is not null && !wanted.Any(w => w.PartnerId == party.PartnerId)))
            throw new RefusedException("A party that has signed cannot be taken out of this version.", nameof(MouForm.Parties));
        Parties.RemoveAll(party => !wanted.Any(w => w.PartnerId == party.PartnerId));
        foreach (var (form, order) in wanted.Select((w, i) => (w, i)))
        {
            var party = Parties.Find(p => p.PartnerId == form.PartnerId);
            if (party is null) Parties.Add(party = new() { VersionId = Id, PartnerId = form.PartnerId });
            (party.OfficeId, party.SignatureRequired, party.Order) = (form.OfficeId, form.SignatureRequired, order);
        }
    }
}

/// <summary>A partner bound by a version, with the office that signs, who signed and when.</summary>
public sealed class MouParty : Record
{
    public Guid VersionId { get; init; }
    public Guid PartnerId { get; init; }
    public Guid? OfficeId { get; set; }
    public Guid? SignedById { get; set; }
    public DateOnly? SignedOn { get; set; }
    public bool SignatureRequired { get; set; } = true;
    public int Order { get; set; }

    /// <summary>The day on which the party gave notice that it leaves, while the others go on.</summary>
    public DateOnly? WithdrawalNoticeOn { get; set; }

    /// <summary>The first day on which it is no longer bound.</summary>
    public DateOnly? WithdrawnOn { get; set; }
    public string WithdrawalReason { get; set; } = "";
    public override Guid? OwnerId => VersionId;
}
