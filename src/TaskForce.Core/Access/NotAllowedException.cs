namespace TaskForce.Core.Access;

/// <summary>The table of permissions does not allow it. The message is a sentence for the person, and names who can.</summary>
public sealed class NotAllowedException(Act act) : Exception(Sentence(act))
{
    public Act Act { get; } = act;

    private static string Sentence(Act act) => act switch
    {
        Act.ManageSettings or Act.ManageAccounts or Act.ManageSampleData => "Only an administrator can do this. Ask one of your administrators.",
        Act.ReadCandid or Act.WriteCandid => "These notes are open to the coordinator, and to a chair for the partners seated in that committee. Ask the coordinator.",
        Act.ReadReview or Act.ReadWholeReview => "The executive review is open to executives, chairs and the coordinator. Ask the coordinator for a link.",
        Act.WriteMeetings or Act.WriteRoster => "The coordinator, or the chair of this body, can do this. Ask one of them.",
        _ => "Your account does not have this right. The coordinator can do it for you, or an administrator can change your role.",
    };
}
