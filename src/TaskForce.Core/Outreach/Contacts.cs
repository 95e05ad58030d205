using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>What was saved.</summary>
/// <param name="ChangeId">For undo.</param>
/// <param name="Sentence">What happened and what follows, for the toast.</param>
public sealed record ContactSaved(Guid Id, Guid ChangeId, string Sentence);

/// <summary>The verbs of outreach. Every one keeps the shared day of contact and the partners' standing in step, in one transaction.</summary>
public sealed class Contacts(Databases databases, Histories histories)
{
    /// <summary>Logs a contact. People without a partner in the form bring the partner of their post.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong, or the text looks like a victim's data and nobody confirmed.</exception>
    /// <exception cref="NotAllowedException">The actor logs no outreach, or not with this partner.</exception>
    /// <exception cref="RefusedException">A partner or person is not there, or it is the actor's own agency.</exception>
    public async Task<ContactSaved> LogAsync(Actor actor, ContactForm form, CancellationToken ct = default)
    {
        var today = databases.Clock.Today;
        await new ContactForm.Rules(today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = await PartnersOfAsync(db, form, ct);
        ContactRights.Demand(actor, actor.AccountId, partners);

        var contact = new Contact { LoggedAt = databases.Clock.UtcNow, AuthorId = actor.AccountId, AuthorName = actor.Name };
        contact.Partners.AddRange(partners.Select(p => new ContactPartner { ContactId = contact.Id, PartnerId = p }));
        contact.People.AddRange(form.People.Distinct().Select(p => new ContactPerson { ContactId = contact.Id, PersonId = p }));
        Write(contact, form, actor);
        db.Contacts.Add(contact);
        db.Barriers.AddRange(Barriers(contact, form));
        foreach (var earlier in await db.Contacts.Include(c => c.Partners).Where(c => form.Closes.Contains(c.Id) && c.NextStepDoneAt == null).ToListAsync(ct))
        {
            ContactRights.Demand(actor, earlier.AuthorId, [.. earlier.Partners.Select(p => p.PartnerId)]);
            earlier.NextStepDoneAt = databases.Clock.UtcNow;
        }
        await Standings.SaveAsync(db, partners, contact.On, ct);
        return new(contact.Id, db.ChangeId, OutreachSentences.Logged(form, today));
    }

    /// <summary>Changes a contact. The check-in clock moves only where its day, kind, answer or partners changed.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="NotFoundException">There is none, or the actor may not know of it.</exception>
    /// <exception cref="NotAllowedException">The actor may not write it.</exception>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<ContactSaved> EditAsync(Actor actor, Guid id, ContactForm form, CancellationToken ct = default)
    {
        var today = databases.Clock.Today;
        await new ContactForm.Rules(today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var contact = await LoadAsync(db, actor, id, ct);
        contact.DemandVersion(form.Version ?? Guid.Empty);
        var partners = await PartnersOfAsync(db, form, ct);
        ContactRights.Demand(actor, contact.AuthorId, partners);

        var touched = partners.Union(contact.Partners.Select(p => p.PartnerId)).ToList();
        var since = contact.On < form.On ? contact.On : form.On;
        db.ContactPartners.RemoveRange(contact.Partners.Where(p => !partners.Contains(p.PartnerId)));
        contact.Partners.RemoveAll(p => !partners.Contains(p.PartnerId));
        foreach (var added in partners.Where(p => contact.Partners.TrueForAll(c => c.PartnerId != p)))
            db.Add(Joined(contact, new ContactPartner { ContactId = contact.Id, PartnerId = added }));
        db.ContactPeople.RemoveRange(contact.People.Where(p => !form.People.Contains(p.PersonId)));
        foreach (var added in form.People.Distinct().Where(p => contact.People.TrueForAll(c => c.PersonId != p)).ToList())
            db.ContactPeople.Add(new() { ContactId = contact.Id, PersonId = added });
        Write(contact, form, actor);

        var named = await db.Barriers.Where(b => b.ContactId == id && b.ArchivedAt == null).ToListAsync(ct);
        var wanted = Barriers(contact, form).ToList();
        // What was worked on since stays, whatever the contact says now.
        db.Barriers.RemoveRange(named.Where(n => n.CounterStep.Length == 0 && n.ResolvedAt is null && !wanted.Exists(w => (w.PartnerId, w.Cause) == (n.PartnerId, n.Cause))));
        foreach (var barrier in wanted)
        {
            if (named.Find(n => (n.PartnerId, n.Cause) == (barrier.PartnerId, barrier.Cause)) is { } known)
                (known.Note, known.NamedOn) = (barrier.Note, barrier.NamedOn);
            else
                db.Barriers.Add(barrier);
        }
        await Standings.SaveAsync(db, touched, since, ct);
        return new(id, db.ChangeId, OutreachSentences.Logged(form, today, edited: true));
    }

    /// <summary>Puts a contact away. It then resets no clock any more.</summary>
    public Task<ContactSaved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(actor, id, c => c.ArchivedAt ??= databases.Clock.UtcNow, "Contact archived. Its partners' check-in clocks are back where they were.", ct);

    /// <summary>Takes a contact back out.</summary>
    public Task<ContactSaved> RestoreAsync(Actor actor, Guid id, CancellationToken ct = default) =>
        ChangeAsync(actor, id, c => c.ArchivedAt = null, "Contact restored.", ct);

    /// <summary>Marks the next step of a contact as done, or as open again.</summary>
    public Task<ContactSaved> FinishStepAsync(Actor actor, Guid id, bool done = true, CancellationToken ct = default) =>
        ChangeAsync(actor, id, c => c.NextStepDoneAt = done ? databases.Clock.UtcNow : null, done ? "Next step done." : "Next step is open again.", ct);

    /// <summary>Takes back an edit; the clocks of the partners before and after it follow.</summary>
    /// <exception cref="RefusedException">Something was changed since, or the change is older than 30 days.</exception>
    public async Task UndoAsync(Actor actor, Guid changeId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using (var db = await databases.OpenAsync(actor, ct))
        {
            if (!await db.AuditEntries.AnyAsync(e => e.ChangeId == changeId && e.RecordType == nameof(Contact), ct))
                throw new RefusedException("Only the coordinator can undo this, because it is about several partners. Edit the contact instead.");
        }

        await histories.UndoAsync(actor, changeId, ct);
    }

    /// <summary>Takes back a contact that was just logged, with the barriers it named; the next steps that it closed are open again. Where somebody worked on
    /// one of these since, the contact is put away.</summary>
    /// <exception cref="NotFoundException">There is none, or the actor may not know of it.</exception>
    /// <exception cref="NotAllowedException">The actor may not write it.</exception>
    public async Task TakeBackAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        Guid? logged;
        await using (var db = await databases.OpenAsync(actor, ct))
        {
            await LoadAsync(db, actor, id, ct);
            logged = await Histories.MadeByAsync(db, id, ct);
        }
        try
        {
            if (logged is { } change)
            {
                await histories.UndoAsync(actor, change, ct);
                return;
            }
        }
        catch (Exception refused) when (refused is RefusedException or NotAllowedException)
        {
            // What stands in the way of the whole leaves the contact itself to be put away.
        }
        await ArchiveAsync(actor, id, ct);
    }

    private async Task<ContactSaved> ChangeAsync(Actor actor, Guid id, Action<Contact> change, string sentence, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var contact = await LoadAsync(db, actor, id, ct);
        change(contact);
        contact.Share();
        await Standings.SaveAsync(db, [.. contact.Partners.Select(p => p.PartnerId)], contact.On, ct);
        return new(id, db.ChangeId, sentence);
    }

    private static async Task<Contact> LoadAsync(TaskForceDb db, Actor actor, Guid id, CancellationToken ct)
    {
        var contact = await db.Contacts.Include(c => c.Partners).Include(c => c.People).FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("contact");
        ContactRights.Demand(actor, contact.AuthorId, [.. contact.Partners.Select(p => p.PartnerId)]);
        return contact;
    }

    private static ContactPartner Joined(Contact contact, ContactPartner partner)
    {
        contact.Partners.Add(partner);
        return partner;
    }

    private static void Write(Contact contact, ContactForm form, Actor actor)
    {
        (contact.On, contact.Kind, contact.TheyAnswered, contact.Mood) = (form.On, form.Kind, form.TheyAnswered && !Contact.TwoWayByNature(form.Kind), form.Mood);
        contact.Line = form.Line.Trim();
        contact.NextStep = form.NextStepOn is null ? "" : form.NextStep.Trim() is { Length: > 0 } step ? step : OutreachSentences.CheckIn;
        if (contact.NextStepOn != form.NextStepOn)
            contact.NextStepDoneAt = null;
        contact.NextStepOn = form.NextStepOn;
        contact.NextStepPersonId = form.NextStepOn is null ? null : form.NextStepPersonId ?? actor.PersonId;
        contact.Share();
    }

    private static IEnumerable<Barrier> Barriers(Contact contact, ContactForm form) =>
        from partner in contact.Partners
        from cause in form.Barriers.Distinct()
        select new Barrier { PartnerId = partner.PartnerId, ContactId = contact.Id, Cause = cause, Note = form.BarrierNote.Trim(), NamedOn = contact.On };

    private static async Task<List<Guid>> PartnersOfAsync(TaskForceDb db, ContactForm form, CancellationToken ct)
    {
        var wanted = form.Partners.Distinct().ToList();
        if (await db.Partners.CountAsync(p => wanted.Contains(p.Id), ct) != wanted.Count)
            throw new RefusedException("One of these partners is not there any more. Choose again.", nameof(ContactForm.Partners));
        if (form.People.Count == 0)
            return wanted;
        var people = form.People.Distinct().ToList();
        if (await db.People.CountAsync(p => people.Contains(p.Id), ct) != people.Count)
            throw new RefusedException("One of these people is not there any more. Choose again.", nameof(ContactForm.People));
        var posts = await db.Posts.Where(p => people.Contains(p.PersonId) && (p.From == null || p.From <= form.On) && (p.To == null || p.To >= form.On)).OrderBy(p => p.Id).Select(p => new { p.PersonId, p.PartnerId }).ToListAsync(ct);
        foreach (var person in posts.GroupBy(p => p.PersonId))
        {
            if (!person.Any(p => wanted.Contains(p.PartnerId)))
                wanted.Add(person.First().PartnerId);
        }
        return wanted.Count > 0 ? wanted : throw new RefusedException("This person has no post at a partner on that day. Choose the partner too.", nameof(ContactForm.Partners));
    }
}
