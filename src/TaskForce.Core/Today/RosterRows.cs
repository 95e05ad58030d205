using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Today;

/// <summary>What the roster lacks: names, a look at an import, and the offices that carry a task force.</summary>
internal static class RosterRows
{
    /// <summary>A task force reads as forming until so many of the nine key offices have a partner.</summary>
    public const int FormedFrom = 5;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask) => [.. await NamesAsync(ask), .. await ImportsAsync(ask)];

    /// <summary>How many key offices have a partner while the task force is forming, and a row for each that has none.</summary>
    public static async Task<(int? Found, List<QueueItem> Rows)> OfficesAsync(QueueAsking ask)
    {
        var there = await ask.Db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null && p.Kind!.KeyOffice != null).Select(p => p.Kind!.KeyOffice!.Value).Distinct().ToListAsync(ask.Ct);
        if (there.Count >= FormedFrom)
            return (null, []);
        return (there.Count, [.. Enum.GetValues<KeyOffice>().Except(there).Select(office =>
        {
            var (name, usually) = TodaySentences.Office(office);
            return new QueueItem
            {
                Key = "office:" + office,
                Reason = QueueReason.KeyOfficeMissing,
                Title = name,
                Href = "/partners/new?office=" + office,
                Detail = usually,
                When = "Empty seat",
                WhenSub = "nobody approached yet",
                Tone = QueueTone.Soon,
                Act = QueueAct.Open,
                Label = "Add a partner",
                Due = ask.Today,
                // The order in which the offices are usually won.
                Urgency = -(int)office,
                Matters = $"{name.ToLowerInvariant()} comes first: without it the others wait",
            };
        })]);
    }

    private static async Task<List<QueueItem>> NamesAsync(QueueAsking ask)
    {
        var today = ask.Today;
        var people = await ask.Db.People.AsNoTracking().Where(p => p.Name == "" && p.ArchivedAt == null && (p.LeftOn == null || p.LeftOn >= ask.Today)).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(200)
            .Select(p => new { p.Id, p.KnownAs, p.Slug, Partner = p.Posts.Where(t => t.To == null || t.To >= today).Select(t => (Guid?)t.PartnerId).FirstOrDefault(), Title = p.Posts.Where(t => t.To == null || t.To >= today).Select(t => t.Title).FirstOrDefault() }).ToListAsync(ask.Ct);
        var ids = people.Select(p => p.Partner).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await ask.Db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ask.Ct);
        return people.ConvertAll(p => new QueueItem
        {
            Key = "name:" + p.Id,
            Reason = QueueReason.NameNotKnown,
            Title = p.KnownAs.Length > 0 ? p.KnownAs : "Somebody without a name",
            Href = "/people/" + p.Slug,
            Detail = p.Partner is { } id && names.TryGetValue(id, out var partner) && !p.KnownAs.Contains(partner, StringComparison.Ordinal) ? $"At {partner}. The post stands for the person until you know the name." : "The post stands for the person until you know the name.",
            When = "No name",
            WhenSub = "known by post",
            Tone = QueueTone.Calm,
            Act = QueueAct.Open,
            Label = "Add the name",
            RecordId = p.Id,
            PartnerId = p.Partner,
            Due = today,
            Matters = $"a name is missing: {(p.KnownAs.Length > 0 ? p.KnownAs : "one person is known by post only")}",
        });
    }

    private static async Task<List<QueueItem>> ImportsAsync(QueueAsking ask)
    {
        var waiting = await ask.Db.ImportBatches.AsNoTracking().Where(b => b.State == ImportState.Uploaded || b.State == ImportState.Checked).OrderBy(b => b.UploadedAt).Take(20)
            .Select(b => new { b.Id, b.FileName, b.UploadedAt, b.Rows, Looks = ask.Db.ImportRows.Count(r => r.BatchId == b.Id && r.Outcome == RowOutcome.NeedsALook) }).ToListAsync(ask.Ct);
        return waiting.ConvertAll(b =>
        {
            var day = DateOnly.FromDateTime(ask.Db.Clock.Local(b.UploadedAt));
            var over = ask.DaysOver(day);
            return new QueueItem
            {
                Key = "import:" + b.Id,
                Reason = QueueReason.ImportNeedsALook,
                Title = b.FileName,
                Href = "/import/" + b.Id,
                Detail = b.Looks switch { 0 => $"{b.Rows:N0} rows are ready and not imported yet.", 1 => "One row needs a look before it can be imported.", _ => $"{b.Looks:N0} rows need a look before they can be imported." },
                When = over == 0 ? "Today" : TodaySentences.Days(over),
                WhenSub = "uploaded " + OutreachSentences.Day(day, ask.Today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Soon : QueueTone.Calm,
                Act = QueueAct.Open,
                Label = b.Looks > 0 ? "Look at the rows" : "Go on",
                RecordId = b.Id,
                Due = day,
                Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
                Matters = $"the import of {b.FileName} waits for you",
            };
        });
    }
}
