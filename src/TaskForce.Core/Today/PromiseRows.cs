using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Promises: MOUs that end, lapsed or are not executed, and next steps that are due.</summary>
internal static class PromiseRows
{
    private const int Most = 500;

    public static async Task<List<QueueItem>> MousAsync(QueueAsking ask)
    {
        var today = ask.Today;
        var ids = await ask.Db.Mous.AsNoTracking().Where(m => m.ArchivedAt == null && (m.WithdrawnOn == null || m.WithdrawnOn > today)).OrderBy(m => m.Id).Take(2_000).Select(m => m.Id).ToListAsync(ask.Ct);
        if (ids.Count == 0)
            return [];
        return [.. (await MouTermsReader.LoadAsync(ask.Db, ids, ask.Ct)).SelectMany(m => (QueueItem?[])[Mou(ask, m), Follower(ask, m)]).OfType<QueueItem>()];
    }

    /// <summary>Approvers that meet soon, or have met and said nothing yet.</summary>
    public static async Task<List<QueueItem>> ApprovalsAsync(QueueAsking ask) =>
    [
        .. (await Approvals.DueAsync(ask.Db, ask.Today.AddDays(2 * QueueOrder.StepDays), Most, ask.Ct)).Select(a =>
        {
            var over = ask.DaysOver(a.NextMeetingOn!.Value);
            return new QueueItem
            {
                Key = "approval:" + a.Id,
                Reason = QueueReason.MouPromise,
                Title = $"{a.Mou}: {a.Partner}",
                Href = "/mous/" + a.MouId,
                Detail = over > 0 ? $"{ApprovalSentences.Who(a.Kind, a.Approver)} has met; no outcome is recorded." : $"{ApprovalSentences.Who(a.Kind, a.Approver)} must agree before {a.Partner} signs.",
                When = over > 0 ? TodaySentences.Over(over) : over == 0 ? "Today" : TodaySentences.Days(-over),
                WhenSub = (over > 0 ? "met " : "meets ") + OutreachSentences.Day(a.NextMeetingOn.Value, ask.Today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
                Act = QueueAct.Open,
                Label = over > 0 ? "Record the outcome" : "Open it",
                RecordId = a.MouId,
                PartnerId = a.PartnerId,
                PartnerSlug = a.Slug,
                Due = a.NextMeetingOn.Value,
                Urgency = QueueOrder.Elapsed(-over, 2 * QueueOrder.StepDays),
                Matters = $"{a.Mou} matters most: the approver of {a.Partner} {(over > 0 ? "has met and said nothing yet" : "meets soon")}",
            };
        }),
    ];

    /// <summary>Signing offices with another holder since: whoever came may not know that the office has given its word.</summary>
    public static async Task<List<QueueItem>> OfficesAsync(QueueAsking ask) =>
    [
        .. (await OfficeChanges.ReadAsync(ask.Db, ask.Ct)).Select(c =>
        {
            var over = ask.DaysOver(c.Since);
            return new QueueItem
            {
                Key = "mou-office:" + c.PartyId,
                Reason = QueueReason.MouPromise,
                Title = $"{c.Mou}: {c.Partner}",
                Href = "/mous/" + c.MouId,
                Detail = AgreementSentences.OfficeChanged(c.Office, c.Signer, c.HolderNow),
                When = c.HolderNow.Length == 0 ? "Office vacant" : "New holder",
                WhenSub = "since " + OutreachSentences.Day(c.Since, ask.Today),
                Tone = QueueTone.Soon,
                Act = QueueAct.Open,
                Label = "Open it",
                RecordId = c.MouId,
                PartnerId = c.PartnerId,
                PartnerSlug = c.Slug,
                Due = c.Since,
                Urgency = QueueOrder.Urgency(over, QueueOrder.MonthDays),
                Matters = $"{c.Mou} matters most: the office that signed for {c.Partner} has {(c.HolderNow.Length == 0 ? "nobody in it now" : "a new holder")}",
            };
        }),
    ];

    public static async Task<List<QueueItem>> StepsAsync(QueueAsking ask)
    {
        var today = ask.Today;
        var steps = await ask.Db.Contacts.AsNoTracking().Where(c => c.NextStepDoneAt == null && c.NextStepOn <= today && c.ArchivedAt == null).OrderBy(c => c.NextStepOn).Take(Most)
            .Select(c => new { c.Id, c.On, c.NextStep, c.NextStepOn, c.NextStepPersonId, c.AuthorName }).ToListAsync(ask.Ct);
        var ids = steps.ConvertAll(s => s.Id);
        var partners = (await ask.Db.ContactPartners.AsNoTracking().Where(p => ids.Contains(p.ContactId)).Join(ask.Db.Partners, c => c.PartnerId, p => p.Id, (c, p) => new { c.ContactId, p.Id, p.Name, p.Slug, p.SortName })
            .ToListAsync(ask.Ct)).ToLookup(p => p.ContactId);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, partners.SelectMany(p => p).Select(p => p.Id).Distinct(), ask.Ct);
        return steps.ConvertAll(s =>
        {
            var with = partners[s.Id].OrderBy(p => p.SortName, StringComparer.Ordinal).ToList();
            var over = ask.DaysOver(s.NextStepOn!.Value);
            var names = with.Count switch { 0 => "a partner", 1 => with[0].Name, 2 => $"{with[0].Name} and {with[1].Name}", _ => $"{with[0].Name} and {with.Count - 1} more" };
            return new QueueItem
            {
                Key = "step:" + s.Id,
                Reason = QueueReason.NextStepDue,
                Title = $"{s.NextStep}: {names}",
                Href = "/outreach?contact=" + s.Id,
                Detail = $"Agreed on {OutreachSentences.Day(s.On, today)}, logged by {s.AuthorName}.",
                When = TodaySentences.Over(over),
                WhenSub = "due " + OutreachSentences.Day(s.NextStepOn.Value, today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
                Act = QueueAct.LogOutreach,
                Label = "Log it",
                RecordId = s.Id,
                PartnerId = with.Count == 1 ? with[0].Id : null,
                PartnerSlug = with.Count > 0 ? with[0].Slug : "",
                OwnerId = s.NextStepPersonId,
                Due = s.NextStepOn.Value,
                Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
                Matters = $"the next step with {names} matters most: it was {(over == 0 ? "promised for today" : $"due {TodaySentences.Days(over)} ago")}",
            };
        });
    }

    private static QueueItem? Mou(QueueAsking ask, MouWithTerms mou)
    {
        var state = MouState.On(mou.Terms, ask.Today, ask.Charter.MouNoticeDays);
        var (notice, holding) = (ask.Charter.MouNoticeDays, MouState.HoldingOn(mou.Terms, ask.Today));
        var last = mou.Terms.Count > 0 ? mou.Terms[holding ?? mou.Terms.Count - 1] : null;
        var who = Parties(mou.Versions.Count > 0 ? mou.Versions[holding ?? mou.Versions.Count - 1] : null);
        // Each notice has a key of its own: setting one aside does not silence the next.
        var key = state is { Kind: MouStateKind.Ending, DaysLeft: { } left } && MouNotices.Due(MouNotices.Read(ask.Charter.MouNotices) ?? [], left) is { } due ? $"mou:{mou.Id}:{due}" : "mou:" + mou.Id;
        var row = (state.Kind, last) switch
        {
            (MouStateKind.Ending, _) => Row(ask, mou, ask.Today.AddDays(state.DaysLeft!.Value), TodaySentences.Days(state.DaysLeft.Value), "ends ", $"{who}. In force until it ends; no later version is executed.{Notice(ask, state.DaysLeft.Value)}",
                "Renew it", state.DaysLeft <= 30 ? QueueTone.Late : QueueTone.Soon, QueueOrder.Elapsed(state.DaysLeft.Value, notice), $"{mou.Title} matters most: it ends in {TodaySentences.Days(state.DaysLeft.Value)}"),
            (MouStateKind.Lapsed, { Expires: { } end }) => Row(ask, mou, end, TodaySentences.Over(ask.DaysOver(end)), "lapsed ", $"{who}. Nobody is bound by it now.",
                "Renew it", QueueTone.Late, QueueOrder.Elapsed(-ask.DaysOver(end), notice), $"{mou.Title} matters most: it lapsed {TodaySentences.Days(ask.DaysOver(end))} ago"),
            (MouStateKind.ReviewDue, { Review: { } review }) => Row(ask, mou, review, TodaySentences.Over(ask.DaysOver(review)), "review due ", $"{who}. In force; the parties agreed to look at it again.",
                "Review it", QueueTone.Soon, QueueOrder.Urgency(ask.DaysOver(review), notice), $"{mou.Title} matters most: its review is due"),
            (MouStateKind.BeingSigned, { } terms) => Signing(ask, mou, terms, who),
            _ => null,
        };
        return row is null ? null : row with { Key = key };
    }

    /// <summary>Which notice it is; when earlier ones were not seen to, this one stands for them.</summary>
    private static string Notice(QueueAsking ask, int daysLeft) =>
        MouNotices.Due(MouNotices.Read(ask.Charter.MouNotices) ?? [], daysLeft) is { } due ? $" This is the {due}-day notice." : "";

    /// <summary>A version or addendum that everybody signed and that still changes nothing: its executed copy is missing.</summary>
    private static QueueItem? Follower(QueueAsking ask, MouWithTerms mou)
    {
        if (MouState.HoldingOn(mou.Terms, ask.Today) is not { } holding || holding == mou.Terms.Count - 1) return null;
        var (version, holds) = (mou.Versions[^1], mou.Versions[holding].Terms);
        if (!version.Terms.IsSignedByAllOn(ask.Today) || version.Terms.ExecutedCopyOnFile) return null;
        var since = version.Terms.RequiredSignatures.Max() ?? ask.Today;
        var stays = holds.Expires is { } end ? $"the MOU {(end < ask.Today ? "ended" : "still ends")} on {OutreachSentences.Day(end, ask.Today)}" : "the MOU stays as it was";
        return Row(ask, mou, since, "No copy", "all signed by ", $"The executed copy of {version.Name} is not on file. It changes nothing: {stays}.",
            "File the copy", QueueTone.Soon, QueueOrder.Urgency(ask.DaysOver(since), QueueOrder.MonthDays), $"{mou.Title} matters most: {version.Name} was signed by all, but its executed copy is not on file")
            with
        { Key = "mou-copy:" + mou.Id };
    }

    private static string Parties(MouVersionTerms? version) => (version?.Partners.Count ?? 0) switch { 1 => "One party", var count => $"{count} parties" };

    private static QueueItem? Signing(QueueAsking ask, MouWithTerms mou, MouTerms terms, string who)
    {
        var signed = terms.SignedOn(ask.Today);
        if (terms.IsSignedByAllOn(ask.Today) && !terms.ExecutedCopyOnFile)
        {
            var since = terms.RequiredSignatures.Max() ?? ask.Today;
            return Row(ask, mou, since, "No copy", "all signed by ", $"{who} signed, but the executed copy is not on file. It is not in force until it is.",
                "File the copy", QueueTone.Soon, QueueOrder.Urgency(ask.DaysOver(since), QueueOrder.MonthDays), $"{mou.Title} matters most: everybody signed, but the executed copy is not on file");
        }
        if (terms.SentForSignature is not { } sent || ask.DaysOver(sent) <= QueueOrder.MonthDays || terms.IsSignedByAllOn(ask.Today))
            return null;
        return Row(ask, mou, sent, $"{signed} of {terms.RequiredSignatures.Count} signed", "sent ", $"{who}. Out for signature for {TodaySentences.Days(ask.DaysOver(sent))}.",
            "Ask for signatures", QueueTone.Soon, QueueOrder.Urgency(ask.DaysOver(sent) - QueueOrder.MonthDays, QueueOrder.MonthDays), $"{mou.Title} matters most: it has been out for signature for {TodaySentences.Days(ask.DaysOver(sent))}");
    }

    private static QueueItem Row(QueueAsking ask, MouWithTerms mou, DateOnly day, string when, string before, string detail, string label, QueueTone tone, double urgency, string matters) => new()
    {
        Key = "mou:" + mou.Id,
        Reason = QueueReason.MouPromise,
        Title = mou.Title,
        Href = "/mous/" + mou.Id,
        Detail = detail,
        When = when,
        WhenSub = before + OutreachSentences.Day(day, ask.Today),
        Tone = tone,
        Act = QueueAct.Open,
        Label = label,
        RecordId = mou.Id,
        Due = day,
        Urgency = urgency,
        Matters = matters,
    };
}
