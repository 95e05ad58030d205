using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>The computed sentences of agreements.</summary>
public static class AgreementSentences
{
    /// <summary>The state of an MOU as a person reads it.</summary>
    public static string StateWord(MouState state) => state.Kind switch
    {
        MouStateKind.Ending => state.DaysLeft switch { 0 => "Ends today", 1 => "Ends in 1 day", var days => $"Ends in {days} days" },
        _ => KindWord(state.Kind),
    };

    /// <summary>The kind of state, as a filter names it.</summary>
    public static string KindWord(MouStateKind kind) => kind switch
    {
        MouStateKind.Draft => "Draft",
        MouStateKind.BeingSigned => "Being signed",
        MouStateKind.InForce => "In force",
        MouStateKind.ReviewDue => "Review due",
        MouStateKind.Ending => "Ending",
        MouStateKind.Lapsed => "Lapsed",
        MouStateKind.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What kind of paper the last of some versions is: "version 2", "addendum 1 to version 2". Addenda are counted per version.</summary>
    /// <param name="kinds">The kinds of all versions up to this one, oldest first.</param>
    public static string VersionName(IReadOnlyList<MouVersionKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var version = Math.Max(1, kinds.Count(kind => kind == MouVersionKind.Version));
        if (kinds.Count == 0 || kinds[^1] == MouVersionKind.Version) return $"version {version}";
        return $"addendum {kinds.Reverse().TakeWhile(kind => kind == MouVersionKind.Addendum).Count()} to version {version}";
    }

    /// <summary>The same for a version of an MOU.</summary>
    public static string VersionName(Mou mou, int number) => VersionName([.. mou.Versions.Where(v => v.Number <= number).OrderBy(v => v.Number).Select(v => v.Kind)]);

    /// <summary>The words with a capital at the start.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];

    /// <summary>What a version that does not hold would change, and why it does not: nothing while the newest one holds.</summary>
    public static string? Pending(MouPage mou)
    {
        ArgumentNullException.ThrowIfNull(mou);
        if (mou.Holding is not { } holding || holding == mou.Current || mou.State.Kind == MouStateKind.Withdrawn) return null;
        var stays = holding.ExpiresOn is { } end ? mou.State.Kind == MouStateKind.Lapsed ? $"the MOU ended on {Day(end, mou.Today)}" : $"the MOU still ends on {Day(end, mou.Today)}" : "the MOU stays open-ended";
        if (mou.Current.Title != holding.Title) stays += $" and keeps its name, {holding.Title}";
        var lacks = mou.Current.SentForSignatureOn is null && mou.Signed == 0 ? "is a draft"
            : mou.Signed < mou.Required ? $"has {mou.Signed} of {mou.Required} required signatures"
            : mou.Current.Executed is null ? "is signed by all, but its executed copy is not on file"
            : mou.Current.EffectiveOn is { } day ? $"takes effect on {Day(day, mou.Today)}" : "has no first day yet";
        return $"{Capital(mou.Current.Name)} {lacks}. It changes nothing {(mou.WantsCopy || mou.Current.Executed is null ? "until then" : "before")}: {stays}.";
    }

    /// <summary>What changed from one version to the next, one sentence each; the parties first.</summary>
    public static IReadOnlyList<string> Changes(MouVersionLine before, MouVersionLine after, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<string> changes = [];
        if (after.Title != before.Title) changes.Add($"Renamed from {before.Title} to {after.Title}");
        changes.AddRange(after.Parties.Where(p => before.Parties.All(b => b.PartnerId != p.PartnerId)).Select(p => $"{p.Partner} joins"));
        changes.AddRange(before.Parties.Where(p => after.Parties.All(a => a.PartnerId != p.PartnerId)).Select(p => p.WithdrawnOn is null ? $"{p.Partner} leaves" : $"{p.Partner} had withdrawn"));
        if (after.ExpiresOn != before.ExpiresOn)
            changes.Add((before.ExpiresOn, after.ExpiresOn) switch
            {
                ({ } old, { } now) => $"Last day moves from {Day(old, today)} to {Day(now, today)}",
                ({ } old, null) => $"Open-ended instead of ending on {Day(old, today)}",
                (_, { } now) => $"Ends on {Day(now, today)} instead of being open-ended",
                _ => "",
            });
        if (after.WithdrawalNoticeDays != before.WithdrawalNoticeDays)
            changes.Add(after.WithdrawalNoticeDays is { } days ? $"A party gives {Notice(days)} notice before it leaves" : "Notice before leaving is no longer set");
        return changes;
    }

    /// <summary>What is so about one MOU, in at most two sentences: its state, then what is missing.</summary>
    public static string About(MouPage mou)
    {
        ArgumentNullException.ThrowIfNull(mou);
        return mou.State.Kind switch
        {
            MouStateKind.Withdrawn => $"Withdrawn, in effect since {Day(mou.WithdrawnOn!.Value, mou.Today)}.",
            MouStateKind.Draft => mou.Required == 0 ? "A draft without parties yet." : $"A draft for {Parties(mou.Current.Parties.Count)}. It has not gone out for signature.",
            MouStateKind.BeingSigned => BeingSigned(mou),
            MouStateKind.Lapsed => $"Lapsed: its term ended on {Day(mou.AtWork.ExpiresOn!.Value, mou.Today)}. Nobody is bound by it now.",
            MouStateKind.ReviewDue => $"In force between {Parties(mou.Bound)}. Its review was due on {Day(mou.AtWork.ReviewOn!.Value, mou.Today)}.",
            MouStateKind.Ending => $"{StateWord(mou.State)}, on {Day(mou.Today.AddDays(mou.State.DaysLeft!.Value), mou.Today)}, unless it is renewed.",
            _ => InForce(mou),
        };
    }

    /// <summary>What is so about the register: what needs somebody, first.</summary>
    /// <param name="counts">How many there are in each state.</param>
    /// <param name="noticeDays">How many days before its last day an MOU counts as ending.</param>
    public static string AboutAll(IReadOnlyDictionary<MouStateKind, int> counts, int noticeDays)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var inForce = Of(MouStateKind.InForce) + Of(MouStateKind.ReviewDue) + Of(MouStateKind.Ending);
        if (counts.Values.Sum() == 0) return "No MOU is recorded yet.";
        List<string> needs = [];
        if (Of(MouStateKind.Ending) is > 0 and var ending) needs.Add($"{DayWords.Count(ending, "ends", "end")} within {(noticeDays == 1 ? "a day" : $"{noticeDays} days")}");
        if (Of(MouStateKind.ReviewDue) is > 0 and var due) needs.Add(DayWords.Count(due, "is due for review", "are due for review"));
        if (Of(MouStateKind.Lapsed) is > 0 and var lapsed) needs.Add(DayWords.Count(lapsed, "has lapsed", "have lapsed"));
        if (Of(MouStateKind.BeingSigned) is > 0 and var signing) needs.Add(DayWords.Count(signing, "is being signed", "are being signed"));
        var first = inForce switch { 0 => "No MOU is in force", 1 => "One MOU is in force", _ => DayWords.Count(inForce, "MOU is in force", "MOUs are in force") };
        return needs.Count == 0 ? first + "." : $"{first}; {DayWords.And(needs)}.";

        int Of(MouStateKind kind) => counts.GetValueOrDefault(kind);
    }

