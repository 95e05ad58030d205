using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>One protocol in the list.</summary>
/// <param name="Number">The version in use; null while it is a draft.</param>
/// <param name="Partners">How many partners have people trained on the version in use.</param>
public sealed record ProtocolRow(Guid Id, string Title, string? Keeper, int? Number, DateOnly? AdoptedOn, DateOnly? ReviewOn, int Partners, int People);

/// <summary>One version on the page of a protocol.</summary>
public sealed record ProtocolVersionLine(Guid Id, int Number, DateOnly? AdoptedOn, string Changes, string? Decision, string? Meeting, Guid? MeetingId, MouFileLine? File);

/// <summary>One training on the page of a protocol.</summary>
public sealed record ProtocolTrainingLine(Guid Id, Guid PartnerId, string Partner, string Slug, DateOnly On, int People, int Number);

/// <summary>Everything on the page of one protocol.</summary>
/// <param name="Untrained">Partners with people trained on an older version only.</param>
public sealed record ProtocolPage(
    Guid Id, Guid Version, string Title, string Purpose, Guid? KeeperId, string? Keeper, string? KeeperSlug, DateOnly? ReviewOn, bool Archived, DateOnly Today, int? InUse,
    IReadOnlyList<ProtocolVersionLine> Versions, IReadOnlyList<ProtocolTrainingLine> Trained, IReadOnlyList<string> Untrained);

/// <summary>The computed sentences of protocols.</summary>
public static class ProtocolSentences
{
    /// <summary>What is so about one protocol.</summary>
    public static string About(ProtocolPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.InUse is not { } number) return "A draft. No version has been adopted yet.";
        var people = page.Trained.Where(t => t.Number == number).Sum(t => t.People);
        var first = $"Version {number} is in use; {(people == 0 ? "nobody is trained on it yet" : people == 1 ? "one person is trained on it" : DayWords.Count(people, "person is trained on it", "people are trained on it"))}.";
        return page.ReviewOn < page.Today ? $"{first} Its review was due on {AgreementSentences.Day(page.ReviewOn.Value, page.Today)}." : first;
    }

    /// <summary>What is so about all of them: drafts and reviews that are due first.</summary>
    public static string AboutAll(IReadOnlyCollection<ProtocolRow> rows, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return "No protocol is recorded yet.";
        var due = rows.Count(r => r.ReviewOn < today);
        var inUse = rows.Count(r => r.Number is not null);
        var first = inUse == 1 ? "One protocol is in use" : $"{inUse} protocols are in use";
        return due == 0 ? first + "." : $"{first}; the review of {(due == 1 ? "one" : $"{due}")} is due.";
    }
}
