using System.Text.RegularExpressions;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>Reads the cells of a roster in which people put more than one thing, or say one thing in many ways.</summary>
public static partial class CellText
{
    private static readonly char[] Breaks = ['\n', '\r', ';', '|'];

    /// <summary>The parts of a cell that names several bodies: "Law Enforcement / Legal", "Victim Services; Exec Board". A cell that is itself a known name is not parted.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="split">Whether to part it at all; else the cell is one name.</param>
    /// <param name="isKnown">Says whether a text is the name of a body that exists.</param>
    public static IReadOnlyList<string> Bodies(string cell, bool split, Func<string, bool>? isKnown = null)
    {
        var text = cell.Trim();
        if (IsNothing(text)) return [];
        if (!split || isKnown?.Invoke(text) == true) return [text];
        var parts = new List<string>();
        foreach (var coarse in text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (isKnown?.Invoke(coarse) == true) { parts.Add(coarse); continue; }
            // A comma or stroke parts only where words of two letters and more stand on both sides: "24/7 Response" and "A/V" stay whole.
            parts.AddRange(FinePart().Split(coarse).Select(p => p.Trim(' ', ',', '/')).Where(p => p.Length > 0));
        }
        return [.. parts.DistinctBy(p => p.ToUpperInvariant())];
    }

    /// <summary>The addresses in a cell, as typed but without brackets and "mailto:", and what of the cell is no address.</summary>
    public static (IReadOnlyList<string> Addresses, string? Problem) Emails(string cell)
    {
        var text = cell.Trim();
        if (IsNothing(text)) return ([], null);
        var found = Address().Matches(text).Select(m => m.Value.TrimEnd('.')).DistinctBy(a => a.ToUpperInvariant()).ToList();
        if (found.Count == 0) return ([], $"“{Short(text)}” is not an e-mail address");
        // Whatever is left beside the addresses may be a name ("Ana Ruiz <a@b.org>"); another @ means that an address is broken.
        var left = Address().Replace(text, " ");
        return (found, left.Contains('@', StringComparison.Ordinal) ? $"“{Short(text)}” holds an e-mail address that is not complete" : null);
    }

    /// <summary>The telephone numbers in a cell, as typed. They are parted only at line breaks, semicolons, or where a second whole number begins.</summary>
    public static IReadOnlyList<string> Phones(string cell)
    {
        var text = cell.Trim();
        if (IsNothing(text)) return [];
        var parts = text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(p => PhoneBreak().Split(p)).Select(p => p.Trim()).Where(p => p.Any(char.IsAsciiDigit));
        return [.. parts.Select(p => p.Length > 60 ? p[..60] : p)];
    }

    /// <summary>Single words or short phrases of a list cell (languages, tags, populations).</summary>
    public static IReadOnlyList<string> List(string cell) => IsNothing(cell.Trim())
        ? []
        : [.. cell.Split([.. Breaks, ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(w => w.Length > 60 ? w[..60] : w).DistinctBy(w => w.ToUpperInvariant())];

    /// <summary>The class of seat that a word in a "Voting?" column stands for; null when it stands for none that is known.</summary>
    public static SeatClass? Seat(string cell) => Folding.Fold(cell) switch
    {
        "y" or "yes" or "x" or "true" or "1" or "t" or "vote" or "votes" or "voting" or "voting member" or "v" or "si" => SeatClass.Voting,
        "n" or "no" or "false" or "0" or "f" or "non voting" or "nonvoting" or "non voting member" or "nonvoting member" or "not voting" or "nv" => SeatClass.Nonvoting,
        "ex officio" or "exofficio" or "ex oficio" or "ex off" => SeatClass.ExOfficio,
        "alternate" or "alt" or "deputy" or "substitute" or "proxy" or "designee" => SeatClass.Alternate,
        "guest" or "visitor" or "observer" => SeatClass.Visitor,
        _ => null,
    };

    /// <summary>Whether a cell says in one of the usual ways that there is nothing to say.</summary>
    public static bool IsNothing(string text) => text.Trim().ToUpperInvariant() is "" or "-" or "–" or "—" or "N/A" or "NA" or "NONE" or "TBD" or "?" or "#N/A" or "UNKNOWN" or "NOT KNOWN" or "VACANT";

    /// <summary>At most 60 characters, for quoting a cell in a sentence.</summary>
    public static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 60 ? line : line[..57] + "…";
    }

    [GeneratedRegex(@"(?<=[\p{L})]{2})\s*[,/]\s*(?=\p{L}{2})")]
    private static partial Regex FinePart();

    [GeneratedRegex(@"[A-Za-z0-9.!#$%&'*+=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    // A comma, stroke or "or" before what begins like a whole number: at least seven digits follow.
    [GeneratedRegex(@"\s*(?:,|/|\bor\b|\band\b|&)\s*(?=[(+]?\d(?:[\s().-]*\d){6})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PhoneBreak();
}
