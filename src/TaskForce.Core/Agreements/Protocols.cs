using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>The verbs and queries of protocols: who keeps them, which version is in use, by which decision, and who was trained.</summary>
public sealed class Protocols(Databases databases)
{
    /// <summary>The calendar day in the task force's zone.</summary>
    public DateOnly Today => databases.Clock.Today;

    /// <summary>The protocols in use, by title.</summary>
    public async Task<IReadOnlyList<ProtocolRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var protocols = await db.Protocols.AsNoTracking().Include(p => p.Versions).Include(p => p.Trained).Where(p => p.ArchivedAt == null).OrderBy(p => p.SortName).ThenBy(p => p.Id).ToListAsync(ct);
        var keepers = protocols.Select(p => p.KeeperId).OfType<Guid>().ToList();
        var names = await db.Partners.AsNoTracking().Where(p => keepers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return [.. protocols.Select(p =>
        {
            var version = p.InUseOn(Today);
            var trained = p.Trained.Where(t => t.VersionNumber == version?.Number).ToList();
            return new ProtocolRow(p.Id, p.Title, p.KeeperId is { } keeper ? names.GetValueOrDefault(keeper) : null, version?.Number, version?.AdoptedOn, p.ReviewOn,
                trained.Select(t => t.PartnerId).Distinct().Count(), trained.Sum(t => t.People));
        })];
    }

