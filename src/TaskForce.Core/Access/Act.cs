namespace TaskForce.Core.Access;

/// <summary>Something that a person may or may not do. Each is a row of the one table in <see cref="Permissions"/>.</summary>
public enum Act
{
    ManageSettings,
    ManageAccounts,
    ManageSampleData,
    StrikeOut,
    SeeToday,
    ReadPartners,
    WritePartners,
    ReadPeople,
    WritePeople,
    ReadBodies,
    WriteBodies,
    WriteRoster,
    ReadMous,
    WriteMous,
    Import,
    ReadCandid,
    WriteCandid,
    LogOutreach,
    ReadMeetings,
    WriteMeetings,
    ReplyToMeeting,
    DoTask,
    ReadReview,
    ReadWholeReview,
    ShareReview,
    Search,
    OwnAccount,
    KeepDrafts,
}
