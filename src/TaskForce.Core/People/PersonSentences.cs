using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.People;

/// <summary>The computed sentences of people, from shared facts only.</summary>
public static class PersonSentences
{
    /// <summary>Above the list: "61 people. 14 can commit their agency; the names of two are not known yet."</summary>
    public static string OfList(PeopleCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Total == 0)
            return "Nobody in the roster yet. Import one, or add the first person by hand.";
        var first = $"{PartnerSentences.Figure(counts.Total)} {(counts.Total == 1 ? "person" : "people")}";
        var commit = counts.CanCommit == 0 ? "nobody can commit an agency yet" : $"{PartnerSentences.Count(counts.CanCommit)} can commit {(counts.CanCommit == 1 ? "an agency" : "their agencies")}";
        var unknown = counts.NameUnknown switch
        {
            0 => "",
            1 => "; the name of one is not known yet",
            var n => $"; the names of {PartnerSentences.Count(n)} are not known yet",
        };
        return $"{first}. {PartnerSentences.Capital(commit)}{unknown}.";
    }

    /// <summary>On a person's page: "Executive director of Harbor Clinic, who can commit the agency. Two seats."</summary>
    public static string OfPerson(PersonPage person, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.ArchivedAt is { } archived)
            return $"Archived {DayWords.Short(DateOnly.FromDateTime(archived), today)}. The records are kept and can be restored.";
        if (person.LeftOn is { } left)
            return left < today ? $"Left {DayWords.Short(left, today)}{Why(person)}." : $"Leaves {DayWords.Short(left, today)}{Why(person)}.";
        var post = person.PostsNow.Count == 0 ? "No post at a partner now"
            : person.PostsNow[0].Title.Length > 0 ? $"{person.PostsNow[0].Title} at {person.PostsNow[0].Partner}" : $"Works at {person.PostsNow[0].Partner}";
        var authority = person.CanCommit ? ", and can commit the agency" : "";
        var seats = person.Seats.Count(s => s.From <= today && !(s.To < today));
        var sits = seats switch { 0 => "Holds no seat.", 1 => "Holds one seat.", _ => $"Holds {DayWords.Number(seats)} seats." };
        return $"{post}{authority}. {sits}";
    }

    private static string Why(PersonPage person) => person.LeftReason.Length > 0 ? ": " + char.ToLowerInvariant(person.LeftReason[0]) + person.LeftReason[1..].TrimEnd('.') : "";
}
