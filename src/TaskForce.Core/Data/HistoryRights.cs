using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>Which right it takes to change, and so to undo, a kind of record. A kind that is not here cannot be undone.</summary>
public static class HistoryRights
{
    private static readonly Dictionary<string, Act> Acts = new()
    {
        ["Partner"] = Act.WritePartners,
        ["PartnerTag"] = Act.WritePartners,
        ["Membership"] = Act.WritePartners,
        ["Sponsor"] = Act.WritePartners,
        ["Champion"] = Act.WritePartners,
        ["LeadershipStatement"] = Act.WritePartners,
        ["Office"] = Act.WritePartners,
        ["OfficeHolding"] = Act.WritePartners,
        ["PartnerJudgment"] = Act.WriteCandid,
        ["PartnerNote"] = Act.WriteCandid,
        ["Barrier"] = Act.WriteCandid,
        ["Contact"] = Act.LogOutreach,
        ["ContactPartner"] = Act.LogOutreach,
        ["ContactPerson"] = Act.LogOutreach,
        ["Person"] = Act.WritePeople,
        ["Post"] = Act.WritePeople,
        ["PersonEmail"] = Act.WritePeople,
        ["PersonPhone"] = Act.WritePeople,
        ["Body"] = Act.WriteBodies,
        ["Seat"] = Act.WriteRoster,
        ["SeatHolding"] = Act.WriteRoster,
        ["PlanGoal"] = Act.WriteMeetings,
        ["PlanActivity"] = Act.WriteMeetings,
        ["Meeting"] = Act.WriteMeetings,
        ["AgendaItem"] = Act.WriteMeetings,
        ["Attendance"] = Act.WriteMeetings,
        ["MeetingDecision"] = Act.WriteMeetings,
        ["MeetingReply"] = Act.ReplyToMeeting,
        ["ActionItem"] = Act.DoTask,
        ["Mou"] = Act.WriteMous,
        ["MouVersion"] = Act.WriteMous,
        ["MouParty"] = Act.WriteMous,
        ["ClauseText"] = Act.WriteMous,
        ["MouClause"] = Act.WriteMous,
        ["MouClausePartner"] = Act.WriteMous,
        ["ApprovalStep"] = Act.WriteMous,
        ["Protocol"] = Act.WriteMous,
        ["ProtocolVersion"] = Act.WriteMous,
        ["ProtocolTraining"] = Act.WriteMous,
        ["MouTemplate"] = Act.WriteMous,
        ["MouObjection"] = Act.WriteCandid,
        ["Commitment"] = Act.WriteCommitments,
        ["CommitmentRuling"] = Act.WriteCommitments,
        ["PartnerReturn"] = Act.GiveReturn,
        ["TrainingSession"] = Act.WriteTraining,
        ["TrainingAttendance"] = Act.WriteTraining,
        ["SurveyAnswer"] = Act.WriteTraining,
        ["JudgedValue"] = Act.WriteCandid,
        ["QueueMark"] = Act.SeeToday,
        ["SavedView"] = Act.OwnAccount,
        ["CharterRow"] = Act.ManageSettings,
        ["PartnerKind"] = Act.ManageSettings,
    };

    public static Act? ActFor(string recordType) => Acts.TryGetValue(recordType, out var act) ? act : null;
}
