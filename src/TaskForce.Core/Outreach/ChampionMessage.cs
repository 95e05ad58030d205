using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>What a champion passes on from inside: a request for support, or a success. Each waits for an answer. Candid.</summary>
public sealed class ChampionMessage : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public Guid? PersonId { get; set; }
    public bool IsSuccess { get; set; }
    public DateOnly On { get; set; }
    public required string Text { get; set; }
    public string Answer { get; set; } = "";
    public DateOnly? AnsweredOn { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}
