using TaskForce.Core.Bodies;

namespace TaskForce.Core.Roster;

/// <summary>What importing one row will do, worked out against the roster as it is.</summary>
internal sealed class RowPlan(int number)
{
    public int Number { get; } = number;
    public RowOutcome Outcome { get; set; } = RowOutcome.Create;
    public List<RowReason> Reasons { get; } = [];

    /// <summary>What it will do, in words.</summary>
    public string Result { get; set; } = "";
    public ImportAgency? Agency { get; set; }
    public ImportPerson? Person { get; set; }

    /// <summary>What a partner that exists gets new, by property.</summary>
    public Dictionary<RosterField, string> PartnerChanges { get; } = [];

    /// <summary>Tags that the partner does not have yet.</summary>
    public List<string> NewTags { get; } = [];
    public bool SetsName { get; set; }
    public string Name { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>The post that gets another title; null when a new post is made or none.</summary>
    public Guid? RetitledPost { get; set; }
    public bool MakesPost { get; set; }
    public List<string> NewEmails { get; } = [];
    public List<string> NewPhones { get; } = [];
    public string PersonLanguages { get; set; } = "";
    public bool? CanCommit { get; set; }

    /// <summary>Seats that the person takes: in a vacant seat of the partner, or in a new one.</summary>
    public List<SeatPlan> Seats { get; } = [];
    public DateOnly? Since { get; set; }
    public string Note { get; set; } = "";

    /// <summary>Set when the row goes in: whether it is the one that makes the partner, the person, and the post's id.</summary>
    public bool MakesPartner { get; set; }
    public bool MakesPerson { get; set; }
    public Guid PostId { get; set; }
    public bool NeedsALook => Reasons.Exists(r => r.Look);

    public bool ChangesAnything => Agency is { IsNew: true, Written: false } || Person is { IsNew: true, Written: false } || PartnerChanges.Count > 0 || NewTags.Count > 0 || SetsName
        || RetitledPost is not null || MakesPost || NewEmails.Count > 0 || NewPhones.Count > 0 || PersonLanguages.Length > 0 || CanCommit is not null || Seats.Count > 0 || Note.Length > 0;

    public void Look(ReasonCode code, int? column, string text, Guid? person = null) => Reasons.Add(new RowReason(code, column, text, Look: true, person));

    public void Tell(ReasonCode code, int? column, string text) => Reasons.Add(new RowReason(code, column, text, Look: false));
}

/// <summary>A seat that a row asks for.</summary>
/// <param name="Body">In which body.</param>
/// <param name="Class">Of which class.</param>
/// <param name="VacantSeat">The partner's vacant seat that is taken; null for a new one.</param>
/// <param name="ChangedSeat">The person's own seat whose class changes; null when a holding is made.</param>
internal sealed record SeatPlan(ImportBody Body, SeatClass Class, Guid? VacantSeat, Guid? ChangedSeat)
{
    /// <summary>The seat that the person holds afterwards.</summary>
    public Guid SeatId { get; } = ChangedSeat ?? VacantSeat ?? Guid.CreateVersion7();
}

/// <summary>Somebody whom one or more rows mean, with what is known already, so that a second row adds only what is new.</summary>
internal sealed class ImportPerson(Guid id, bool isNew)
{
    public Guid Id { get; } = id;
    public bool IsNew { get; } = isNew;
    public bool Written { get; set; }
    public string Name { get; set; } = "";

    /// <summary>What stands for the name.</summary>
    public string KnownAs { get; set; } = "";
    public int FirstRow { get; init; }
    public HashSet<string> Emails { get; } = new(StringComparer.OrdinalIgnoreCase);
    public HashSet<string> Phones { get; } = new(StringComparer.Ordinal);

    /// <summary>Current posts: the partner, the title, the post's id.</summary>
    public List<(Guid Partner, string Title, Guid Id)> Posts { get; } = [];

    /// <summary>Current seats: the body, the partner, the seat's class and id.</summary>
    public List<(Guid Body, Guid? Partner, SeatClass Class, Guid Seat)> Seats { get; } = [];
    public string Languages { get; set; } = "";
    public bool CanCommit { get; set; }
}
