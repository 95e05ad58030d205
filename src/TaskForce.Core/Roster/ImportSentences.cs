using System.Globalization;
using System.Text;
using TaskForce.Core.Bodies;

namespace TaskForce.Core.Roster;

/// <summary>What imports say of themselves, computed from what is so.</summary>
public static class ImportSentences
{
    /// <summary>The first sentence of the preview: how many rows can go in, how many need a look, and the first reason.</summary>
    public static string Opening(ImportBatch batch, string? firstReason)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var ready = batch.Creates + batch.Updates;
        if (batch.Rows == 0) return "The sheet has no rows below its headings. Choose another sheet, or another row of headings.";
        if (ready == 0 && batch.Looks == 0) return batch.Skips == 1 ? "The one row of this file is in the roster already." : $"All {Number(batch.Skips)} rows of this file are in the roster already. There is nothing to import.";
        var text = new StringBuilder();
        text.Append(ready switch { 0 => "No row can go in yet", 1 => "1 row can go in", _ => $"{Number(ready)} rows can go in" });
        if (batch.Looks > 0)
        {
            text.Append(batch.Looks == 1 ? ", 1 needs a look" : $", {Number(batch.Looks)} need a look");
            if (firstReason is not null) text.Append(CultureInfo.InvariantCulture, $": {Lower(firstReason)}");
        }
        if (batch.Skips > 0) text.Append(batch.Skips == 1 ? $"{Separator(text)}1 brings nothing new" : $"{Separator(text)}{Number(batch.Skips)} bring nothing new");
        if (text[^1] != '.') text.Append('.');
        return text.ToString();
    }

    /// <summary>What an import did, for the list of imports and the report.</summary>
    public static string Outcome(ImportLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.State switch
        {
            ImportState.Imported when line.Looks > 0 => $"{Rows(line.Creates + line.Updates)} went in; {(line.Looks == 1 ? "1 still needs a look" : $"{Number(line.Looks)} still need a look")}",
            ImportState.Imported => $"{Rows(line.Creates + line.Updates)} went in",
            ImportState.Undone => "Undone",
            ImportState.Discarded => "Thrown away",
            _ when line.Looks > 0 => $"Not imported yet; {(line.Looks == 1 ? "1 row needs a look" : $"{Number(line.Looks)} rows need a look")}",
            _ => $"Not imported yet; {Rows(line.Creates + line.Updates)} can go in",
        };
    }

    /// <summary>The button that imports: "Import 14 rows".</summary>
    public static string Button(int rows) => rows == 1 ? "Import 1 row" : $"Import {Number(rows)} rows";

    /// <summary>"1 row" or "14 rows".</summary>
    public static string Rows(int rows) => rows == 1 ? "1 row" : $"{Number(rows)} rows";

    /// <summary>What an undo did and did not take back.</summary>
    public static string Undone(ImportUndo undo)
    {
        ArgumentNullException.ThrowIfNull(undo);
        var taken = undo.Removed == 1 ? "1 record was taken back" : $"{Number(undo.Removed)} records were taken back";
        if (undo.Kept.Count == 0) return taken + ". The roster is as it was before this import.";
        return $"{taken}. {(undo.Kept.Count == 1 ? "1 record stays, because it was changed or used since" : $"{Number(undo.Kept.Count)} records stay, because they were changed or used since")}.";
    }

    /// <summary>The outcome of a row in a word or two.</summary>
    public static string Word(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Create => "New",
        RowOutcome.Update => "Adds to what is there",
        RowOutcome.Skip => "Nothing new",
        _ => "Needs a look",
    };

    /// <summary>A class of seat in a word.</summary>
    public static string Word(SeatClass seat) => BodySentences.ClassWord(seat).ToLowerInvariant();

    /// <summary>What importing a row will do.</summary>
    internal static string Result(RowPlan plan)
    {
        if (plan.Agency is not { } agency) return "";
        if (plan.Outcome == RowOutcome.Skip) return $"{agency.Name}: nothing new";
        var parts = new List<string>();
        if (plan.Person is { IsNew: true, Written: false } person)
            parts.Add(plan.Name.Length > 0 ? $"new person {plan.Name}{(plan.Title.Length > 0 ? ", " + plan.Title : "")}" : $"new person known by {(plan.Title.Length > 0 ? "the post " + plan.Title : "e-mail address")} (name not known yet)");
        else if (plan.Person is not null)
        {
            if (plan.SetsName) parts.Add($"name {plan.Name}");
            if (plan.RetitledPost is not null) parts.Add($"post becomes {plan.Title}");
            if (plan.MakesPost) parts.Add($"further post{(plan.Title.Length > 0 ? " " + plan.Title : "")}");
            if (plan.NewEmails.Count > 0) parts.Add("e-mail " + string.Join(", ", plan.NewEmails));
            if (plan.NewPhones.Count > 0) parts.Add("phone " + string.Join(", ", plan.NewPhones));
            if (plan.CanCommit is { } can) parts.Add(can ? "can commit the agency" : "cannot commit the agency");
            if (plan.PersonLanguages.Length > 0) parts.Add("languages " + plan.PersonLanguages);
        }
        foreach (var group in plan.Seats.GroupBy(s => s.Class))
            parts.Add($"{Word(group.Key)} seat in {string.Join(" and ", group.Select(s => s.Body.Name + (s.Body.IsWritten ? "" : " (new)")))}");
        if ((plan.Seats.Count > 0 || agency is { IsNew: true, Written: false }) && plan.Since is { } since) parts.Add($"since {since.ToString("MMM d, yyyy", CultureInfo.InvariantCulture)}");
        foreach (var (field, value) in plan.PartnerChanges) parts.Add($"{Lower(field.Label())}: {CellText.Short(value)}");
        if (plan.NewTags.Count > 0) parts.Add("tags " + string.Join(", ", plan.NewTags));
        if (plan.Note.Length > 0) parts.Add("a candid note");
        var name = agency is { IsNew: true, Written: false } ? $"New partner {agency.Name}" : agency.Name;
        return parts.Count == 0 ? name : $"{name}: {string.Join("; ", parts)}";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Separator(StringBuilder text)
    {
        if (text[^1] != '.') return ", ";
        text.Length--;
        return "; ";
    }

    // A reason becomes part of a sentence: its first letter small, unless it begins with a quotation.
    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
