using TaskForce.Core.Access;

namespace TaskForce.UnitTests.Access;

/// <summary>The table of rights, once more and by hand: one letter for administrator, coordinator, chair, executive, member, reader.
/// y yes, - no, b own body, s partner seated there, e own entry, p own person, a own agency.</summary>
public class PermissionsTests
{
    private static readonly Guid Body = Guid.NewGuid(), Agency = Guid.NewGuid(), Seated = Guid.NewGuid(), Person = Guid.NewGuid(), Account = Guid.NewGuid();

    public static TheoryData<Act, string> Table => new()
    {
        { Act.ManageSettings, "y-----" },
        { Act.ManageAccounts, "y-----" },
        { Act.ManageSampleData, "y-----" },
        { Act.ManageMail, "y-----" },
        { Act.StrikeOut, "yy----" },
        { Act.SeeToday, "yyb---" },
        { Act.ReadPartners, "yyyyyy" },
        { Act.WritePartners, "yy----" },
        { Act.ReadPeople, "yyyyyy" },
        { Act.WritePeople, "yyp-p-" },
        { Act.ReadBodies, "yyyyyy" },
        { Act.WriteBodies, "yy----" },
        { Act.WriteRoster, "yyb---" },
        { Act.ReadMous, "yyyyyy" },
        { Act.WriteMous, "yy----" },
        { Act.WriteCommitments, "yy----" },
        { Act.GiveReturn, "yy-aa-" },
        { Act.ReadTraining, "yyyyyy" },
        { Act.WriteTraining, "yy----" },
        { Act.Import, "yy----" },
        { Act.ReadCandid, "yys-e-" },
        { Act.WriteCandid, "yys-e-" },
        { Act.LogOutreach, "yyy-y-" },
        { Act.ReadMeetings, "yyyyyy" },
        { Act.WriteMeetings, "yyb---" },
        { Act.ReplyToMeeting, "yyppp-" },
        { Act.DoTask, "yybpp-" },
        { Act.ReadReview, "yyyya-" },
        { Act.ReadWholeReview, "yyyy--" },
        { Act.ShareReview, "yy----" },
        { Act.KeepEditions, "yy----" },
        { Act.WriteLetters, "yy----" },
        { Act.Search, "yyyyyy" },
        { Act.ReadHistory, "yyyyyy" },
        { Act.OwnAccount, "yyyyyy" },
        { Act.KeepDrafts, "yyyyyy" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_role_may_do_what_the_table_says_and_nothing_else(Act act, string row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (actor, may) = (Actors()[i], row[i]);
            Assert.Equal(may == 'y', Permissions.Allow(actor, act, new Subject(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid())));
            Assert.Equal(may is 'y' or 'b', Permissions.Allow(actor, act, Subject.Body(Body)));
            Assert.Equal(may is 'y' or 's', Permissions.Allow(actor, act, Subject.Partner(Seated)));
            Assert.Equal(may is 'y' or 'a', Permissions.Allow(actor, act, Subject.Partner(Agency)));
            Assert.Equal(may is 'y' or 'p', Permissions.Allow(actor, act, Subject.Person(Person)));
            Assert.Equal(may is 'y' or 'e', Permissions.Allow(actor, act, Subject.Author(Account)));
            Assert.Equal(may != '-', Permissions.Allow(actor, act));
        }
    }

    [Fact]
    public void Every_act_is_in_the_table() => Assert.Equal(Enum.GetValues<Act>().Order(), Table.Select(r => r.Data.Item1).Order());

    [Fact]
    public void A_chair_never_reads_candid_facts_about_the_chairs_own_agency()
    {
        var chair = Actors()[2] with { PartnersSeatedThere = [Seated, Agency] };
        Assert.False(Permissions.Allow(chair, Act.ReadCandid, Subject.Partner(Agency)));
        Assert.Equal([Seated], chair.CandidPartners);
    }

    [Fact]
    public void A_refusal_is_a_sentence_that_says_who_can()
    {
        foreach (var act in Enum.GetValues<Act>())
        {
            var refused = Assert.Throws<NotAllowedException>(() => Permissions.Demand(Actors()[5] with { Role = Role.System + 1 }, act));
            Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
            Assert.Matches("coordinator|administrator", refused.Message);
        }
    }

    private static Actor[] Actors()
    {
        Actor Of(Role role) => new() { Name = role.ToString(), Role = role, AccountId = Account, PersonId = Person, OwnPartners = [Agency] };
        return
        [
            Of(Role.Administrator), Of(Role.Coordinator),
            Of(Role.Reader) with { ChairedBodies = [Body], PartnersSeatedThere = [Seated] },
            Of(Role.Executive), Of(Role.Member), Of(Role.Reader),
        ];
    }
}
