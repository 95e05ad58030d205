using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>Guesses what the columns of a roster hold, from their headings and from what stands below them.</summary>
public static class ColumnGuess
{
    // Folded headings. One column of the file may carry any of them; the guess is shown and can be changed.
    private static readonly Dictionary<RosterField, string[]> Words = new()
    {
        [RosterField.Partner] = ["partner", "organization", "organisation", "agency", "org", "agency organization", "organization agency", "agency name", "organization name", "partner name", "partner agency", "member agency", "company", "employer", "affiliation", "entity", "department"],
        [RosterField.PartnerShortName] = ["short name", "abbreviation", "acronym", "abbr"],
        [RosterField.PartnerKind] = ["kind", "kind of partner", "agency type", "organization type", "partner type", "type of agency", "type", "discipline"],
        [RosterField.PartnerLevel] = ["level", "level of government", "jurisdiction level", "government level"],
        [RosterField.PartnerWebsite] = ["website", "web site", "web", "url", "homepage", "web page", "link"],
        [RosterField.PartnerAddress] = ["address", "mailing address", "street address", "office address", "location", "street"],
        [RosterField.PartnerServiceArea] = ["service area", "area served", "jurisdiction", "area", "counties served", "coverage area"],
        [RosterField.PartnerServices] = ["services offered", "services", "services provided", "service"],
        [RosterField.PartnerPopulations] = ["populations", "population", "populations served", "clients", "population served", "who they serve"],
        [RosterField.PartnerLanguages] = ["languages", "language", "languages spoken"],
        [RosterField.PersonLanguages] = ["languages of the person"],
        [RosterField.PartnerTags] = ["tags", "tag", "labels", "keywords", "categories"],
        [RosterField.Notes] = ["notes", "note", "comments", "comment", "remarks", "remark", "notes candid", "memo"],
        [RosterField.PersonName] = ["person", "name", "full name", "contact", "contact name", "contact person", "representative", "representative name", "member", "member name", "rep", "primary contact", "point of contact", "poc", "designee", "attendee", "participant"],
        [RosterField.FirstName] = ["first name", "given name", "firstname", "fname"],
        [RosterField.LastName] = ["last name", "surname", "family name", "lastname", "lname"],
        [RosterField.Post] = ["post", "title", "job title", "position", "role", "representative post", "rank", "rank title", "title rank", "representative title", "position title", "title position", "job"],
        [RosterField.Email] = ["email", "e mail", "email address", "e mail address", "emails", "e mails", "mail", "work email", "contact email"],
        [RosterField.Phone] = ["phone", "phone number", "telephone", "tel", "cell", "mobile", "office phone", "work phone", "phone s", "phones", "cell phone", "contact number", "telephone number"],
        [RosterField.CanCommit] = ["can commit the agency", "can commit", "decision maker", "authority to commit"],
        [RosterField.Bodies] = ["committees and bodies", "committee", "committees", "cmte", "cmtes", "cmttee", "comm", "body", "bodies", "subcommittee", "subcommittees", "work group", "work groups", "workgroup", "working group", "board", "committee s", "committee assignment", "committee assignments", "group"],
        [RosterField.SeatClass] = ["voting", "vote", "voting member", "voting status", "votes", "seat", "seat class", "membership type", "member type", "can vote", "voting y n"],
        [RosterField.PersonRecord] = ["record"],
        // What exports write beside the fields, and what is worked out rather than kept.
        [RosterField.Ignore] = ["sector", "engagement", "buy in", "change", "mou", "mou ends on", "champion", "last contact on", "last contact", "row", "outcome", "id", "number", "no"],
        [RosterField.Since] = ["since", "joined", "date joined", "start date", "member since", "start", "date", "joined on", "join date", "from", "appointed", "date appointed"],
    };

    private static readonly Dictionary<string, RosterField> ByWord = Words.SelectMany(p => p.Value.Select(w => (w, p.Key))).DistinctBy(p => p.w).ToDictionary(p => p.w, p => p.Key, StringComparer.Ordinal);

    /// <summary>The field whose usual headings include this one; null when none does.</summary>
    public static RosterField? ByHeading(string heading)
    {
        var folded = Folding.Fold(heading);
        if (folded.Length == 0) return null;
        if (ByWord.TryGetValue(folded, out var field)) return field;
        // "Representative (post)", "Title / rank": what stands in brackets says it more exactly, then the heading without them.
        var open = heading.IndexOf('(', StringComparison.Ordinal);
        var close = heading.IndexOf(')', StringComparison.Ordinal);
        if (open >= 0 && close > open)
        {
            if (ByWord.TryGetValue(Folding.Fold(heading[(open + 1)..close]), out var inside)) return inside;
            if (ByWord.TryGetValue(Folding.Fold(heading[..open] + heading[(close + 1)..]), out var outside)) return outside;
        }
        // The last words carry the meaning in English: "Work e-mail", "Agency phone number".
        var words = folded.Split(' ');
        for (var from = 1; from < words.Length; from++)
            if (ByWord.TryGetValue(string.Join(' ', words[from..]), out var tail) && words.Length <= 6) return tail;
        return words.Length <= 6 && ByWord.TryGetValue(words[0], out var head) ? head : null;
    }

