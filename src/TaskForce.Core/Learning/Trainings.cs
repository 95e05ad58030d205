using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Learning;

/// <summary>A training as the list shows it.</summary>
public sealed record TrainingLine(Guid Id, DateOnly On, string Title, int Minutes, string? Host, string? HostSlug, int People, IReadOnlyList<string> Partners);

/// <summary>A partner's part in a survey as the list shows it.</summary>
public sealed record SurveyLine(Guid Id, DateOnly AskedOn, string Survey, string Partner, string Slug, int Asked, int Answered, DateOnly? AnsweredOn);

/// <summary>A partner to choose in a form.</summary>
public sealed record TrainingChoice(Guid Id, string Name);

/// <summary>Trainings that were held and surveys in which partners were asked. Each change brings the standing of the partners up to date.</summary>
public sealed class Trainings(Databases databases)
{
    /// <summary>A page of the trainings, newest first.</summary>
    /// <param name="only">This one alone, as its evidence names it; or null for all.</param>
    public async Task<ListPage<TrainingLine>> ListAsync(Actor actor, Guid? only = null, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var held = db.TrainingSessions.AsNoTracking().Where(s => s.ArchivedAt == null && (only == null || s.Id == only));
        var page = await Paging.KeysAsync(after, before, size,
            (from, back, count) => Paging.ByDayAsync(held.Select(s => new DayKey { On = s.On, Id = s.Id }), latestFirst: true, from, back, count, ct), () => held.Take(Paging.CountLimit + 1).CountAsync(ct));
        List<Guid> shown = [.. page.Rows.Select(k => k.Id)];
        var sessions = (await db.TrainingSessions.AsNoTracking().Include(s => s.Attended).Where(s => shown.Contains(s.Id)).ToListAsync(ct)).OrderBy(s => shown.IndexOf(s.Id)).ToList();
        var ids = sessions.SelectMany(s => s.Attended).Select(a => a.PartnerId).Concat(sessions.Select(s => s.HostId).OfType<Guid>()).Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Name = p.ShortName == "" ? p.Name : p.ShortName, p.Slug }).ToDictionaryAsync(p => p.Id, ct);
        return page.Of<TrainingLine>([.. sessions.Select(s => new TrainingLine(s.Id, s.On, s.Title, s.Minutes, s.HostId is { } host ? partners[host].Name : null, s.HostId is { } h ? partners[h].Slug : null,
            s.Attended.Sum(a => a.People), [.. s.Attended.Select(a => $"{partners[a.PartnerId].Name} {DayWords.Figure(a.People)}").Order(StringComparer.Ordinal)]))]);
    }

    /// <summary>How many trainings the last 12 months saw, and how many people came from partners.</summary>
    public async Task<(int Trainings, int People)> YearAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var from = databases.Clock.Today.AddYears(-1);
        var held = db.TrainingSessions.Where(s => s.ArchivedAt == null && s.On > from);
        return (await held.CountAsync(ct), await held.SelectMany(s => s.Attended).SumAsync(a => a.People, ct));
    }

    /// <summary>A page of the survey answers, those asked last first.</summary>
    /// <param name="partnerId">Those of one partner, or null for all.</param>
    public async Task<ListPage<SurveyLine>> SurveysAsync(Actor actor, Guid? partnerId = null, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var asked = db.SurveyAnswers.AsNoTracking().Where(a => partnerId == null || a.PartnerId == partnerId);
        var page = await Paging.KeysAsync(after, before, size,
            (from, back, count) => Paging.ByDayAsync(asked.Select(a => new DayKey { On = a.AskedOn, Id = a.Id }), latestFirst: true, from, back, count, ct), () => asked.Take(Paging.CountLimit + 1).CountAsync(ct));
        List<Guid> shown = [.. page.Rows.Select(k => k.Id)];
        var lines = await (from answer in db.SurveyAnswers.AsNoTracking()
                           where shown.Contains(answer.Id)
                           join partner in db.Partners on answer.PartnerId equals partner.Id
                           select new SurveyLine(answer.Id, answer.AskedOn, answer.Survey, partner.ShortName == "" ? partner.Name : partner.ShortName, partner.Slug, answer.Asked, answer.Answered, answer.AnsweredOn)).ToListAsync(ct);
        return page.Of<SurveyLine>([.. lines.OrderBy(l => shown.IndexOf(l.Id))]);
    }

    /// <summary>The partners in use, for the forms.</summary>
    public async Task<IReadOnlyList<TrainingChoice>> ChoicesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => new TrainingChoice(p.Id, p.Name)).ToListAsync(ct);
    }

    /// <summary>The form of a training as it stands.</summary>
    public async Task<TrainingForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var s = await db.TrainingSessions.AsNoTracking().Include(x => x.Attended).SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("training");
        return new() { Title = s.Title, On = s.On, Minutes = s.Minutes, HostId = s.HostId, Version = s.Version, Attended = [.. s.Attended.Select(a => new TrainingPartnerForm { PartnerId = a.PartnerId, People = a.People })] };
    }

    /// <summary>Records a training, or changes one.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="StaleRecordException">Somebody saved it since the form was opened.</exception>
    public async Task<Saved> SaveAsync(Actor actor, Guid? id, TrainingForm form, CancellationToken ct = default)
    {
        await new TrainingForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        TrainingSession session;
        HashSet<Guid> touched = [];
        var since = form.On!.Value;
        if (id is { } key)
        {
            session = await LoadAsync(db, key, ct);
            session.DemandVersion(form.Version);
            touched.UnionWith(PartnersOf(session));
            if (session.On < since) since = session.On;
            // The form carries one version for the training and who came: any save renews it.
            session.Version = Guid.CreateVersion7();
        }
        else
        {
            db.Add(session = new() { Title = "" });
        }

        (session.Title, session.On, session.Minutes, session.HostId) = (form.Title.Trim(), form.On.Value, form.Minutes!.Value, form.HostId);
        session.Attended.RemoveAll(a => !form.Attended.Exists(f => f.PartnerId == a.PartnerId));
        foreach (var wanted in form.Attended)
        {
            var attendance = session.Attended.Find(a => a.PartnerId == wanted.PartnerId);
            if (attendance is null) session.Attended.Add(attendance = new() { SessionId = session.Id, PartnerId = wanted.PartnerId });
            attendance.People = wanted.People!.Value;
        }

        touched.UnionWith(PartnersOf(session));
        if (await db.Partners.CountAsync(p => touched.Contains(p.Id), ct) != touched.Count) throw new NotFoundException("partner");
        await Standings.SaveAsync(db, await WithPromisesAsync(db, touched, ct), since, ct);
        return new(session.Id, db.ChangeId);
    }

    /// <summary>Puts a training away: it was not held, or stands here twice.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var session = await LoadAsync(db, id, ct);
        session.ArchivedAt = databases.Clock.UtcNow;
        await Standings.SaveAsync(db, await WithPromisesAsync(db, PartnersOf(session), ct), session.On, ct);
        return new(session.Id, db.ChangeId);
    }

    /// <summary>Records how many of a partner's people were asked in a survey and how many answered.</summary>
    public async Task<Saved> SaveSurveyAsync(Actor actor, SurveyAnswerForm form, CancellationToken ct = default)
    {
        await new SurveyAnswerForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteTraining);
        await using var db = await databases.OpenAsync(actor, ct);
        var (partner, name) = (form.PartnerId!.Value, form.Survey.Trim());
        if (!await db.Partners.AnyAsync(p => p.Id == partner, ct)) throw new NotFoundException("partner");
        var answer = await db.SurveyAnswers.FirstOrDefaultAsync(a => a.PartnerId == partner && a.Survey == name, ct);
        var since = answer is not null && answer.AskedOn < form.AskedOn ? answer.AskedOn : form.AskedOn!.Value;
        if (answer is null) db.Add(answer = new() { PartnerId = partner, Survey = name });
        // More answers do not make the first one later.
        var first = form.Answered > answer.Answered && answer.AnsweredOn < form.AnsweredOn ? answer.AnsweredOn : form.AnsweredOn;
        (answer.AskedOn, answer.Asked, answer.Answered, answer.AnsweredOn) = (form.AskedOn!.Value, form.Asked!.Value, form.Answered!.Value, form.Answered > 0 ? first : null);
        await Standings.SaveAsync(db, [partner], since, ct);
        return new(answer.Id, db.ChangeId);
    }

    // That a training was held is a chance for everybody who promised to send people to one.
    internal static async Task<IReadOnlyCollection<Guid>> WithPromisesAsync(TaskForceDb db, IEnumerable<Guid> partners, CancellationToken ct)
    {
        var mous = await db.Commitments.Where(c => c.Kind == Agreements.CommitmentKind.TrainingAttended).Select(c => c.MouId).Distinct().ToListAsync(ct);
        var parties = mous.Count == 0 ? [] : await db.MouVersions.Where(v => mous.Contains(v.MouId)).SelectMany(v => v.Parties).Select(p => p.PartnerId).Distinct().ToListAsync(ct);
        return [.. partners.Union(parties)];
    }

    private static async Task<TrainingSession> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.TrainingSessions.Include(s => s.Attended).SingleOrDefaultAsync(s => s.Id == id && s.ArchivedAt == null, ct) ?? throw new NotFoundException("training");

    private static IEnumerable<Guid> PartnersOf(TrainingSession session) => session.Attended.Select(a => a.PartnerId).Concat(session.HostId is { } host ? [host] : []);
}
