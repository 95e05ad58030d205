using System.Globalization;
using System.Text;

namespace TaskForce.Core.Data;

/// <summary>History in words.</summary>
public static class HistorySentences
{
    private static readonly Dictionary<string, string> Records = new()
    {
        ["Partner"] = "partner",
        ["PartnerTag"] = "tag",
        ["PartnerJudgment"] = "stage and stance",
        ["PartnerNote"] = "note",
        ["PersonEmail"] = "e-mail address",
        ["PersonPhone"] = "phone number",
        ["OfficeHolding"] = "holder of the office",
        ["LeadershipStatement"] = "leadership statement",
        ["SeatHolding"] = "holder of the seat",
        ["PlanGoal"] = "goal",
        ["PlanActivity"] = "activity",
        ["AgendaItem"] = "agenda item",
        ["MeetingDecision"] = "decision",
        ["MeetingReply"] = "reply",
        ["ActionItem"] = "action item",
        ["Mou"] = "MOU",
        ["MouVersion"] = "MOU version",
        ["MouParty"] = "MOU party",
        ["ClauseText"] = "clause of the library",
        ["MouClause"] = "clause",
        ["MouClausePartner"] = "partner of the clause",
        ["ApprovalStep"] = "approval step",
        ["ProtocolVersion"] = "version of the protocol",
        ["ProtocolTraining"] = "training on the protocol",
        ["MouTemplate"] = "form of drafts and letters",
        ["MouObjection"] = "objection to an MOU",
        ["CommitmentRuling"] = "ruling on a due day",
        ["PartnerReturn"] = "return of a partner",
        ["TrainingSession"] = "training",
        ["TrainingAttendance"] = "partner at the training",
        ["SurveyAnswer"] = "survey answer",
        ["JudgedValue"] = "judged value",
        ["ContactPartner"] = "partner of the contact",
        ["ContactPerson"] = "person of the contact",
        ["ApproachStep"] = "step of the approach",
        ["SupportTie"] = "support that hangs on another",
        ["StepChoice"] = "decision about the next step",
        ["ChampionMessage"] = "message of the champion",
        ["CommunityProfile"] = "community profile",
        ["PathStep"] = "step with the community",
        ["SupportOffer"] = "offer of support",
        ["PublicItem"] = "public communication",
        ["StoredFile"] = "file",
        ["CharterRow"] = "rules",
        ["ReviewAsk"] = "ask of the executives",
        ["ReviewEdition"] = "edition of the review",
        ["QueueMark"] = "place in the queue",
    };

    /// <summary>Fields whose own name does not say what the page calls them.</summary>
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["EffectiveOn"] = "In effect from",
        ["ExpiresOn"] = "Last day",
        ["ReviewOn"] = "Review by",
        ["WithdrawalNoticeDays"] = "Notice before a party leaves, in days",
        ["WithdrawalNoticeOn"] = "Notice of leaving given on",
        ["WithdrawnReason"] = "Reason for withdrawing",
        ["WithdrawalReason"] = "Reason for leaving",
        ["SignatureRequired"] = "Must sign",
        ["FileId"] = "Executed copy",
        ["TextFileId"] = "Text that goes round",
        ["FirstDueOn"] = "First due by",
        ["FirstVersion"] = "Since version",
        ["DueDays"] = "Days to hand it in",
        ["Gives"] = "What it says",
        ["RollingMonths"] = "Over so many months",
        ["SharePercent"] = "Share, in percent",
        ["Times"] = "How often",
        ["DeputyCounts"] = "A deputy counts",
        ["ByName"] = "By",
        ["HolderId"] = "Relationship held by",
        ["KeeperId"] = "Kept by",
        ["OnPartnerId"] = "Hangs on",
    };

    // What the product keeps for itself: places in a list, fingerprints, the counting of versions.
    private static readonly HashSet<string> Unsaid = ["Order", "Slug", "Hash", "ContentType", "CalendarSequence", "RuleVersion", "Origin"];

    // By what people tell one record from another of its kind, the most telling first.
    private static readonly string[] Telling = ["Title", "Name", "KnownAs", "Heading", "Survey", "Line", "Text", "Note", "PersonId", "PartnerId"];

    /// <summary>The field by which people tell the record from others of its kind; null where it has none.</summary>
    public static HistoryField? Naming(IReadOnlyList<HistoryField> fields) =>
        Telling.Select(name => fields.FirstOrDefault(f => f.Name == name && Says(f))).FirstOrDefault(f => f is not null);

    /// <summary>Whether a field says something to a person.</summary>
    public static bool Says(HistoryField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return !Unsaid.Contains(field.Name) && (!string.IsNullOrEmpty(field.Before) || !string.IsNullOrEmpty(field.After));
    }

    /// <summary>What kind of record, in words: "MOU party".</summary>
    public static string Record(string recordType) => Records.TryGetValue(recordType, out var words) ? words : Words(recordType);

    /// <summary>The line's heading: "Changed the partner".</summary>
    public static string Heading(Happened happened, string recordType) => happened switch
    {
        Happened.Created => "Added the ",
        Happened.Archived => "Archived the ",
        Happened.Restored => "Restored the ",
        Happened.Removed => "Removed the ",
        Happened.StruckOut => "Struck out text in the ",
        _ => "Changed the ",
    } + Record(recordType);

    /// <summary>A property's name in words: "Service area".</summary>
    public static string Label(string property)
    {
        if (Labels.TryGetValue(property, out var label))
            return label;
        var name = property.EndsWith("Id", StringComparison.Ordinal) && property.Length > 2 ? property[..^2] : property;
        return Capital(Record(name));
    }

    /// <summary>One of a field's fixed answers in words: "Training hosted" for TrainingHosted.</summary>
    public static string Answer(string name) => Capital(Words(name));

    private static string Capital(string words) => char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];

    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(c));
        }
        return words.ToString();
    }
}