    /// <summary>A field for each column. A field is given once, except phone and e-mail, which may have several columns.</summary>
    /// <param name="headings">The headings in their order.</param>
    /// <param name="samples">For each column some of its cells that hold something; may be shorter than <paramref name="headings"/>.</param>
    public static IReadOnlyList<RosterField> Columns(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> samples)
    {
        var result = new RosterField[headings.Count];
        var taken = new HashSet<RosterField>();
        for (var i = 0; i < headings.Count; i++)
        {
            var cells = i < samples.Count ? samples[i] : [];
            var guess = ByHeading(headings[i]) ?? ByCells(cells) ?? RosterField.Ignore;
            guess = Corrected(guess, cells);
            if (guess == RosterField.Ignore) continue;
            if (!taken.Add(guess) && guess is not (RosterField.Email or RosterField.Phone)) continue;
            result[i] = guess;
        }
        // "Name" beside "Title" and without any agency column is the agency more often than not when the words are agency words.
        var name = Array.IndexOf(result, RosterField.PersonName);
        if (!taken.Contains(RosterField.Partner) && name >= 0 && name < samples.Count && LooksLikeAgencies(samples[name])) result[name] = RosterField.Partner;
        return result;
    }

    /// <summary>Finds the row of headings among the first rows: the one with the most known headings; else the first row of the widest width.</summary>
    /// <param name="rows">The first rows of the sheet, at most some twenty.</param>
    /// <returns>The row's number in the sheet, from 1.</returns>
    public static int HeaderRow(IReadOnlyList<SheetRow> rows)
    {
        if (rows.Count == 0) return 1;
        var best = rows[0].Number;
        var most = 0;
        foreach (var row in rows)
        {
            // A heading is short. A title line such as "Roster of partner agencies and contacts, 2019" is not a heading although it ends in a known word.
            var known = row.Cells.Count(c => c.Length is > 0 and <= 40 && ByHeading(c) is not null);
            if (known > most) (best, most) = (row.Number, known);
        }
        if (most >= 2 || rows.Max(r => r.Cells.Count) == 1) return best;
        var width = rows.Max(r => r.Cells.Count(c => !string.IsNullOrWhiteSpace(c)));
        return rows.First(r => r.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) >= Math.Max(1, width - 1)).Number;
    }

    private static RosterField? ByCells(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(c => !CellText.IsNothing(c)).ToList();
        if (filled.Count == 0) return null;
        bool Most(Func<string, bool> test) => filled.Count(test) * 3 >= filled.Count * 2;
        if (Most(c => CellText.Emails(c).Addresses.Count > 0)) return RosterField.Email;
        if (Most(c => c.Count(char.IsAsciiDigit) is >= 7 and <= 15 && c.All(x => char.IsAsciiDigit(x) || " ()+-.x/ext".Contains(x, StringComparison.OrdinalIgnoreCase)))) return RosterField.Phone;
        if (Most(c => c.StartsWith("http", StringComparison.OrdinalIgnoreCase) || c.StartsWith("www.", StringComparison.OrdinalIgnoreCase))) return RosterField.PartnerWebsite;
        if (Most(c => DateReading.Of(c) is { Problem: null, IsEmpty: false })) return RosterField.Since;
        return LooksLikeAgencies(filled) ? RosterField.Partner : null;
    }

    // A heading may promise something that the cells do not hold: a "Contact" column full of addresses, a "Representative" column full of ranks.
    private static RosterField Corrected(RosterField guess, IReadOnlyList<string> cells)
    {
        if (guess is RosterField.PersonName or RosterField.Post or RosterField.Partner && ByCells(cells) is RosterField.Email) return RosterField.Email;
        if (guess is RosterField.PersonName && ByCells(cells) is RosterField.Phone) return RosterField.Phone;
        return guess;
    }

    private static bool LooksLikeAgencies(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(c => !CellText.IsNothing(c)).ToList();
        return filled.Count > 0 && filled.Count(c => KindGuess.Of(c) is not null) * 2 >= filled.Count;
    }
}
