namespace TaskForce.Core.Outreach;

/// <summary>What a relation with a community rests on.</summary>
public enum RelationBase
{
    /// <summary>No real contact in the time that is looked at.</summary>
    Nothing,

    /// <summary>One day's event, presentation or training, and nothing else.</summary>
    OneEvent,

    /// <summary>One contact.</summary>
    OneContact,

    /// <summary>Contacts on more days than one.</summary>
    Several,
}

/// <summary>A contact as far as it tells what a relation rests on.</summary>
public readonly record struct RelationMark(DateOnly On, ContactKind Kind, bool TwoWay);

/// <summary>
/// Whether a relation carries. One that rests on a single event or contact is thin, however good that day was: it is listed, so that somebody goes again before
/// anything is asked of the community.
/// </summary>
public static class Relation
{
    /// <summary>How far back is looked.</summary>
    public const int Months = 24;

    public static bool IsThin(RelationBase basis) => basis is RelationBase.OneEvent or RelationBase.OneContact;

    /// <summary>What the relation rests on, by the contacts of the last 24 months up to a day. A message that nobody answered is no contact; several things on one day are one.</summary>
    public static RelationBase Of(IEnumerable<RelationMark> contacts, DateOnly today)
    {
        var from = today.AddMonths(-Months);
        var real = contacts.Where(c => c.On > from && c.On <= today && (c.TwoWay || IsEvent(c.Kind))).ToList();
        return real.Select(c => c.On).Distinct().Count() switch
        {
            0 => RelationBase.Nothing,
            1 => real.TrueForAll(c => IsEvent(c.Kind)) ? RelationBase.OneEvent : RelationBase.OneContact,
            _ => RelationBase.Several,
        };
    }

    private static bool IsEvent(ContactKind kind) => kind is ContactKind.Event or ContactKind.Presentation or ContactKind.Training;
}
