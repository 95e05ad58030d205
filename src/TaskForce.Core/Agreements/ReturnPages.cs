namespace TaskForce.Core.Agreements;

/// <summary>A return as the bearer of its link, or who enters it, sees it.</summary>
/// <param name="Person">Who gives it; empty where somebody enters it for the partner.</param>
/// <param name="Given">What was given already, or null.</param>
public sealed record ReturnView(string Partner, string Promise, string Mou, string Period, DateOnly DueOn, ReturnContent Gives, int? HoursPromised, string Person, ReturnForm? Given, string? File);

/// <summary>One due day of something that a partner sends in.</summary>
/// <param name="What">What came, in words; null while nothing has.</param>
public sealed record ReturnDue(Guid CommitmentId, string Promise, string Mou, string Period, DateOnly DueOn, Guid? ReturnId, string? What, DateOnly? ReceivedOn);

/// <summary>A return as everybody reads it.</summary>
public sealed record ReturnPage(Guid Id, Guid MouId, Guid CommitmentId, string Promise, Guid PartnerId, string Partner, string Slug, string Period, DateOnly DueOn, DateOnly ReceivedOn, int? Hours, int? HoursPromised, string Figures, string ToldBy, bool ByLink, MouFileLine? File);
