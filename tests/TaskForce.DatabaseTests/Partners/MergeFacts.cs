using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Partners;

/// <summary>Two records become one: what hangs on either stays, and one undo brings both back.</summary>
public abstract class MergeFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merging_partners_keeps_what_hangs_on_either_and_undo_brings_both_back()
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PartnerAsync("Anaheim PD"), await store.PartnerAsync("Anaheim Police Department"));
        var person = await store.PersonAsync("Ines Carrow", from, "Lieutenant");
        var body = new Body { Name = "Law enforcement", Slug = "law" };
        var (shared, only) = (Contact("both"), Contact("one"));
        var mou = new Mou { Title = "County MOU" };
        var version = new MouVersion { MouId = mou.Id };
        await store.AddAsync(body, new Seat { BodyId = body.Id, PartnerId = from.Id, From = A.Day("2025-01-01") }, new Office { PartnerId = from.Id, Title = "Chief" },
            new PartnerTag { PartnerId = from.Id, Tag = "North" }, new PartnerTag { PartnerId = from.Id, Tag = "grant" }, new PartnerTag { PartnerId = into.Id, Tag = "north" },
            new Membership { PartnerId = from.Id, Kind = MembershipKind.Member, From = A.Day("2024-01-01") }, new Membership { PartnerId = into.Id, Kind = MembershipKind.Member, From = A.Day("2025-01-01") },
            shared, only, new ContactPartner { ContactId = shared.Id, PartnerId = from.Id, On = shared.On, TwoWay = true }, new ContactPartner { ContactId = shared.Id, PartnerId = into.Id, On = shared.On, TwoWay = true },
            new ContactPartner { ContactId = only.Id, PartnerId = from.Id, On = only.On, TwoWay = true },
            new PartnerNote { PartnerId = from.Id, Text = "A note", AuthorName = "Somebody" }, new Barrier { PartnerId = from.Id, NamedOn = only.On },
            new PartnerJudgment { PartnerId = from.Id, Stage = EngagementStage.Talking }, new PartnerJudgment { PartnerId = into.Id, Stage = EngagementStage.Leading },
            new Champion { PartnerId = from.Id, PersonId = person.Id, From = A.Day("2026-01-01") }, new LeadershipStatement { PartnerId = from.Id, On = A.Day("2026-01-01"), Text = "Said" },
            new TaskForce.Core.Learning.SurveyAnswer { PartnerId = from.Id, Survey = "Member survey", AskedOn = A.Day("2026-05-01"), Asked = 2, Answered = 1 }, new TaskForce.Core.BuyIn.JudgedValue { PartnerId = from.Id, Key = "staff-time", Value = 40, Reason = "Two people half a day", ByName = "Somebody" },
            new TaskForce.Core.Reviews.ReviewAsk { PartnerId = from.Id, Half = 20262, Text = "Name a champion" }, new TaskForce.Core.Today.QueueMark { Key = "cooling:" + from.Id, PartnerId = from.Id },
            new Commitment { MouId = mou.Id, Title = "Reports", PartnerId = from.Id, FirstDueOn = A.Day("2026-06-30") },
            mou, version, new MouParty { VersionId = version.Id, PartnerId = from.Id, SignedOn = A.Day("2026-01-02") }, new MouParty { VersionId = version.Id, PartnerId = into.Id });
        var merges = new PartnerMerges(store.Databases);
        var before = await CountsAsync(store, from.Id);
        var preview = await merges.PreviewAsync(store.Coordinator, from.Id, into.Id, Ct);

        Assert.Null(preview.Refusal);
        Assert.Contains(preview.Moves, m => m is { What: "Posts of people", Count: 1 });
        Assert.Contains(preview.Moves, m => m is { What: "Contacts", Count: 1 });
        Assert.Contains(preview.Resolved, s => s.Contains("County MOU", StringComparison.Ordinal));
        Assert.Equal(before, await CountsAsync(store, from.Id));

        var saved = await merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct);
        Assert.Equal(new Dictionary<string, int>(), (await CountsAsync(store, from.Id)).Where(c => c.Value > 0).ToDictionary());
        Assert.Equal(2, await store.ReadAsync(d => d.ContactPartners.CountAsync(c => c.PartnerId == into.Id, Ct)));
        Assert.Equal(A.Day("2026-01-02"), await store.ReadAsync(d => d.MouParties.Select(p => p.SignedOn!.Value).SingleAsync(Ct)));
        Assert.Equal(A.Day("2024-01-01"), await store.ReadAsync(d => d.Memberships.Select(m => m.From).SingleAsync(Ct)));
        Assert.Equal(2, await store.ReadAsync(d => d.PartnerNotes.CountAsync(n => n.PartnerId == into.Id, Ct)));
        Assert.True(await store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == into.Id).Select(s => s.HasChampion).SingleAsync(Ct)));
        Assert.Equal(into.Slug, (await new PartnerPages(store.Databases).ReadAsync(store.Reader, from.Slug, Ct)).MergedInto);

        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId, Ct);
        Assert.Equal(before, await CountsAsync(store, from.Id));
        Assert.Equal(["North", "grant"], (await store.ReadAsync(d => d.PartnerTags.Where(t => t.PartnerId == from.Id).Select(t => t.Tag).ToListAsync(Ct))).Order(StringComparer.Ordinal));
        Assert.Equal(EngagementStage.Talking, await store.ReadAsync(d => d.PartnerJudgments.Where(j => j.PartnerId == from.Id).Select(j => j.Stage).SingleAsync(Ct)));
        Assert.Null((await new PartnerPages(store.Databases).ReadAsync(store.Reader, from.Slug, Ct)).ArchivedAt);
    }

    [Theory]
    [InlineData("Prospect 2024-01-01..2025-06-30", "Member 2025-06-01..", "Prospect 2024-01-01..2025-06-30, Member 2025-07-01..")]
    [InlineData("Prospect 2024-01-01..2025-06-30", "Member 2024-03-01..2025-03-31", "Prospect 2024-01-01..2025-06-30")]
    [InlineData("Affiliate 2024-06-01..2024-12-31, Former 2025-06-01..2025-12-31", "Member 2024-01-01..",
        "Member 2024-01-01..2024-05-31, Affiliate 2024-06-01..2024-12-31, Member 2025-01-01..2025-05-31, Former 2025-06-01..2025-12-31, Member 2026-01-01..")]
    [InlineData("Member 2025-01-01..2025-06-30, Affiliate 2025-08-01..2025-12-31", "Member 2024-06-01..",
        "Member 2024-06-01..2025-07-31, Affiliate 2025-08-01..2025-12-31, Member 2026-01-01..")]
    [InlineData("Member 2025-01-01..", "Prospect 2024-01-01..", "Prospect 2024-01-01..2024-12-31, Member 2025-01-01..")]
    public async Task On_days_on_which_only_one_of_two_had_a_membership_it_stays_and_undo_brings_both_back(string stays, string goes, string after)
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PartnerAsync("Harbor Police"), await store.PartnerAsync("Harbor PD"));
        await store.AddAsync([.. Read(into, stays), .. Read(from, goes)]);
        var merges = new PartnerMerges(store.Databases);
        Assert.NotEmpty((await merges.PreviewAsync(store.Coordinator, from.Id, into.Id, Ct)).Resolved);

        var saved = await merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct);
        Assert.Equal(("", after), (await WrittenAsync(from), await WrittenAsync(into)));
        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId, Ct);
        Assert.Equal((goes, stays), (await WrittenAsync(from), await WrittenAsync(into)));

        static IEnumerable<object> Read(Partner partner, string text) => text.Split(", ").Select(t => t.Split(' ', '.').Where(w => w.Length > 0).ToList())
            .Select(w => new Membership { PartnerId = partner.Id, Kind = Enum.Parse<MembershipKind>(w[0]), From = A.Day(w[1]), To = w.Count > 2 ? A.Day(w[2]) : null });
        async Task<string> WrittenAsync(Partner partner) => string.Join(", ", (await store.ReadAsync(d => d.Memberships.AsNoTracking().Where(m => m.PartnerId == partner.Id).OrderBy(m => m.From).ToListAsync(Ct)))
            .Select(m => $"{m.Kind} {m.From:yyyy-MM-dd}..{m.To:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task The_sponsor_of_the_one_that_goes_stays_on_days_on_which_the_other_names_none()
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PartnerAsync("Harbor Police"), await store.PartnerAsync("Harbor PD"));
        var (chief, old) = (await store.PersonAsync("Ben Ash", from), await store.PersonAsync("Ada Quill", into));
        var office = new Office { PartnerId = from.Id, Title = "Chief" };
        await store.AddAsync(office, new Sponsor { PartnerId = into.Id, PersonId = old.Id, From = A.Day("2024-01-01"), To = A.Day("2025-12-31") },
            new Sponsor { PartnerId = from.Id, PersonId = chief.Id, OfficeId = office.Id, From = A.Day("2023-06-01") });
        var merges = new PartnerMerges(store.Databases);
        Assert.Contains("The executive sponsor of Harbor Police goes on where that of Harbor PD has ended.", (await merges.PreviewAsync(store.Coordinator, from.Id, into.Id, Ct)).Resolved);

        await merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct);
        var sponsors = await store.ReadAsync(d => d.Sponsors.AsNoTracking().Where(s => s.PartnerId == into.Id).OrderBy(s => s.From).ToListAsync(Ct));
        Assert.Equal([(chief.Id, A.Day("2023-06-01"), A.Day("2023-12-31")), (old.Id, A.Day("2024-01-01"), A.Day("2025-12-31")), (chief.Id, A.Day("2026-01-01"), null)],
            sponsors.Select(s => (s.PersonId!.Value, s.From, s.To)));
        Assert.Equal([office.Id, null, office.Id], sponsors.Select(s => s.OfficeId));
    }

    [Fact]
    public async Task Two_who_both_signed_one_MOU_are_not_merged_and_the_sentence_says_what_to_do()
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PartnerAsync("One"), await store.PartnerAsync("Two"));
        var mou = new Mou { Title = "County MOU" };
        var version = new MouVersion { MouId = mou.Id };
        await store.AddAsync(mou, version, new MouParty { VersionId = version.Id, PartnerId = from.Id, SignedOn = A.Day("2026-01-02") }, new MouParty { VersionId = version.Id, PartnerId = into.Id, SignedOn = A.Day("2026-01-02") });
        var merges = new PartnerMerges(store.Databases);

        Assert.Contains("County MOU", (await merges.PreviewAsync(store.Coordinator, from.Id, into.Id, Ct)).Refusal, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct));
        await Assert.ThrowsAsync<RefusedException>(() => merges.MergeAsync(store.Coordinator, from.Id, from.Id, Ct));
        Assert.Equal(2, await store.ReadAsync(d => d.MouParties.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_merge_says_which_chief_and_champion_it_brings_and_opens_no_plan_until_one_of_them_leaves()
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PartnerAsync("Harbor Police"), await store.PartnerAsync("Harbor PD"));
        var (old, chief, champion) = (await store.PersonAsync("Ada Quill", into), await store.PersonAsync("Ben Ash", from), await store.PersonAsync("Cy Lund", from));
        var (theirs, ours, sergeant) = (new Office { PartnerId = from.Id, Title = "Chief" }, new Office { PartnerId = into.Id, Title = "Chief" }, new Office { PartnerId = from.Id, Title = "Assistant chief" });
        var holding = new OfficeHolding { OfficeId = ours.Id, PersonId = old.Id, From = A.Day("2020-01-01") };
        await store.AddAsync(theirs, ours, sergeant, holding, new OfficeHolding { OfficeId = theirs.Id, PersonId = chief.Id, From = A.Day("2026-11-01") },
            new OfficeHolding { OfficeId = theirs.Id, PersonId = champion.Id, From = A.Day("2019-01-01"), To = A.Day("2026-10-31") }, new OfficeHolding { OfficeId = sergeant.Id, PersonId = old.Id, From = A.Day("2021-01-01") },
            new Champion { PartnerId = from.Id, PersonId = champion.Id, From = A.Day("2026-01-01") });
        var merges = new PartnerMerges(store.Databases);
        string[] said =
        [
            "Who leads Harbor PD after the merge: Ada Quill, Chief; Ben Ash, Chief (from Harbor Police).",
            "Champion at Harbor PD after the merge: Cy Lund (from Harbor Police).",
            "No plan to come back opens, for a merge is no change at an agency. If one of them left, write down the last day after the merge, and it opens.",
        ];

        Assert.Equal(said, (await merges.PreviewAsync(store.Coordinator, from.Id, into.Id, Ct)).Resolved);
        // The other way round everybody is there already: whom both name is no news.
        Assert.Empty((await merges.PreviewAsync(store.Coordinator, into.Id, from.Id, Ct)).Resolved);
        await merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct);
        Assert.Equal(0, await store.ReadAsync(d => d.ApproachPlans.CountAsync(Ct)));

        await new Offices(store.Databases).EndAsync(store.Coordinator, holding.Id, A.Day("2026-10-31"), Ct);
        Assert.Equal("Come back to Harbor PD: Ada Quill, Chief, left on Oct 31", (await store.ReadAsync(d => d.ApproachPlans.SingleAsync(p => p.PartnerId == into.Id, Ct))).Title);
    }

    [Fact]
    public async Task Merging_people_keeps_posts_seats_mail_and_contacts_and_is_undone_as_one()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        var (from, into) = (await store.PersonAsync("I. Carrow", partner, "Director"), await store.PersonAsync("Ines Carrow", partner, "director"));
        var body = new Body { Name = "Committee", Slug = "committee" };
        var seat = new Seat { BodyId = body.Id, PartnerId = partner.Id, From = A.Day("2025-01-01") };
        var contact = Contact("talk");
        var meeting = A.Meeting(body, "2026-12-01", "Winter meeting");
        await store.AddAsync(body, seat, meeting, new SeatHolding { SeatId = seat.Id, PersonId = from.Id, From = A.Day("2025-01-01") },
            new PersonEmail { PersonId = from.Id, Address = "Ines@clinic.example" }, new PersonEmail { PersonId = into.Id, Address = "ines@clinic.example" }, new PersonEmail { PersonId = from.Id, Address = "second@clinic.example" },
            new PersonPhone { PersonId = from.Id, Number = "555 0100" }, contact, new ContactPartner { ContactId = contact.Id, PartnerId = partner.Id, On = contact.On }, new ContactPerson { ContactId = contact.Id, PersonId = from.Id },
            new Sponsor { PartnerId = partner.Id, PersonId = from.Id, From = A.Day("2026-01-01") },
            new TaskForce.Core.Meetings.ReplyLink { MeetingId = meeting.Id, PersonId = from.Id, TokenHash = "hash", ExpiresAt = new(2026, 12, 2, 0, 0, 0, DateTimeKind.Utc) });
        var reviews = new TaskForce.Core.Reviews.ReviewLinks(store.Databases);
        var secret = await reviews.CreateAsync(store.Coordinator, new(2026, 2), from.Id, Ct);
        var merges = new PersonMerges(store.Databases);
        var saved = await merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct);
        var page = await new PersonPages(store.Databases).ReadAsync(store.Coordinator, into.Slug, Ct);

        Assert.Equal((1, 2, 1, 1, 1), (page.Posts.Count, page.Emails.Count, page.Phones.Count, page.Seats.Count, page.Contacts.Count));
        Assert.Equal("Executive sponsor", Assert.Single(page.Backs).Title);
        Assert.Equal(into.Id, await store.ReadAsync(d => d.ReplyLinks.Select(l => l.PersonId).SingleAsync(Ct)));
        Assert.Equal(("Ines Carrow", "Ines Carrow"), (Assert.Single(await reviews.ListAsync(store.Coordinator, new(2026, 2), Ct)).Person, (await reviews.OpenAsync(secret, Ct))!.Person));
        Assert.Equal(into.Slug, (await new PersonPages(store.Databases).ReadAsync(store.Reader, from.Slug, Ct)).MergedInto);

        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId, Ct);
        var back = await new PersonPages(store.Databases).ReadAsync(store.Coordinator, from.Slug, Ct);
        Assert.Equal((1, 2, 1, 1), (back.Posts.Count, back.Emails.Count, back.Phones.Count, back.Seats.Count));
        Assert.Null(back.ArchivedAt);
        Assert.Equal("I. Carrow", Assert.Single(await reviews.ListAsync(store.Coordinator, new(2026, 2), Ct)).Person);
    }

    [Fact]
    public async Task Somebody_with_an_account_stays_when_people_are_merged()
    {
        await using var store = await db.FreshAsync();
        var with = await store.SignUpAsync(Role.Member, "With account");
        var without = await store.PersonAsync("Without account");
        var merges = new PersonMerges(store.Databases);

        await Assert.ThrowsAsync<RefusedException>(() => merges.MergeAsync(store.Coordinator, with.PersonId!.Value, without.Id, Ct));
        await merges.MergeAsync(store.Coordinator, without.Id, with.PersonId!.Value, Ct);
    }

    [Fact]
    public async Task Somebody_whose_invitation_waits_is_not_merged_away()
    {
        await using var store = await db.FreshAsync();
        var (from, into) = (await store.PersonAsync("I. Carrow"), await store.PersonAsync("Ines Carrow"));
        await store.AddAsync(new Invitation { PersonId = from.Id, Email = "ines@clinic.example", Role = Role.Member, TokenHash = "hash", ExpiresAt = store.Clock.UtcNow.AddDays(7) });
        var merges = new PersonMerges(store.Databases);

        Assert.Contains("An invitation for I. Carrow waits", (await Assert.ThrowsAsync<RefusedException>(() => merges.MergeAsync(store.Coordinator, from.Id, into.Id, Ct))).Message, StringComparison.Ordinal);
        await merges.MergeAsync(store.Coordinator, into.Id, from.Id, Ct);
    }

    private static Contact Contact(string line) => new() { On = A.Day("2026-10-01"), Kind = ContactKind.Call, Line = line, AuthorName = "Somebody", LoggedAt = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc) };

    private static Task<Dictionary<string, int>> CountsAsync(Store store, Guid id) => store.ReadAsync(async d => new Dictionary<string, int>
    {
        ["tags"] = await d.PartnerTags.CountAsync(t => t.PartnerId == id, Ct),
        ["memberships"] = await d.Memberships.CountAsync(t => t.PartnerId == id, Ct),
        ["posts"] = await d.Posts.CountAsync(t => t.PartnerId == id, Ct),
        ["offices"] = await d.Offices.CountAsync(t => t.PartnerId == id, Ct),
        ["seats"] = await d.Seats.CountAsync(t => t.PartnerId == id, Ct),
        ["contacts"] = await d.ContactPartners.CountAsync(t => t.PartnerId == id, Ct),
        ["notes"] = await d.PartnerNotes.CountAsync(t => t.PartnerId == id, Ct),
        ["barriers"] = await d.Barriers.CountAsync(t => t.PartnerId == id, Ct),
        ["judgments"] = await d.PartnerJudgments.CountAsync(t => t.PartnerId == id, Ct),
        ["champions"] = await d.Champions.CountAsync(t => t.PartnerId == id, Ct),
        ["statements"] = await d.LeadershipStatements.CountAsync(t => t.PartnerId == id, Ct),
        ["parties"] = await d.MouParties.CountAsync(t => t.PartnerId == id, Ct),
        ["asks"] = await d.ReviewAsks.CountAsync(t => t.PartnerId == id, Ct),
        ["queue"] = await d.QueueMarks.CountAsync(t => t.PartnerId == id, Ct),
    });
}

public sealed class MergeOnSqlite(SqliteFixture db) : MergeFacts(db), IClassFixture<SqliteFixture>;

public sealed class MergeOnPostgreSql(PostgreSqlFixture db) : MergeFacts(db), IClassFixture<PostgreSqlFixture>;
