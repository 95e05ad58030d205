using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Learning;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.Agreements;

/// <summary>
/// A memorandum of six parties from March 1, 2024, of five from July 1, 2025 (the institute left), until February 28, 2027, with four half-years of
/// meetings behind it. Three promises: the executive comes once each half, a deputy counts as such; each party sends somebody to half of the
/// committee's meetings; each hosts one training a year.
/// </summary>
internal sealed class CommitmentScenario(Store store)
{
    public static readonly string[] Parties = ["Federal attorney", "Seacliff police", "Bay sheriff", "Policing institute", "State attorney", "Refugee relief"];

    // By party, in the order of the meetings: c came, d deputy, m missed, e excused, - nobody marked it.
    private static readonly (string Day, bool Cancelled, bool Complete, string Marks)[] Executive =
    [
        ("2024-05-14", false, true, "ccdcmc"),
        ("2024-10-08", false, true, "cdmmcc"),
        ("2025-04-08", true, false, "------"),
        ("2025-05-20", false, true, "cmcm-c"),
        ("2025-11-11", false, true, "cec-cm"),
    ];

    private static readonly (string Day, bool Cancelled, bool Complete, string Marks)[] Committee =
    [
        // Nobody was bound yet.
        ("2024-01-16", false, true, "mmmm-m"),
        ("2024-03-19", false, true, "cmcc-c"),
        ("2024-05-21", false, true, "cmmc-m"),
        ("2024-07-16", false, true, "ccmccc"),
        ("2024-09-17", false, true, "mcmmcc"),
        ("2024-11-19", false, true, "mcmmmc"),
        ("2025-02-18", false, true, "cdcmmm"),
        ("2025-04-15", false, true, "mdmmem"),
        // Only one was marked, and nobody said that the sheet is complete.
        ("2025-06-17", false, false, "c-----"),
        ("2025-08-19", false, true, "ccc-m-"),
        ("2025-10-21", true, false, "------"),
        ("2025-12-16", false, true, "mcc-mc"),
    ];

    private Mous Mous => new(store.Databases);

    public Partner[] Partners { get; } = new Partner[6];
    public Guid MouId { get; private set; }
    public Guid Executives { get; private set; }
    public Guid Sending { get; private set; }
    public Guid Hosting { get; private set; }
    public Dictionary<string, Meeting> Meetings { get; } = [];
    public Dictionary<(string Body, int Party), Seat> Seats { get; } = [];

    public async Task RunAsync()
    {
        for (var i = 0; i < 6; i++) Partners[i] = await store.PartnerAsync(Parties[i]);
        await EnterAsync();
        store.Time.GoTo(A.Day("2026-02-01"));
        var executives = A.Body("Executives", BodyKind.Executives);
        var committee = A.Body("Committee");
        await store.AddAsync(executives, committee);
        await SeatAsync(executives, "executives");
        await SeatAsync(committee, "committee");
        await HoldAsync(executives, "executives", Executive);
        await HoldAsync(committee, "committee", Committee);
        await TrainAsync((0, "2024-09-10"), (1, "2024-02-10"), (3, "2024-04-10"), (5, "2024-06-01"), (2, "2025-10-01"), (5, "2025-06-01"));

        var commitments = new Commitments(store.Databases);
        Executives = (await commitments.AddAsync(store.Coordinator, MouId, new() { Title = "Executives meet twice a year", Kind = CommitmentKind.ExecutiveMeetings, DeputyCounts = true, FirstDueOn = A.Day("2024-03-01") })).Id;
        Sending = (await commitments.AddAsync(store.Coordinator, MouId, new() { Title = "Each sends somebody to half of the committee's meetings", Kind = CommitmentKind.BodyMeetings, BodyId = committee.Id, DeputyCounts = true, FirstDueOn = A.Day("2024-03-01") })).Id;
        Hosting = (await commitments.AddAsync(store.Coordinator, MouId, new() { Title = "Each hosts one training a year", Kind = CommitmentKind.TrainingHosted, Period = CommitmentPeriod.Year, FirstDueOn = A.Day("2024-03-01") })).Id;
        // The relief agency was cut off by a flood in November 2025; the coordinator excuses it.
        await commitments.RuleAsync(store.Coordinator, Executives, new() { PartnerId = Partners[5].Id, DueOn = A.Day("2025-12-31"), Verdict = RulingVerdict.Excused, Reason = "The flood closed the roads" });
    }

    /// <summary>An addendum that five of five sign, to October 31, 2027 and under another name. Its executed copy never comes.</summary>
    public async Task AddendumAsync()
    {
        var form = await Mous.NextFormAsync(store.Coordinator, MouId, MouVersionKind.Addendum);
        (form.Title, form.ExpiresOn, form.Summary) = ("Coastal memorandum", A.Day("2027-10-31"), "Extends the term and renames the task force.");
        await Mous.AddVersionAsync(store.Coordinator, MouId, form);
        await SignAsync();
    }

    public Task<MouPage> PageAsync() => Mous.PageAsync(store.Reader, MouId);

