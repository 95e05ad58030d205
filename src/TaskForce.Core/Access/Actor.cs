namespace TaskForce.Core.Access;

/// <summary>
/// Who acts. Passed as an argument to every verb and read afresh for every operation, so that a right that was taken away is gone at the next click.
/// </summary>
public sealed record Actor
{
    /// <summary>The account, or null for the product itself.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The person of the roster whom the account belongs to.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>As the history writes it: a person's name, or what the product was doing ("reminders").</summary>
    public required string Name { get; init; }

    public Role Role { get; init; }

    /// <summary>The partners that this person works for or sits for today. Candid facts about these are closed to them.</summary>
    public IReadOnlyList<Guid> OwnPartners { get; init; } = [];

    /// <summary>The bodies that this person chairs today.</summary>
    public IReadOnlyList<Guid> ChairedBodies { get; init; } = [];

    /// <summary>The partners with a seat in a body that this person chairs.</summary>
    public IReadOnlyList<Guid> PartnersSeatedThere { get; init; } = [];

    public bool IsSystem => Role == Role.System;

    /// <summary>Coordinators and administrators see candid facts about every partner, their own agency's marked as such.</summary>
    public bool SeesAllCandid => Role is Role.Coordinator or Role.Administrator or Role.System;

    public bool IsChair => ChairedBodies.Count > 0;

    /// <summary>The partners whose candid facts a chair may see: those seated there, but never the chair's own.</summary>
    public IReadOnlyList<Guid> CandidPartners => [.. PartnersSeatedThere.Except(OwnPartners)];

    /// <summary>Whether a partner is this person's own agency.</summary>
    public bool IsOwn(Guid partnerId) => OwnPartners.Contains(partnerId);

    /// <summary>The product itself, doing something on nobody's behalf.</summary>
    /// <param name="what">What it is doing, for the history: "reminders", "account".</param>
    public static Actor System(string what) => new() { Name = what, Role = Role.System };
}
