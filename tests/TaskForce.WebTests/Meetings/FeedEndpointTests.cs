using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Meetings;
using TaskForce.Tests;

namespace TaskForce.WebTests.Meetings;

/// <summary>Calendars and replies at their addresses.</summary>
public sealed class FeedEndpointTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    private async Task<(Meeting Meeting, Guid PersonId, Guid AccountId)> MeetingAsync(bool closed = false, WebApp? at = null)
    {
        var app = at ?? this.app;
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var kind = await db.PartnerKinds.FirstAsync();
        var partner = A.Partner("Sheriff's Office", kind);
        var person = A.Person("Wes Brannigan");
        var account = A.Account(person, Role.Member);
        var body = A.Body("Victim Services");
        var seat = A.Seat(body, partner);
        var meeting = A.Meeting(body, app.Databases.Clock.Today.AddDays(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "CANARY-TITLE", closed);
        meeting.Place = "CANARY-PLACE";
        db.AddRange(partner, person, account, body, seat, A.Holding(seat, person), meeting);
        await db.SaveChangesAsync();
        return (meeting, person.Id, account.Id);
    }

    [Fact]
    public async Task A_meetings_file_is_for_those_who_are_signed_in()
    {
        var (meeting, _, _) = await MeetingAsync();
        var reader = await app.SignedInAsync(Role.Reader);
        var file = await reader.GetAsync($"/meetings/{meeting.Id}.ics");

        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("text/calendar", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("SUMMARY:CANARY-TITLE", await file.Content.ReadAsStringAsync());
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/meetings/{Guid.NewGuid()}.ics")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await app.Browser().GetAsync($"/meetings/{meeting.Id}.ics")).StatusCode);
    }

    [Fact]
    public async Task A_feed_needs_only_its_secret_and_tells_when_nothing_is_new()
    {
        var (meeting, _, account) = await MeetingAsync();
        var feeds = app.Get<CalendarFeeds>();
        var actor = (await new Actors(app.Databases).ForAccountAsync(account))!;
        var address = $"/feeds/{await feeds.MakeAsync(actor)}.ics";
        var stranger = app.Browser();
        var first = await stranger.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains($"UID:{meeting.Id}", await first.Content.ReadAsStringAsync());

        stranger.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, (await stranger.GetAsync(address)).StatusCode);
        await app.Get<TaskForce.Core.Meetings.Meetings>().CancelAsync(A.Actor(Role.Coordinator), meeting.Id, new() { Reason = "Storm" });
        var changed = await stranger.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("STATUS:CANCELLED", await changed.Content.ReadAsStringAsync());

        await feeds.RevokeAsync(actor);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync("/feeds/nonsense.ics")).StatusCode);
    }

    [Fact]
    public async Task A_feed_names_the_set_address_whatever_host_it_was_asked_under()
    {
        using var set = new WebApp(more: new Dictionary<string, string> { ["PublicAddress"] = "https://tf.example.org" });
        var (_, _, account) = await MeetingAsync(at: set);
        var actor = (await new Actors(set.Databases).ForAccountAsync(account))!;
        var browser = set.Browser();
        browser.DefaultRequestHeaders.Host = "evil.example";
        var text = await browser.GetStringAsync($"/feeds/{await set.Get<CalendarFeeds>().MakeAsync(actor)}.ics");

        Assert.Contains("https://tf.example.org/meetings/", text.Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.DoesNotContain("evil", text);
    }

    [Fact]
    public async Task A_closed_session_in_a_feed_is_only_a_closed_session()
    {
        var (_, _, account) = await MeetingAsync(closed: true);
        var actor = (await new Actors(app.Databases).ForAccountAsync(account))!;
        var text = await app.Browser().GetStringAsync($"/feeds/{await app.Get<CalendarFeeds>().MakeAsync(actor)}.ics");

        Assert.Contains("SUMMARY:Closed session", text);
        Assert.DoesNotContain("CANARY", text);
    }

    [Fact]
    public async Task Opening_a_reply_link_answers_nothing_posting_its_form_does()
    {
        var (meeting, person, _) = await MeetingAsync();
        var replies = app.Get<Replies>();
        var address = "/reply/" + await replies.MakeLinkAsync(A.Actor(Role.Coordinator), meeting.Id, person);
        var stranger = app.Browser();
        var page = await stranger.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();

        Assert.Contains("Wes Brannigan", html);
        Assert.True(page.Headers.CacheControl!.NoStore);
        // No other site learns the address from a link.
        Assert.Equal("same-origin", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(0, await AnswersAsync(meeting.Id));

        var posted = await WebApp.PostAsync(stranger, address, "reply", new() { ["Answer"] = "Remote", ["Note"] = "From the car" });
        Assert.Contains("joining remotely", await posted.Content.ReadAsStringAsync());
        Assert.Equal(1, await AnswersAsync(meeting.Id));
    }

    [Fact]
    public async Task A_reply_link_that_has_ended_says_so_and_takes_nothing()
    {
        var (meeting, person, _) = await MeetingAsync();
        var address = "/reply/" + await app.Get<Replies>().MakeLinkAsync(A.Actor(Role.Coordinator), meeting.Id, person);
        await app.Get<TaskForce.Core.Meetings.Meetings>().CancelAsync(A.Actor(Role.Coordinator), meeting.Id, new() { Reason = "Storm" });

        var html = await EndedAsync(address);
        Assert.Contains("This link has ended", html);
        Assert.DoesNotContain("Wes Brannigan", html);
        Assert.Contains("This link has ended", await EndedAsync("/reply/nonsense"));

        async Task<string> EndedAsync(string link)
        {
            var answer = await app.Browser().GetAsync(link);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task What_is_posted_after_the_link_has_ended_comes_back_to_be_copied()
    {
        var (meeting, person, _) = await MeetingAsync();
        var address = "/reply/" + await app.Get<Replies>().MakeLinkAsync(A.Actor(Role.Coordinator), meeting.Id, person);
        var stranger = app.Browser();
        var open = await stranger.GetStringAsync(address);
        await app.Get<TaskForce.Core.Meetings.Meetings>().CancelAsync(A.Actor(Role.Coordinator), meeting.Id, new() { Reason = "Storm" });
        var posted = await WebApp.PostAsync(stranger, open, address, "reply", new() { ["Answer"] = "Remote", ["Note"] = "I bring the list" });
        var html = await posted.Content.ReadAsStringAsync();

        Assert.Contains("This link has ended", html);
        Assert.Contains("I bring the list</textarea>", html);
        Assert.Equal(0, await AnswersAsync(meeting.Id));
    }

    [Fact]
    public async Task A_reply_without_an_answer_is_asked_for_again()
    {
        var (meeting, person, _) = await MeetingAsync();
        var address = "/reply/" + await app.Get<Replies>().MakeLinkAsync(A.Actor(Role.Coordinator), meeting.Id, person);
        var posted = await WebApp.PostAsync(app.Browser(), address, "reply", new() { ["Note"] = "Hm" });

        Assert.Contains("Choose one of the answers.", await posted.Content.ReadAsStringAsync());
        Assert.Equal(0, await AnswersAsync(meeting.Id));
    }

    [Fact]
    public async Task The_account_page_makes_and_ends_the_secret_address_of_a_calendar()
    {
        var member = await app.SignedInAsync(Role.Member);
        var made = await WebApp.PostAsync(member, "/account", "feed-make", []);
        var html = await made.Content.ReadAsStringAsync();
        var secret = System.Text.RegularExpressions.Regex.Match(html, "/feeds/([A-Za-z0-9_-]+)\\.ics").Groups[1].Value;
        Assert.NotEmpty(secret);
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync($"/feeds/{secret}.ics")).StatusCode);
        Assert.DoesNotContain(secret, await member.GetStringAsync("/account"));

        await WebApp.PostAsync(member, "/account", "feed-end", []);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync($"/feeds/{secret}.ics")).StatusCode);
    }

    private async Task<int> AnswersAsync(Guid meetingId)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        return await db.MeetingReplies.CountAsync(r => r.MeetingId == meetingId);
    }

    [Theory]
    [InlineData("committees", "Victim Services")]
    [InlineData("committees/SLUG/roster", "Wes Brannigan")]
    [InlineData("committees/SLUG/roster.csv?on=2019-01-01", null)]
    [InlineData("meetings", "CANARY-TITLE")]
    [InlineData("meetings.csv?when=past", null)]
    [InlineData("meetings/ID/attendance", "Wes Brannigan")]
    [InlineData("actions", null)]
    [InlineData("decisions", null)]
    public async Task Each_list_leaves_as_a_file_for_those_who_are_signed_in(string list, string? holds)
    {
        var (meeting, _, _) = await MeetingAsync();
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var slug = await db.Bodies.Where(b => b.Id == meeting.BodyId).Select(b => b.Slug).SingleAsync();
        var address = "/exports/" + list.Replace("SLUG", slug, StringComparison.Ordinal).Replace("ID", meeting.Id.ToString(), StringComparison.Ordinal);
        foreach (var (path, type) in list.Contains(".csv", StringComparison.Ordinal) ? [(address, "text/csv")] : new[] { (address + ".csv", "text/csv"), (address + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") })
        {
            var file = await (await app.SignedInAsync(Role.Reader)).GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            if (type == "text/csv")
                Assert.Equal(holds is not null, (await file.Content.ReadAsStringAsync()).Contains(holds ?? "CANARY", StringComparison.Ordinal));
            Assert.NotEqual(HttpStatusCode.OK, (await app.Browser().GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_file_of_what_is_not_there_is_not_there()
    {
        var reader = await app.SignedInAsync(Role.Reader);
        foreach (var path in (string[])["committees/no-such-body/roster.csv", $"meetings/{Guid.NewGuid()}/attendance.xlsx", "meetings.pdf"])
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/exports/" + path)).StatusCode);
    }
}
