using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;

namespace TaskForce.Core.Mail;

public sealed partial class Mails
{
    /// <summary>The rows of a list, the newest first, and how many there are of each.</summary>
    /// <param name="after">The row after which the page goes on, as <see cref="Paging"/> writes it.</param>
    public async Task<(ListPage<MailRow> Page, MailCounts Counts)> ListAsync(Actor actor, MailList list, string? after, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageMail);
        await using var db = await databases.OpenAsync(actor, ct);
        var counts = new MailCounts(await CountAsync(db, MailList.Waiting, ct), await CountAsync(db, MailList.Sent, ct), await CountAsync(db, MailList.NotSent, ct), await TroubleAsync(db, ct));
        var place = Paging.Read(after);
        var rows = Of(db, list);
        // Keys are made in the order of time: the newest first is the greatest key first.
        if (place is { } from)
            rows = rows.Where(m => m.Id.CompareTo(from.Id) < 0);
        var size = Paging.Size(0);
        var found = await rows.OrderByDescending(m => m.Id).Take(size + 1).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { M = m, p.Name, p.KnownAs, p.Slug }).OrderByDescending(x => x.M.Id)
            .Select(x => new MailRow(x.M.Id, x.Name != "" ? x.Name : x.KnownAs, x.Slug, x.M.Kind, x.M.Subject, x.M.State, x.M.QueuedAt, x.M.DueAt, x.M.SettledAt, x.M.Tries, x.M.Why, x.M.By)).ToListAsync(ct);
        var first = place?.Number ?? 1;
        var shown = found.Take(size).ToList();
        var total = list switch { MailList.Waiting => counts.Waiting, MailList.Sent => counts.Sent, _ => counts.NotSent };
        return (new(shown, shown.Count == 0 ? 0 : first, Math.Min(total, Paging.CountLimit), total > Paging.CountLimit, null,
            found.Count > size ? Paging.Write("", shown[^1].Id, first + size) : null), counts);
    }

    private static IQueryable<OutgoingMail> Of(TaskForceDb db, MailList list) => list switch
    {
        MailList.Waiting => db.OutgoingMail.AsNoTracking().Where(m => m.State == MailState.Waiting),
        MailList.Sent => db.OutgoingMail.AsNoTracking().Where(m => m.State == MailState.Sent || m.State == MailState.SentByHand),
        _ => db.OutgoingMail.AsNoTracking().Where(m => m.State == MailState.NotSent),
    };

    private static Task<int> CountAsync(TaskForceDb db, MailList list, CancellationToken ct) => Of(db, list).Take(Paging.CountLimit + 1).CountAsync(ct);

    // Versions are made in the order of time, as keys are: the greatest is that of the mail that was saved last.
    private static async Task<string> TroubleAsync(TaskForceDb db, CancellationToken ct) =>
        await db.OutgoingMail.AsNoTracking().Where(m => m.State == MailState.Sent || (m.State == MailState.Waiting && m.Why != "")).OrderByDescending(m => m.Version).Select(m => m.Why).FirstOrDefaultAsync(ct) ?? "";

    /// <summary>A mail as somebody copies it. A reply link in it is made now.</summary>
    public async Task<MailText> TextAsync(Actor actor, Guid id, MailLinks links, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageMail);
        await using var db = await databases.OpenAsync(Product, ct);
        var mail = await db.OutgoingMail.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("mail");
        if (mail.State is MailState.Sent or MailState.SentByHand)
            throw new RefusedException("This mail was sent already.");
        var (name, address) = await PersonAsync(db, mail.PersonId, ct);
        return new(address ?? "No e-mail address is known", mail.Subject, await WholeAsync(db, mail, name, links.Root, links.Stop(mail.PersonId, mail.Kind), ct));
    }

    /// <summary>The address to which the actor's own mails go.</summary>
    public async Task<string?> OwnAddressAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        return actor.PersonId is { } id ? (await PersonAsync(db, id, ct)).Address : null;
    }

    /// <summary>The mail ready to go; null where it was settled because it cannot.</summary>
    private async Task<ReadyMail?> ReadyAsync(TaskForceDb db, OutgoingMail mail, MailLinks links, CancellationToken ct)
    {
        var now = databases.Clock.UtcNow;
        var (name, address) = await PersonAsync(db, mail.PersonId, ct);
        var why = mail.ExpiresAt <= now ? TooLate
            : await db.MailChoices.AnyAsync(c => c.PersonId == mail.PersonId && c.Kind == mail.Kind, ct) ? $"{name} does not want this mail any more."
            : address is null ? $"No e-mail address is known for {name}."
            : MailRules.IsExample(address) ? "The address is invented: nothing is ever sent to an example."
            : null;
        if (why is null)
        {
            try
            {
                var stop = links.Stop(mail.PersonId, mail.Kind);
                return new(mail.Id, mail.Kind, address!, mail.Subject, await WholeAsync(db, mail, name, links.Root, stop, ct), stop);
            }
            catch (Exception refusal) when (refusal is RefusedException or NotFoundException)
            {
                // The meeting was called off, moved or removed, or the person does not sit there any more.
                why = refusal.Message;
            }
        }
        mail.Drop(now, why);
        return null;
    }

    private async Task<string> WholeAsync(TaskForceDb db, OutgoingMail mail, string name, string root, string stop, CancellationToken ct)
    {
        var site = await db.Profiles.AsNoTracking().Select(p => p.Name).FirstOrDefaultAsync(ct) ?? "The task force";
        var body = mail.Body.Replace("{root}", root, StringComparison.Ordinal);
        foreach (var mark in ReplyMark().Matches(body).DistinctBy(m => m.Value))
        {
            var meeting = Guid.ParseExact(mark.Groups[1].Value, "N");
            if (await db.MeetingReplies.AnyAsync(r => r.MeetingId == meeting && r.PersonId == mail.PersonId, ct))
                throw new RefusedException($"{name} has replied meanwhile.");
            if (DateOnly.TryParseExact(mark.Groups[2].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var named)
                && await db.Meetings.Where(m => m.Id == meeting && m.On != named).Select(m => (DateOnly?)m.On).FirstOrDefaultAsync(ct) is { } on)
                throw new RefusedException(MailSentences.Moved(on, databases.Clock.Today));
            body = body.Replace(mark.Value, $"{root}reply/{await new Replies(databases).MakeMailedLinkAsync(Product, meeting, mail.PersonId, ct)}", StringComparison.Ordinal);
        }
        return MailSentences.Whole(name, body, site, mail.Kind, stop);
    }

    /// <summary>The person's name and newest address: that of the open account, else the first of the roster.</summary>
    private static async Task<(string Name, string? Address)> PersonAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => new
        {
            p.Name,
            p.KnownAs,
            Account = db.Users.Where(a => a.PersonId == p.Id && a.DisabledAt == null).Select(a => a.Email).FirstOrDefault(),
            First = p.Emails.OrderBy(e => e.Order).Select(e => e.Address).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        return person is null ? ("", null) : (person.Name.Length > 0 ? person.Name : person.KnownAs, person.Account ?? person.First);
    }

    [GeneratedRegex(@"\{reply:([0-9a-f]{32})(?::(\d{4}-\d{2}-\d{2}))?\}")]
    private static partial Regex ReplyMark();
}
