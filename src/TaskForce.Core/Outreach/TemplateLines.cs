using System.Globalization;

namespace TaskForce.Core.Outreach;

/// <summary>A step of a template: how many days after the beginning, how, and what for.</summary>
public sealed record TemplateStep(int Days, ContactKind Kind, string Text);

/// <summary>
/// A template's steps as a person types them, one a line: "14 visit: Bring the findings". Days after the beginning, the kind of contact, a colon, what it is for.
/// </summary>
public static class TemplateLines
{
    /// <summary>The last day that a step may lie after the beginning.</summary>
    public const int LongestDays = 730;

    /// <summary>Reads the lines.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="wrong">The number of the first line that cannot be read, from 1; 0 when all can.</param>
    public static IReadOnlyList<TemplateStep> Read(string? text, out int wrong)
    {
        wrong = 0;
        List<TemplateStep> steps = [];
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (Line(lines[i].Trim()) is { } step)
                steps.Add(step);
            else if (wrong == 0)
                wrong = i + 1;
        }
        return [.. steps.OrderBy(s => s.Days)];
    }

    private static TemplateStep? Line(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (space <= 0 || colon <= space || !int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > LongestDays)
            return null;
        var text = line[(colon + 1)..].Trim();
        return text.Length is > 0 and <= 300 && Kind(line[(space + 1)..colon].Trim()) is { } kind ? new(days, kind, text) : null;
    }

    // As the log names them, whatever the case.
    private static ContactKind? Kind(string word)
    {
        foreach (var kind in Enum.GetValues<ContactKind>())
            if (string.Equals(word, OutreachSentences.Kind(kind), StringComparison.OrdinalIgnoreCase) || string.Equals(word, kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return kind;
        return null;
    }
}

/// <summary>The sequences that ship with the product.</summary>
public static class ShippedTemplates
{
    public static readonly IReadOnlyList<(string Name, ApproachReason Reason, string Lines)> All =
    [
        ("Fill an empty seat", ApproachReason.EmptySeat, """
            0 call: Ask the door-opener for an introduction
            7 coffee: Listen first: what they see, what they fear, what they need
            21 visit: Bring the findings that concern the people they serve
            35 call: Agree on a first small step together
            60 meeting: Invite them to sit in on one committee
            90 call: Ask what it brought them, and whether they will take the seat
            """),
        ("Win a leader's support", ApproachReason.LeadersSupport, """
            0 call: Ask somebody the leader trusts to make the introduction
            10 visit: Present the findings of the assessment in 20 minutes
            24 call: Hear the answer; name what troubles them
            45 meeting: Answer what troubled them, with a peer who has done it
            60 visit: Ask for a public word and a sponsor
            """),
        ("Come back after a change", ApproachReason.ReEngagement, """
            0 call: Congratulate and ask for half an hour
            10 visit: Hand over: seats, promises, open actions, who knows whom
            24 coffee: Hear what the new leader wants from it
            40 call: Ask who carries the work inside from now on
            75 call: Check in: what works, what does not
            """),
        ("Get to know a community organization", ApproachReason.NewPartner, """
            0 coffee: Meet where they are; ask nothing of them
            21 visit: Attend something of theirs
            45 coffee: Ask what would serve their own mission
            70 meeting: Talk about what they see of trafficking, in their words
            90 call: Agree on a role, and on what they get in return
            """),
    ];
}