    /// <summary>Everything on the page of one protocol.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<ProtocolPage> PageAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var protocol = await db.Protocols.AsNoTracking().Include(p => p.Versions).ThenInclude(v => v.File).Include(p => p.Trained).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("protocol");
        var partnerIds = protocol.Trained.Select(t => t.PartnerId).Append(protocol.KeeperId ?? default).ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => partnerIds.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Slug }).ToDictionaryAsync(p => p.Id, ct);
        var decisionIds = protocol.Versions.Select(v => v.DecisionId).OfType<Guid>().ToList();
        var decisions = await (from decision in db.MeetingDecisions.AsNoTracking()
                               join meeting in db.Meetings on decision.MeetingId equals meeting.Id
                               join body in db.Bodies on meeting.BodyId equals body.Id
                               where decisionIds.Contains(decision.Id)
                               select new { decision.Id, decision.Text, decision.MeetingId, meeting.On, Body = body.Name }).ToDictionaryAsync(d => d.Id, ct);
        var inUse = protocol.InUseOn(Today)?.Number;
        var keeper = protocol.KeeperId is { } k ? partners.GetValueOrDefault(k) : null;
        var current = protocol.Trained.Where(t => t.VersionNumber == inUse).Select(t => t.PartnerId).ToHashSet();
        return new(protocol.Id, protocol.Version, protocol.Title, protocol.Purpose, protocol.KeeperId, keeper?.Name, keeper?.Slug, protocol.ReviewOn, protocol.ArchivedAt is not null, Today, inUse,
            [.. protocol.Versions.OrderByDescending(v => v.Number).Select(v =>
            {
                var decision = v.DecisionId is { } d ? decisions.GetValueOrDefault(d) : null;
                return new ProtocolVersionLine(v.Id, v.Number, v.AdoptedOn, v.Changes, decision?.Text, decision is null ? null : $"{decision.Body}, {AgreementSentences.Day(decision.On, Today)}", decision?.MeetingId,
                    v.File is { } f ? new(f.Id, f.Name, f.Size, DateOnly.FromDateTime(databases.Clock.Local(f.UploadedAt)), f.StruckOutAt is not null) : null);
            })],
            [.. protocol.Trained.OrderByDescending(t => t.On).ThenBy(t => t.Id).Select(t => new ProtocolTrainingLine(t.Id, t.PartnerId, partners[t.PartnerId].Name, partners[t.PartnerId].Slug, t.On, t.People, t.VersionNumber))],
            [.. protocol.Trained.Select(t => t.PartnerId).Distinct().Where(p => !current.Contains(p)).Select(p => partners[p].Name).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Records a protocol, or changes what it is called, what it is for and who keeps it.</summary>
    public async Task<Saved> SaveAsync(Actor actor, ProtocolForm form, CancellationToken ct = default)
    {
        await new ProtocolForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Partners.AnyAsync(p => p.Id == form.KeeperId, ct)) throw new NotFoundException("partner");
        var protocol = form.Id is { } id ? await db.Protocols.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("protocol") : null;
        if (protocol is null) db.Add(protocol = new() { Title = "" });
        else protocol.DemandVersion(form.Version);
        (protocol.Title, protocol.Purpose, protocol.KeeperId, protocol.ReviewOn) = (form.Title.Trim(), form.Purpose.Trim(), form.KeeperId, form.ReviewOn);
        await db.SaveChangesAsync(ct);
        return new(protocol.Id, db.ChangeId);
    }

    /// <summary>Adds the next version.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> AdoptAsync(Actor actor, Guid id, ProtocolVersionForm form, CancellationToken ct = default)
    {
        await new ProtocolVersionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var protocol = await db.Protocols.Include(p => p.Versions).FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("protocol");
        if (form.DecisionId is { } decision && !await db.MeetingDecisions.AnyAsync(d => d.Id == decision, ct)) throw new NotFoundException("decision");
        var number = protocol.Versions.Select(v => v.Number).DefaultIfEmpty().Max() + 1;
        db.Add(new ProtocolVersion { ProtocolId = id, Number = number, AdoptedOn = form.AdoptedOn, DecisionId = form.DecisionId, Changes = form.Changes.Trim() });
        await db.SaveChangesAsync(ct);
        return number;
    }

    /// <summary>Records that people of a partner were trained on the version in use that day.</summary>
    /// <exception cref="RefusedException">No version was in use that day.</exception>
    public async Task<Saved> TrainAsync(Actor actor, Guid id, ProtocolTrainingForm form, CancellationToken ct = default)
    {
        await new ProtocolTrainingForm.Rules(Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var protocol = await db.Protocols.Include(p => p.Versions).FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("protocol");
        if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId, ct)) throw new NotFoundException("partner");
        if (protocol.InUseOn(form.On!.Value) is not { } version) throw new RefusedException("No version of the protocol was in use on that day. Give a day on which one was.", nameof(ProtocolTrainingForm.On));
        var training = new ProtocolTraining { ProtocolId = id, PartnerId = form.PartnerId!.Value, On = form.On.Value, People = form.People!.Value, VersionNumber = version.Number };
        db.Add(training);
        await db.SaveChangesAsync(ct);
        return new(training.Id, db.ChangeId);
    }

    /// <summary>Keeps the text of a version.</summary>
    /// <exception cref="RefusedException">Too large, or neither PDF nor DOCX by its content.</exception>
    public async Task KeepFileAsync(Actor actor, Guid id, int number, string name, byte[] content, CancellationToken ct = default)
    {
        var kind = MouFileContent.Demand(content);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var version = await db.ProtocolVersions.FirstOrDefaultAsync(v => v.ProtocolId == id && v.Number == number, ct) ?? throw new NotFoundException("version");
        var file = Mous.Stored(name, kind, content, databases.Clock.UtcNow);
        db.AddRange(file, new FileBytes { FileId = file.Id, Bytes = content });
        version.FileId = file.Id;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The bytes of a file that belongs to a protocol.</summary>
    public async Task<MouFileBytes> FileAsync(Actor actor, Guid id, Guid fileId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.ProtocolVersions.AnyAsync(v => v.ProtocolId == id && v.FileId == fileId, ct)) throw new NotFoundException("file");
        return await db.Files.AsNoTracking().Where(f => f.Id == fileId && f.StruckOutAt == null)
            .Join(db.FileBytes, f => f.Id, b => b.FileId, (f, b) => new MouFileBytes(f.Name, f.ContentType, b.Bytes)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("file");
    }

    /// <summary>Puts a protocol away, or takes it out again.</summary>
    /// <returns>The id of the change, for undo.</returns>
    public async Task<Guid> ArchiveAsync(Actor actor, Guid id, bool archived = true, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var protocol = await db.Protocols.FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("protocol");
        protocol.ArchivedAt = archived ? databases.Clock.UtcNow : null;
        await db.SaveChangesAsync(ct);
        return db.ChangeId;
    }

    /// <summary>Decisions of meetings that could have adopted a version, the newest first.</summary>
    public async Task<IReadOnlyList<MouChoice>> DecisionChoicesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var rows = await (from decision in db.MeetingDecisions.AsNoTracking()
                          join meeting in db.Meetings on decision.MeetingId equals meeting.Id
                          join body in db.Bodies on meeting.BodyId equals body.Id
                          orderby meeting.On descending, decision.Order
                          select new { decision.Id, decision.Text, meeting.On, Body = body.Name }).Take(100).ToListAsync(ct);
        return [.. rows.Select(r => new MouChoice(r.Id, r.Text.Length > 80 ? r.Text[..77] + "…" : r.Text, $"{r.Body}, {AgreementSentences.Day(r.On, Today)}"))];
    }
}
