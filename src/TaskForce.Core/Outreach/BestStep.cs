namespace TaskForce.Core.Outreach;

/// <summary>What experience suggests to do next with a partner.</summary>
public enum BestStep
{
    MeetNewLeader,
    NameChampion,
    BackChampion,
    AnswerBarrier,
    SeeToCounterStep,
    Talk,
    AnswerChampion,
    RenewMou,
    AskAboutPromise,
    AskWhyLosingGround,
    WidenTies,
    BriefLeader,
    OfferRole,
    AskForSponsor,
    ProposeMou,
    AskForStatement,
    Recognize,
}
