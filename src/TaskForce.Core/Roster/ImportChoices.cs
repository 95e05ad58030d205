using System.Text.Json;
using System.Text.Json.Serialization;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>What a person decided about a file as a whole.</summary>
public sealed record ImportChoices
{
    /// <summary>The field of each column, in the order of the columns.</summary>
    public IReadOnlyList<RosterField> Columns { get; init; } = [];

    /// <summary>Which number comes first in dates that could be either.</summary>
    public DateStyle DateStyle { get; init; }

    /// <summary>Whether cells that name several committees are parted.</summary>
    public bool SplitBodies { get; init; } = true;

    /// <summary>The kind of new partners whose name does not tell; null asks for each.</summary>
    public Guid? OtherKind { get; init; }

    /// <summary>What a spelling of an agency means, by its <see cref="AgencyName.Key"/>.</summary>
    public IReadOnlyDictionary<string, AgencyChoice> Partners { get; init; } = new Dictionary<string, AgencyChoice>();

    /// <summary>What a name of a committee means, by its folded form.</summary>
    public IReadOnlyDictionary<string, CommitteeChoice> Bodies { get; init; } = new Dictionary<string, CommitteeChoice>();

    /// <summary>The same choices without those that name a passage, for a strike-out: their spellings are asked about anew.</summary>
    /// <param name="json">The choices as they are stored.</param>
    /// <param name="folded">What was struck out, in the folded form of the keys.</param>
    internal static string Without(string json, string folded)
    {
        var choices = ImportJson.Read<ImportChoices>(json);
        return ImportJson.Write(choices with
        {
            Partners = choices.Partners.Where(c => !Names(c.Key) && !Names(c.Value.SameAs)).ToDictionary(),
            Bodies = choices.Bodies.Where(c => !Names(c.Key) && !Names(c.Value.SameAs)).ToDictionary(),
        });

        bool Names(string? key) => key?.Contains(folded, StringComparison.Ordinal) == true;
    }
}

/// <summary>What a spelling of an agency means: a partner that exists, another spelling of the same file, or a new partner.</summary>
/// <param name="PartnerId">The partner that exists.</param>
/// <param name="SameAs">The key of the other spelling.</param>
/// <param name="IsNew">Whether it is a partner of its own.</param>
/// <param name="KindId">The kind of the new partner, where it was chosen.</param>
public sealed record AgencyChoice(Guid? PartnerId = null, string? SameAs = null, bool IsNew = false, Guid? KindId = null);

/// <summary>What a name of a committee means: a body that exists, a new one of a kind, or nothing (no seats are made).</summary>
public sealed record CommitteeChoice(Guid? BodyId = null, BodyKind? NewKind = null, string? SameAs = null, bool Ignore = false);

/// <summary>What a person decided about one row.</summary>
/// <param name="Skip">The row is left out.</param>
/// <param name="NoDate">The date is left empty.</param>
/// <param name="KeepNote">A note or a service looks like personal data, and the person says that it is none.</param>
/// <param name="PersonId">The person that the row means.</param>
/// <param name="NewPerson">The row means somebody of its own.</param>
public sealed record RowChoice(bool Skip = false, bool NoDate = false, bool KeepNote = false, Guid? PersonId = null, bool NewPerson = false);

/// <summary>Why a row needs a look, or what is worth knowing about it.</summary>
public enum ReasonCode
{
    NoPartner,
    PartnerLikely,
    PartnerArchived,
    PartnerKind,
    DateAmbiguous,
    DateWrong,
    DateNote,
    Email,
    Voting,
    PersonDiffers,
    PersonalData,
    NothingInIt,
    SameRow,
    Note,
}

/// <summary>One reason, with the column that it lies in.</summary>
/// <param name="Code">What is the matter.</param>
/// <param name="Column">The column, from 0; null when it is the row as a whole.</param>
/// <param name="Text">The reason as a sentence.</param>
/// <param name="Look">Whether a person must look before the row can go in.</param>
/// <param name="PersonId">The person that the row may mean.</param>
public sealed record RowReason(ReasonCode Code, int? Column, string Text, bool Look, Guid? PersonId = null);

/// <summary>What a spelling of an agency was taken for.</summary>
/// <param name="Key">The key by which a choice is made.</param>
/// <param name="Spellings">The spellings in the file, at most a handful.</param>
/// <param name="Rows">In how many rows.</param>
/// <param name="Name">The partner's name as it will be.</param>
/// <param name="PartnerId">The partner that exists; null for a new one.</param>
/// <param name="KindId">The kind of a new partner; null when nothing tells.</param>
/// <param name="Likely">What it may mean, when a person must look.</param>
/// <param name="Archived">Whether it is the name of a partner in the archive.</param>
/// <param name="Chosen">Whether a person decided.</param>
public sealed record PartnerFinding(string Key, IReadOnlyList<string> Spellings, int Rows, string Name, Guid? PartnerId, Guid? KindId, IReadOnlyList<LikelyPartner> Likely, bool Archived, bool Chosen);

/// <summary>A partner that a spelling may mean.</summary>
/// <param name="PartnerId">The partner that exists, or null.</param>
/// <param name="Key">The other spelling of the file, or null.</param>
public sealed record LikelyPartner(Guid? PartnerId, string? Key, string Name, string Why);

/// <summary>What a name of a committee was taken for.</summary>
/// <param name="Key">The folded name by which a choice is made.</param>
/// <param name="BodyId">The body that exists; null when one will be made or none.</param>
/// <param name="BodyName">Its name.</param>
/// <param name="NewKind">The kind of the body that will be made.</param>
/// <param name="Guessed">Whether the match is a guess that a person should see.</param>
public sealed record BodyFinding(string Key, string Name, int Rows, Guid? BodyId, string BodyName, BodyKind? NewKind, bool Guessed, bool Ignored);

/// <summary>What was found in a file as a whole.</summary>
public sealed record ImportFindings
{
    /// <summary>Spellings that need a look, were merged, or were matched; at most 200, those that need a look first.</summary>
    public IReadOnlyList<PartnerFinding> Partners { get; init; } = [];

    /// <summary>How many different agencies the file names.</summary>
    public int PartnerCount { get; init; }

    /// <summary>The committees that it names, at most 100.</summary>
    public IReadOnlyList<BodyFinding> Bodies { get; init; } = [];

    /// <summary>The dates of the "since" column; null without one.</summary>
    public DateColumn? Dates { get; init; }

    /// <summary>Whether some cell names several committees.</summary>
    public bool HasSeveralBodies { get; init; }

    /// <summary>When the same file was imported before, UTC.</summary>
    public DateTime? ImportedBefore { get; init; }
}

/// <summary>How choices and findings are stored.</summary>
internal static class ImportJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) where T : class, new() => JsonSerializer.Deserialize<T>(json, Options) ?? new T();

    public static IReadOnlyList<T> ReadList<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Options) ?? [];

    /// <summary>The same document with other texts, for a strike-out.</summary>
    public static string Change<T>(string json, Func<string, string> change) => StoredTexts.Change<T>(json, Options, change);

    public static RowChoice ReadChoice(string json) => json == "{}" ? new RowChoice() : JsonSerializer.Deserialize<RowChoice>(json, Options) ?? new RowChoice();
}
