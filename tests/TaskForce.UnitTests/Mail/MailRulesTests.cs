using TaskForce.Core.Mail;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Mail;

public class MailRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 15, 0, 0, DateTimeKind.Utc);

    private static MailNotice Notice(string key = "k", DateTime? until = null, MailKind kind = MailKind.CheckIns) => new() { Key = key, PersonId = Guid.NewGuid(), Kind = kind, ExpiresAt = until ?? Now.AddDays(3), Subject = "One check-in is overdue", Text = "Text of " + key };

    [Theory]
    [InlineData("mara@harbor.example", true)]
    [InlineData("mara@example.org", true)]
    [InlineData("mara@mail.EXAMPLE.com", true)]
    [InlineData("mara@example.net.", true)]
    [InlineData("mara@nowhere.invalid", true)]
    [InlineData("mara@box.test", true)]
    [InlineData("mara@localhost", true)]
    [InlineData("mara@myexample.org", false)]
    [InlineData("example.org@harborcounty.gov", false)]
    [InlineData("mara@harborcounty.gov", false)]
    public void Nothing_is_sent_to_an_invented_address(string address, bool invented) => Assert.Equal(invented, MailRules.IsExample(address));

    [Theory]
    [InlineData("2026-11-22", null)] // Sunday
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-11-24", "2026-11-23")]
    [InlineData("2026-11-25", "2026-11-23")]
    [InlineData("2026-11-26", null)]
    [InlineData("2027-01-01", null)] // Friday
    [InlineData("2024-02-27", "2024-02-26")]
    public void A_week_is_written_on_Monday_and_made_up_for_until_Wednesday(string day, string? monday) => Assert.Equal(monday is null ? null : A.Day(monday), MailRules.Week(A.Day(day)));

    [Theory]
    [InlineData(15, null)]
    [InlineData(14, 14)]
    [InlineData(4, 14)]
    [InlineData(3, 3)]
    [InlineData(0, 3)]
    [InlineData(-1, null)]
    public void A_meeting_has_two_reminders_and_a_missed_one_is_not_made_up_for(int daysLeft, int? reminder) => Assert.Equal(reminder, MailRules.Reminder(daysLeft, 14, 3));

    [Fact]
    public void A_mail_that_fails_is_tried_later_and_later_and_given_up_with_a_sentence()
    {
        var mail = OutgoingMail.For(Notice(), Now);
        var at = Now;
        var pauses = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            mail.Claim(at);
            mail.Failed(at, "The mail server did not answer.", forGood: false);
            Assert.Equal(MailState.Waiting, mail.State);
            pauses.Add((mail.DueAt - at).TotalMinutes);
            at = mail.DueAt;
        }
        Assert.Equal([1, 10, 60, 240, 720], pauses);

        mail.Claim(at);
        mail.Failed(at, "The mail server did not answer.", forGood: false);
        Assert.Equal((MailState.NotSent, "The mail server did not answer. It was tried 6 times."), (mail.State, mail.Why));

        mail.Retry(at);
        Assert.Equal((MailState.Waiting, 0, at), (mail.State, mail.Tries, mail.DueAt));
    }

    [Fact]
    public void What_cannot_help_is_not_tried_again()
    {
        var mail = OutgoingMail.For(Notice(), Now);
        mail.Claim(Now);
        mail.Failed(Now, "There is no such mailbox.", forGood: true);
        Assert.Equal((MailState.NotSent, "There is no such mailbox."), (mail.State, mail.Why));
    }

    [Fact]
    public void A_burst_becomes_one_mail_as_long_as_nobody_has_it_in_hand()
    {
        var mail = OutgoingMail.For(Notice("one"), Now);
        Assert.True(mail.Takes(Now.AddMinutes(9)));
        Assert.False(mail.Takes(Now + MailRules.Window));
        var version = mail.Version;

        mail.Add(Notice("two", Now.AddDays(1)), 2);
        Assert.Equal(("Check-ins that are due: 2 messages in one", "Text of one\n\nText of two", Now.AddDays(1)), (mail.Subject, mail.Body, mail.ExpiresAt));
        Assert.NotEqual(version, mail.Version);

        mail.Claim(Now.AddMinutes(1));
        Assert.False(mail.Takes(Now.AddMinutes(2)));
    }

    [Fact]
    public void A_reminder_of_a_meeting_goes_alone() => Assert.False(OutgoingMail.For(Notice(kind: MailKind.ExecutiveReminder), Now).Takes(Now));

    [Fact]
    public void Check_ins_are_said_in_days_and_links()
    {
        var today = A.Day("2026-11-23");
        IReadOnlyList<CheckInLine> lines = [new("Harbor Clinic", "harbor-clinic", A.Day("2026-08-10"), A.Day("2026-11-03")), new("Legal Aid", "legal-aid", null, null), new("Port Police", "port-police", A.Day("2025-11-20"), A.Day("2026-11-27"))];

        var text = MailSentences.CheckIns(lines, today);

        Assert.Equal("2 check-ins are overdue", MailSentences.CheckInsSubject(lines, today));
        Assert.Equal("One check-in is due this week", MailSentences.CheckInsSubject([lines[2]], today));
        Assert.Contains("- Harbor Clinic: was due Nov 3, last contact Aug 10\n  {root}partners/harbor-clinic", text);
        Assert.Contains("- Legal Aid: no contact is logged yet\n", text);
        Assert.Contains("- Port Police: due Nov 27, last contact Nov 20, 2025\n", text);
    }

    [Fact]
    public void A_digest_counts_what_was_learnt_in_confidence_and_never_repeats_it()
    {
        QueueItem Row(QueueReason reason, string title) => new() { Key = title, Reason = reason, Title = title, Href = "/x/" + title, When = "3 days over", WhenSub = "due Nov 20", Act = QueueAct.Open, Label = "Open", Detail = "CANARY detail", Matters = "CANARY matters" };
        var text = MailSentences.Digest([Row(QueueReason.MouPromise, "Regional MOU"), Row(QueueReason.Cooling, "CANARY clinic"), Row(QueueReason.MayLeave, "CANARY person"), Row(QueueReason.NextStepDue, "CANARY step"), Row(QueueReason.ActionItemDue, "Send the list")]);

        Assert.DoesNotContain("CANARY", text);
        Assert.Contains("MOUs\n- Regional MOU: 3 days over, due Nov 20\n  {root}x/Regional MOU", text);
        Assert.Contains("3 things about partners stand on Today only", text);
    }

    [Fact]
    public void A_long_digest_says_how_many_more_there_are()
    {
        List<QueueItem> rows = [.. Enumerable.Range(1, 15).Select(i => new QueueItem { Key = $"{i}", Reason = QueueReason.ActivityLate, Title = $"Activity {i}", Href = "/x", When = "Late", WhenSub = "due", Act = QueueAct.Open, Label = "Open" })];
        var text = MailSentences.Digest(rows);

        Assert.Contains("Activity 12:", text);
        Assert.DoesNotContain("Activity 13:", text);
        Assert.Contains("and 3 more.", text);
    }
}