    /// <summary>Enters both versions as a coordinator does, each when its day is near: dates, parties, signatures, the executed copy.</summary>
    private async Task EnterAsync()
    {
        store.Time.GoTo(A.Day("2024-02-20"));
        MouId = await Mous.CreateAsync(store.Coordinator, new()
        {
            Title = "Regional memorandum",
            EffectiveOn = A.Day("2024-03-01"),
            ReviewOn = A.Day("2025-03-01"),
            ExpiresOn = A.Day("2027-02-28"),
            Parties = [.. Partners.Select(p => new MouPartyForm { PartnerId = p.Id })],
        });
        await SignAsync();
        await Mous.KeepFileAsync(store.Coordinator, MouId, "version 1.pdf", "%PDF-1.7\nsigned"u8.ToArray(), executed: true);
        store.Time.GoTo(A.Day("2025-06-20"));
        var second = await Mous.NextFormAsync(store.Coordinator, MouId, MouVersionKind.Version);
        second.Parties.RemoveAll(p => p.PartnerId == Partners[3].Id);
        (second.EffectiveOn, second.ReviewOn, second.ExpiresOn) = (A.Day("2025-07-01"), A.Day("2026-03-01"), A.Day("2027-02-28"));
        await Mous.AddVersionAsync(store.Coordinator, MouId, second);
        await SignAsync();
        await Mous.KeepFileAsync(store.Coordinator, MouId, "version 2.pdf", "%PDF-1.7\nsigned again"u8.ToArray(), executed: true);
    }

    private async Task SignAsync()
    {
        var signer = await store.PersonAsync("Dana Cole");
        foreach (var party in (await PageAsync()).Current.Parties)
            await Mous.SignAsync(store.Coordinator, MouId, new() { PartyId = party.Id, PersonId = signer.Id, SignedOn = store.Clock.Today.AddDays(-2), Version = party.Version });
    }

    /// <summary>The marks as letters: K kept, D kept by a deputy, X excused, M missed, N not counted, . not yet due.</summary>
    public async Task<string[]> MarksAsync(Guid commitment)
    {
        var line = (await new Commitments(store.Databases).OfMouAsync(store.Reader, MouId)).Single(l => l.Id == commitment);
        return [.. Partners.Select(p => string.Concat(line.Parties.Single(x => x.PartnerId == p.Id).Marks.Select(m => Letter(m.Mark.Kind))))];
    }

    public static char Letter(MarkKind kind) => kind switch
    {
        MarkKind.Kept => 'K',
        MarkKind.KeptByDeputy => 'D',
        MarkKind.Excused => 'X',
        MarkKind.Missed => 'M',
        MarkKind.NotCounted => 'N',
        _ => '.',
    };

    private async Task SeatAsync(Body body, string name)
    {
        for (var i = 0; i < 6; i++)
        {
            var person = await store.PersonAsync($"{Parties[i]} {name}", Partners[i]);
            // The state attorney came to the committee in July 2024 only.
            var from = name == "committee" && i == 4 ? "2024-07-01" : "2023-01-01";
            var seat = Seats[(name, i)] = A.Seat(body, Partners[i], from);
            await store.AddAsync(seat, A.Holding(seat, person, from, to: (name, i) switch { ("executives", 4) => "2024-12-31", ("committee", 5) => "2025-06-30", _ => null }));
            // The state attorney's office stood empty until June 15, 2025; the seat of the relief agency in the committee until October 1.
            if ((name, i) is ("executives", 4)) await store.AddAsync(A.Holding(seat, person, "2025-06-16"));
            if ((name, i) is ("committee", 5)) await store.AddAsync(A.Holding(seat, person, "2025-10-01"));
        }
    }

    private async Task HoldAsync(Body body, string name, (string Day, bool Cancelled, bool Complete, string Marks)[] held)
    {
        foreach (var (day, cancelled, complete, marks) in held)
        {
            var meeting = Meetings[day] = A.Meeting(body, day);
            if (cancelled) (meeting.CancelledAt, meeting.CancelledReason) = (store.Clock.UtcNow, "No quorum");
            if (complete) meeting.AttendanceClosedAt = store.Clock.UtcNow;
            await store.AddAsync([meeting, .. marks.Select((mark, i) => (mark, i)).Where(m => m.mark != '-').Select(m => new Attendance
            {
                MeetingId = meeting.Id,
                SeatId = Seats[(name, m.i)].Id,
                PartnerId = Partners[m.i].Id,
                Expected = true,
                Presence = m.mark switch { 'c' => Presence.Present, 'd' => Presence.Deputy, 'e' => Presence.Excused, _ => Presence.Absent },
                Reason = m.mark == 'e' ? "On trial" : "",
            })]);
        }
    }

    private async Task TrainAsync(params (int Party, string Day)[] sessions)
    {
        foreach (var (party, day) in sessions)
            await store.AddAsync(new TrainingSession { Title = "Training", On = A.Day(day), HostId = Partners[party].Id });
    }
}
