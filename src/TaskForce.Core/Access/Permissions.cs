namespace TaskForce.Core.Access;

/// <summary>What an act is done to, as far as rights depend on it. Leave out what does not apply.</summary>
/// <param name="PartnerId">The partner that the facts are about.</param>
/// <param name="BodyId">The body whose roster, plan or meeting it is.</param>
/// <param name="PersonId">The person whose details, reply or task it is.</param>
/// <param name="AuthorId">The account that wrote the entry.</param>
public readonly record struct Subject(Guid? PartnerId = null, Guid? BodyId = null, Guid? PersonId = null, Guid? AuthorId = null)
{
    public static Subject Partner(Guid id) => new(PartnerId: id);
    public static Subject Body(Guid id) => new(BodyId: id);
    public static Subject Person(Guid id) => new(PersonId: id);
    public static Subject Author(Guid? id) => new(AuthorId: id);
}

/// <summary>
/// The one table of who may do what. Closed unless it says open. Pages ask <see cref="Allow"/> to show or hide; every verb
/// calls <see cref="Demand"/> before it touches anything.
/// </summary>
public static class Permissions
{
    private enum May
    {
        No,
        Yes,

        /// <summary>Only for a body that the person chairs (or, with no body named, some body).</summary>
        OwnBody,

        /// <summary>Only about a partner seated in a body that the person chairs, never the person's own agency.</summary>
        SeatedPartner,

        /// <summary>Only what the person wrote.</summary>
        OwnEntry,

        /// <summary>Only the person's own details, reply or task.</summary>
        OwnPerson,

        /// <summary>Only the row of the person's own agency.</summary>
        OwnPartner,
    }

    private sealed record Row(May Administrator, May Coordinator, May Chair, May Executive, May Member, May Reader);

    private const May Yes = May.Yes, No = May.No;

    private static readonly Dictionary<Act, Row> Table = new()
    {
        //                              administrator coordinator chair         executive     member         reader
        [Act.ManageSettings] = new(Yes, No, No, No, No, No),
        [Act.ManageAccounts] = new(Yes, No, No, No, No, No),
        [Act.ManageSampleData] = new(Yes, No, No, No, No, No),
        [Act.ManageMail] = new(Yes, No, No, No, No, No),
        [Act.StrikeOut] = new(Yes, Yes, No, No, No, No),
        [Act.SeeToday] = new(Yes, Yes, May.OwnBody, No, No, No),
        [Act.ReadPartners] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WritePartners] = new(Yes, Yes, No, No, No, No),
        [Act.ReadPeople] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WritePeople] = new(Yes, Yes, May.OwnPerson, No, May.OwnPerson, No),
        [Act.ReadBodies] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WriteBodies] = new(Yes, Yes, No, No, No, No),
        [Act.WriteRoster] = new(Yes, Yes, May.OwnBody, No, No, No),
        [Act.ReadMous] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WriteMous] = new(Yes, Yes, No, No, No, No),
        [Act.WriteCommitments] = new(Yes, Yes, No, No, No, No),
        [Act.GiveReturn] = new(Yes, Yes, No, May.OwnPartner, May.OwnPartner, No),
        [Act.ReadTraining] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WriteTraining] = new(Yes, Yes, No, No, No, No),
        [Act.Import] = new(Yes, Yes, No, No, No, No),
        [Act.ReadCandid] = new(Yes, Yes, May.SeatedPartner, No, May.OwnEntry, No),
        [Act.WriteCandid] = new(Yes, Yes, May.SeatedPartner, No, May.OwnEntry, No),
        [Act.LogOutreach] = new(Yes, Yes, Yes, No, Yes, No),
        [Act.ReadMeetings] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.WriteMeetings] = new(Yes, Yes, May.OwnBody, No, No, No),
        [Act.ReplyToMeeting] = new(Yes, Yes, May.OwnPerson, May.OwnPerson, May.OwnPerson, No),
        [Act.DoTask] = new(Yes, Yes, May.OwnBody, May.OwnPerson, May.OwnPerson, No),
        [Act.ReadReview] = new(Yes, Yes, Yes, Yes, May.OwnPartner, No),
        [Act.ReadWholeReview] = new(Yes, Yes, Yes, Yes, No, No),
        [Act.ShareReview] = new(Yes, Yes, No, No, No, No),
        [Act.KeepEditions] = new(Yes, Yes, No, No, No, No),
        [Act.WriteLetters] = new(Yes, Yes, No, No, No, No),
        [Act.Search] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.ReadHistory] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.OwnAccount] = new(Yes, Yes, Yes, Yes, Yes, Yes),
        [Act.KeepDrafts] = new(Yes, Yes, Yes, Yes, Yes, Yes),
    };

    /// <summary>Whether the actor may do it. With a rule that depends on the subject and no subject given, whether there could be one that is allowed.</summary>
    public static bool Allow(Actor actor, Act act, Subject subject = default)
    {
        if (actor.IsSystem)
            return true;
        if (!Table.TryGetValue(act, out var row))
            return false;
        var byRole = actor.Role switch
        {
            Role.Administrator => row.Administrator,
            Role.Coordinator => row.Coordinator,
            Role.Executive => row.Executive,
            Role.Member => row.Member,
            Role.Reader => row.Reader,
            _ => May.No,
        };
        return Holds(byRole, actor, subject) || (actor.IsChair && Holds(row.Chair, actor, subject));
    }

    /// <summary>Lets the actor go on, or refuses.</summary>
    /// <exception cref="NotAllowedException">The table does not allow it; the message says who can.</exception>
    public static void Demand(Actor actor, Act act, Subject subject = default)
    {
        if (!Allow(actor, act, subject))
            throw new NotAllowedException(act);
    }

    private static bool Holds(May may, Actor actor, Subject subject) => may switch
    {
        May.Yes => true,
        May.OwnBody => actor.IsChair && (subject == default || (subject.BodyId is { } body && actor.ChairedBodies.Contains(body))),
        May.SeatedPartner => actor.IsChair && (subject == default || (subject.PartnerId is { } partner && actor.PartnersSeatedThere.Contains(partner) && !actor.IsOwn(partner))),
        May.OwnEntry => subject == default || (subject.AuthorId is { } author && author == actor.AccountId),
        May.OwnPerson => subject == default || (subject.PersonId is { } person && person == actor.PersonId),
        May.OwnPartner => subject == default || (subject.PartnerId is { } own && actor.IsOwn(own)),
        _ => false,
    };
}
