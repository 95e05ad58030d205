using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>How a contact was made.</summary>
public enum ContactKind
{
    Call,
    Coffee,
    Visit,
    Meeting,
    Email,
    Presentation,
    Event,
    Training,
    MessageLeft,
}

/// <summary>How it went, from cold to warm; candid.</summary>
public enum Mood
{
    Closed,
    Guarded,
    Neutral,
    Open,
    Warm,
}

/// <summary>A contact with one or more partners. Candid as a whole; only the day of a two-way contact is shared, through the standing.</summary>
public sealed class Contact : Record, ICandid, IArchivable
{
    public DateOnly On { get; set; }
    public ContactKind Kind { get; set; }

    /// <summary>For kinds that are one-way by nature: whether they answered.</summary>
    public bool TheyAnswered { get; set; }

    /// <summary>One line: what was learned.</summary>
    public string Line { get; set; } = "";
    public Mood? Mood { get; set; }
    public DateTime LoggedAt { get; init; }
    public Guid? AuthorId { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>What comes next, by whom, until when.</summary>
    public string NextStep { get; set; } = "";
    public DateOnly? NextStepOn { get; set; }
    public Guid? NextStepPersonId { get; set; }
    public DateTime? NextStepDoneAt { get; set; }

    public DateTime? ArchivedAt { get; set; }
    public List<ContactPartner> Partners { get; private set; } = [];
    public List<ContactPerson> People { get; private set; } = [];

    Guid? ICandid.AboutPartnerId => Partners.Count == 1 ? Partners[0].PartnerId : null;
    public override Guid? OwnerId => Partners.Count == 1 ? Partners[0].PartnerId : null;

    /// <summary>A real exchange: by its kind, or because they answered. Only such a contact resets the check-in clock.</summary>
    public bool IsTwoWay => TwoWayByNature(Kind) || TheyAnswered;

    /// <summary>Kinds in which both sides speak. The others are two-way only when they answered.</summary>
    public static bool TwoWayByNature(ContactKind kind) => kind is ContactKind.Call or ContactKind.Coffee or ContactKind.Visit or ContactKind.Meeting;

    /// <summary>Repeats day and two-way on the shared part. A contact that was put away is no exchange any more, so that it resets no clock.</summary>
    public void Share()
    {
        foreach (var partner in Partners)
            (partner.On, partner.TwoWay) = (On, IsTwoWay && ArchivedAt is null);
    }
}

/// <summary>
/// That there was a contact with a partner, and on which day: the shared part of a contact. Day and two-way repeat the
/// contact's, so that the last one is found by index.
/// </summary>
public sealed class ContactPartner : Record
{
    public Guid ContactId { get; init; }
    public Guid PartnerId { get; set; }
    public DateOnly On { get; set; }
    public bool TwoWay { get; set; }
    public override Guid? OwnerId => ContactId;
}

/// <summary>That somebody was there. Candid like the contact.</summary>
public sealed class ContactPerson : Record, ICandid
{
    public Guid ContactId { get; init; }
    public Guid PersonId { get; set; }
    public override Guid? OwnerId => ContactId;
    Guid? ICandid.AboutPartnerId => null;
}
