using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using TaskForce.Core.Calendar;
using TaskForce.Core.Reviews;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Reviews;

public class LetterTests
{
    private static readonly LetterFrame Frame = new("Harbor County Anti-Trafficking Task Force", new(2026, 2), A.Day("2026-11-24"), A.Day("2026-11-24"));
    private static readonly PartnerGifts Nothing = new(Guid.NewGuid(), "Harbor Clinic", "harbor-clinic", "Dana Ruiz", "Executive director");

    public static TheoryData<PartnerGifts, string, string> Rows => new()
    {
        { Nothing with { Meetings = [new("Executives", 1)] }, "Came to 1 meeting of Executives.", "1 meeting" },
        { Nothing with { Meetings = [new("Outreach", 3), new("Executives", 1)] }, "Came to 4 meetings: 3 of Outreach and 1 of Executives.", "4 meetings" },
        { Nothing with { Hours = 1 }, "Gave 1 hour of staff time.", "1 hour of staff time" },
        { Nothing with { Hours = 1200 }, "Gave 1,200 hours of staff time.", "1,200 hours of staff time" },
        { Nothing with { Figures = 2 }, "Sent in its figures 2 times.", "2 returns of figures" },
        { Nothing with { Hosted = [new("Spotting labor trafficking", A.Day("2026-09-12"))] }, "Hosted the training “Spotting labor trafficking” on September 12.", "1 training hosted" },
        { Nothing with { Trained = (2, 14) }, "Sent 14 people to 2 trainings.", "2 trainings attended" },
        { Nothing with { Activities = [new("Visit clinics", A.Day("2026-10-02"), "Outreach")] }, "Finished “Visit clinics” in the plan of Outreach on October 2.", "1 activity finished" },
        { Nothing with { Promises = [new("Host a training.", 1)] }, "Kept a promise: Host a training.", "1 promise kept" },
        { Nothing with { Promises = [new("Give hours", 2)] }, "Kept a promise 2 times: Give hours.", "2 promises kept" },
        { Nothing with { Champion = "Wes Brannigan" }, "Named Wes Brannigan as champion inside the organization.", "a champion named" },
        { Nothing with { Statements = 1 }, "Its leadership spoke for this work.", "1 statement of its leadership" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_gift_has_its_sentence(PartnerGifts gifts, string line, string inShort)
    {
        Assert.False(gifts.IsEmpty);
        Assert.Equal([line], LetterSentences.Lines(gifts, Frame.AsOf));
        Assert.Equal(inShort, LetterSentences.InShort(gifts));
    }

    [Fact]
    public void Nothing_given_is_nothing_to_say() => Assert.True(Nothing.IsEmpty && LetterSentences.Lines(Nothing, Frame.AsOf).Count == 0);

    [Fact]
    public void The_letter_names_the_partner_its_leader_the_span_and_every_gift()
    {
        var paragraphs = Paragraphs(LetterDocument.Write(Nothing with { Hours = 36, Statements = 1 }, Frame));

        Assert.Equal(["Harbor County Anti-Trafficking Task Force", "November 24, 2026", "", "Dana Ruiz", "Executive director", "Harbor Clinic", "", "Dear Dana Ruiz:"], paragraphs.Take(8));
        Assert.Contains("From July 1 to November 24, 2026, Harbor Clinic gave this", paragraphs[8]);
        Assert.Equal(["•\tGave 36 hours of staff time.", "•\tIts leadership spoke for this work."], paragraphs.Skip(9).Take(2));
        Assert.Equal("For Harbor County Anti-Trafficking Task Force", paragraphs[^1]);
    }

    [Fact]
    public void Without_a_known_leader_the_letter_goes_to_the_leadership() =>
        Assert.Contains("To the leadership of Harbor Clinic:", Paragraphs(LetterDocument.Write(Nothing with { Leader = null, Hours = 1 }, Frame)));

    private static List<string> Paragraphs(byte[] letter)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(letter), isEditable: false);
        return [.. document.MainDocumentPart!.Document.Descendants<Paragraph>().Select(p => p.InnerText)];
    }
}