    /// <summary>"one day's", "30 days'".</summary>
    public static string Notice(int? days) => days == 1 ? "one day's" : $"{days} days'";

    /// <summary>A day as it is written: the year only when it is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) => DayWords.Short(day, today);

    private static string BeingSigned(MouPage mou)
    {
        if (mou.Signed < mou.Required) return $"{mou.Signed} of {mou.Required} required signatures are in. It is not in force until all are, with the executed copy on file.";
        if (mou.WantsCopy) return $"{(mou.Required == 1 ? "The one required party has" : $"All {mou.Required} have")} signed, but the executed copy is not on file. Until it is, the MOU is not in force.";
        return mou.Current.EffectiveOn is { } day ? $"Signed by all. It takes effect on {Day(day, mou.Today)}." : "Signed by all, but its first day is missing. Until there is one, it is not in force.";
    }

    private static string InForce(MouPage mou)
    {
        var lead = $"In force between {Parties(mou.Bound)}";
        return mou.AtWork.ExpiresOn is { } end ? $"{lead} until {Day(end, mou.Today)}." : $"{lead}, open-ended; next looked at on {Day(mou.AtWork.ReviewOn ?? mou.Today, mou.Today)}.";
    }

    private static string Parties(int count) => count == 1 ? "one party" : $"{count} parties";

    /// <summary>That an office which signed has another holder, or none.</summary>
    /// <param name="holder">Who holds it now; empty where nobody does.</param>
    public static string OfficeChanged(string office, string signer, string holder) => holder.Length == 0
        ? $"{signer} signed as {office} and has left; nobody holds the office now. Ask whether the word still stands."
        : $"{signer} signed as {office}; {holder} holds the office now and has not signed. Ask whether the word still stands.";

    /// <summary>What is lost if an MOU ends unsigned.</summary>
    public static string Loss(MouLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var promises = loss.Promises.Count switch
        {
            0 => "No promise is written down for it",
            1 => $"One promise rests on it: {loss.Promises[0].TrimEnd('.')}",
            var count => $"{Capital(Calendar.DayWords.Number(count))} promises rest on it: {Some(loss.Promises)}",
        };
        var unbound = loss.Unbound.Count == 0 ? "Every party is bound by another MOU as well."
            : $"{Some(loss.Unbound)} {(loss.Unbound.Count == 1 ? "is" : "are")} then bound by no MOU.";
        return $"{promises}. {unbound}";
    }

    private static string Some(IReadOnlyList<string> names) => names.Count switch
    {
        <= 3 => DayWords.And(names),
        _ => $"{names[0]}, {names[1]} and {names.Count - 2} more",
    };
}
