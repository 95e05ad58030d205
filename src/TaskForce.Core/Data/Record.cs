namespace TaskForce.Core.Data;

/// <summary>What the history follows: something with an identity and a version that is renewed on every save.</summary>
public interface IRecord
{
    Guid Id { get; }
    Guid Version { get; set; }
}

/// <summary>Base of every record of the task force. The version is carried by forms, so that a stale save is noticed.</summary>
public abstract class Record : IRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid Version { get; set; } = Guid.CreateVersion7();

    /// <summary>The record on whose page this one's history shows too (a post on its person), or null.</summary>
    public virtual Guid? OwnerId => null;

    /// <summary>Refuses a save that was begun on an older version.</summary>
    /// <exception cref="Access.StaleRecordException">The version is not the one that is stored.</exception>
    public void DemandVersion(Guid version)
    {
        if (version != Version)
            throw new Access.StaleRecordException(GetType().Name, Id);
    }
}

/// <summary>A record that is put away instead of deleted.</summary>
public interface IArchivable : IRecord
{
    /// <summary>When it was put away, UTC; null while it is in use.</summary>
    DateTime? ArchivedAt { get; set; }
}

/// <summary>A record that lists sort by name. The folded form is written when it is saved.</summary>
public interface INamed : IRecord
{
    /// <summary>What a list shows.</summary>
    string ListName { get; }

    /// <summary>Lower case, without accents, compared byte by byte: the same order on both databases.</summary>
    string SortName { get; set; }
}

/// <summary>A record that search finds. Only shared facts may be given here, never candid ones.</summary>
public interface ISearchable : IRecord
{
    /// <summary>What search shows and where it leads; null when the record must not be found (archived).</summary>
    SearchText? ForSearch();
}

/// <summary>What search knows of a record.</summary>
/// <param name="Title">The first line of the result.</param>
/// <param name="Detail">The second line.</param>
/// <param name="Address">Where it opens, for one <c>/partners/anaheim-police-department</c>.</param>
/// <param name="Words">Further words that find it (short name, e-mail).</param>
public sealed record SearchText(string Title, string Detail, string Address, string Words = "");

/// <summary>A record that holds what is said about a partner in confidence. The filter and the history both go by it.</summary>
public interface ICandid : IRecord
{
    /// <summary>The partner that it is about; null where it is about several, which only coordinators may then see in the history.</summary>
    Guid? AboutPartnerId { get; }
}

/// <summary>A property that the history does not repeat (secrets, what is worked out from other properties).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInHistoryAttribute : Attribute;
