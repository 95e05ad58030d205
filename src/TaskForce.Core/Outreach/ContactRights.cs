using TaskForce.Core.Access;

namespace TaskForce.Core.Outreach;

/// <summary>Who may write a contact: the table of permissions, asked for every partner that the contact is with.</summary>
public static class ContactRights
{
    /// <summary>Whether the actor may write a contact of an author with these partners.</summary>
    public static bool MayWrite(Actor actor, Guid? authorId, IEnumerable<Guid> partners) =>
        actor.SeesAllCandid || partners.All(p => !actor.IsOwn(p) && Permissions.Allow(actor, Act.WriteCandid, new Subject(PartnerId: p, AuthorId: authorId)));

    /// <summary>Lets the actor go on, or refuses.</summary>
    /// <exception cref="NotAllowedException">The table does not allow it.</exception>
    /// <exception cref="RefusedException">It is the actor's own agency: what is written about it is closed to its people, so they cannot write it either.</exception>
    public static void Demand(Actor actor, Guid? authorId, IReadOnlyCollection<Guid> partners)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        if (!actor.SeesAllCandid && partners.Any(actor.IsOwn))
            throw new RefusedException("You work for this partner yourself, so the contact is not yours to log. Ask the coordinator to do it.", nameof(ContactForm.Partners));
        if (!MayWrite(actor, authorId, partners))
            throw new NotAllowedException(Act.WriteCandid);
    }
}
