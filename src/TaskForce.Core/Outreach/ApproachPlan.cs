using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>Why a partner is approached.</summary>
public enum ApproachReason
{
    EmptySeat,
    NewPartner,
    LeadersSupport,
    ReEngagement,
    Other,
}

/// <summary>
/// A planned sequence of contacts: to fill an empty seat, to win a leader, or to come back to a partner whose chief or champion changed. Candid. With no
/// partner yet it is open to coordinators only.
/// </summary>
public sealed class ApproachPlan : Record, ICandid, IArchivable
{
    public ApproachReason Reason { get; set; }

    /// <summary>The partner that is approached; null while only the empty seat is known.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The empty seat that it is about, as <see cref="Partners.SeatKey"/> writes it; empty when it is about a partner alone.</summary>
    public string Seat { get; set; } = "";
    public required string Title { get; set; }

    /// <summary>Who can open the door.</summary>
    public string DoorOpener { get; set; } = "";

    /// <summary>The leader whose support is sought.</summary>
    public Guid? LeaderId { get; set; }

    /// <summary>Who sees to it that the plan goes on.</summary>
    public Guid? PersonId { get; set; }
    public DateOnly BegunOn { get; set; }
    public DateOnly? EndedOn { get; set; }

    /// <summary>What came of it.</summary>
    public string Result { get; set; } = "";
    public DateTime? ArchivedAt { get; set; }
    public List<ApproachStep> Steps { get; private set; } = [];
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>One contact of a plan: who approaches, which findings are presented with what material, and what was answered. Candid like its plan.</summary>
public sealed class ApproachStep : Record, ICandid
{
    public Guid PlanId { get; init; }

    /// <summary>Repeats the plan's partner, so that the history knows whom it is about.</summary>
    public Guid? PartnerId { get; set; }
    public ContactKind Kind { get; set; }
    public required string Text { get; set; }
    public DateOnly DueOn { get; set; }

    /// <summary>Who approaches.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Which findings are presented.</summary>
    public string Findings { get; set; } = "";

    /// <summary>With what material.</summary>
    public string Material { get; set; } = "";
    public DateOnly? DoneOn { get; set; }
    public string Answer { get; set; } = "";
    public override Guid? OwnerId => PlanId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>A sequence of contacts to start a plan from; the list ships with the product and is edited by coordinators. Shared: it is about nobody.</summary>
public sealed class ApproachTemplate : Record, IArchivable
{
    public required string Name { get; set; }
    public ApproachReason Reason { get; set; }

    /// <summary>One step a line, as <see cref="TemplateLines"/> reads it.</summary>
    public required string Lines { get; set; }
    public int Order { get; set; }
    public DateTime? ArchivedAt { get; set; }
}

/// <summary>That one partner's support hangs on that of another's leader, a mayor's for one. Candid.</summary>
public sealed class SupportTie : Record, ICandid
{
    /// <summary>The partner whose support hangs on the other.</summary>
    public Guid PartnerId { get; init; }

    /// <summary>The partner whose leader it hangs on.</summary>
    public Guid OnPartnerId { get; init; }
    public string Note { get; set; } = "";
    public override Guid? OwnerId => PartnerId;

    // It is about two, so only coordinators see it in the history.
    Guid? ICandid.AboutPartnerId => null;
}
