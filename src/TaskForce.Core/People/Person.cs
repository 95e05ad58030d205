using TaskForce.Core.Data;

namespace TaskForce.Core.People;

/// <summary>Somebody who works with the task force. Where the name is not known yet, the post stands for the person.</summary>
public sealed class Person : Record, IArchivable, INamed, ISearchable
{
    /// <summary>Empty while the name is not known.</summary>
    public string Name { get; set; } = "";

    /// <summary>What lists show while the name is not known: "Lieutenant, Vice, Anaheim Police Department".</summary>
    public string KnownAs { get; set; } = "";

    public required string Slug { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";

    /// <summary>Whether this person can decide for the agency.</summary>
    public bool CanCommitAgency { get; set; }

    public string Languages { get; set; } = "";

    /// <summary>When and why the person left the work, in the words that were given.</summary>
    public DateOnly? LeftOn { get; set; }
    public string LeftReason { get; set; } = "";

    public DateTime? ArchivedAt { get; set; }
    public Guid? MergedIntoId { get; set; }

    public List<Post> Posts { get; private set; } = [];
    public List<PersonEmail> Emails { get; private set; } = [];
    public List<PersonPhone> Phones { get; private set; } = [];

    public bool IsNameKnown => Name.Length > 0;

    /// <summary>The name, or what stands for it.</summary>
    public string Called => IsNameKnown ? Name : KnownAs.Length > 0 ? KnownAs : "Name not known yet";

    public string ListName => Called;

    public SearchText? ForSearch() => ArchivedAt is null
        ? new(Called, "Person", "/people/" + Slug, string.Join(' ', Emails.Select(e => e.Address)))
        : null;
}

/// <summary>What somebody does at a partner, from a day to a day.</summary>
public sealed class Post : Record
{
    public Guid PersonId { get; init; }
    public Guid PartnerId { get; set; }
    public string Title { get; set; } = "";

    /// <summary>The first day; null where nobody knows.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day, included; null while it lasts.</summary>
    public DateOnly? To { get; set; }
    public string EndReason { get; set; } = "";
    public override Guid? OwnerId => PersonId;
}

/// <summary>An e-mail address of a person.</summary>
public sealed class PersonEmail : Record
{
    public Guid PersonId { get; init; }
    public required string Address { get; set; }

    /// <summary>Lower case, for finding.</summary>
    [NotInHistory] public string Folded { get; set; } = "";
    public int Order { get; set; }
    public override Guid? OwnerId => PersonId;
}

/// <summary>A phone number of a person, as it was given.</summary>
public sealed class PersonPhone : Record
{
    public Guid PersonId { get; init; }
    public required string Number { get; set; }
    public string Label { get; set; } = "";
    public int Order { get; set; }
    public override Guid? OwnerId => PersonId;
}

/// <summary>A leading post of a partner (sheriff, executive director): what sponsors, signatories and executive seats name. It goes on when its holder changes.</summary>
public sealed class Office : Record, IArchivable
{
    public Guid PartnerId { get; init; }
    public required string Title { get; set; }
    public DateTime? ArchivedAt { get; set; }
    public List<OfficeHolding> Holdings { get; private set; } = [];
    public override Guid? OwnerId => PartnerId;

    /// <summary>Ends whoever still holds the office on the day before another begins.</summary>
    public void EndHoldersBefore(DateOnly day)
    {
        foreach (var holding in Holdings.Where(h => h.From < day && !(h.To < day)))
            holding.To = day.AddDays(-1);
    }

    /// <summary>A new holding of this office; the holdings must be loaded.</summary>
    /// <exception cref="Access.RefusedException">Somebody holds the office on one of these days: an office has one holder a day.</exception>
    public OfficeHolding Appoint(Guid personId, DateOnly from, DateOnly? to)
    {
        if (Holdings.Find(h => new Calendar.Period(h.From, h.To).Overlaps(new(from, to))) is { } other)
        {
            throw new Access.RefusedException(
                $"Somebody holds this office {(other.To is { } end ? $"until {end:MMM d, yyyy}" : $"since {other.From:MMM d, yyyy}")}. An office has one holder a day: end that first, or choose other days.", "From");
        }
        return new() { OfficeId = Id, PersonId = personId, From = from, To = to };
    }
}

/// <summary>Who holds an office from a day to a day.</summary>
public sealed class OfficeHolding : Record
{
    public Guid OfficeId { get; init; }
    public Guid PersonId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public override Guid? OwnerId => OfficeId;
}
