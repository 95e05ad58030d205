using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>A letter as a file.</summary>
public sealed record LetterFile(string Name, string ContentType, byte[] Bytes);

/// <summary>
/// Letters of thanks to partners and their leaders: what they gave in a half, from the shared records. Nothing is kept: a letter is made from the records
/// as they are when it is asked for, so that what was corrected or struck out is not in it.
/// </summary>
public sealed class Letters(Databases databases)
{
    /// <summary>Who is thanked for what.</summary>
    /// <exception cref="NotFoundException">The half has not begun.</exception>
    public async Task<LetterList> ListAsync(Actor actor, HalfYear half, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteLetters);
        await using var db = await databases.OpenAsync(actor, ct);
        var frame = await FrameAsync(db, half, ct);
        var gifts = await LetterReader.ReadAsync(db, null, frame, ct);
        var today = databases.Clock.Today;
        var members = (await db.Memberships.AsNoTracking().Where(m => m.Kind == MembershipKind.Member && m.From <= today && (m.To == null || m.To >= today)).Select(m => m.PartnerId).ToListAsync(ct)).ToHashSet();
        return new(frame, [.. gifts.Where(g => !g.IsEmpty)], [.. gifts.Where(g => g.IsEmpty && members.Contains(g.PartnerId)).Select(g => g.Partner)]);
    }

    /// <summary>The letter to one partner.</summary>
    /// <exception cref="RefusedException">It would have nothing to say.</exception>
    /// <exception cref="NotFoundException">There is no such partner, or the half has not begun.</exception>
    public async Task<LetterFile> WriteAsync(Actor actor, HalfYear half, string slug, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteLetters);
        await using var db = await databases.OpenAsync(actor, ct);
        var id = await db.Partners.Where(p => p.Slug == slug && p.ArchivedAt == null).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("partner");
        var frame = await FrameAsync(db, half, ct);
        var gifts = (await LetterReader.ReadAsync(db, [id], frame, ct)).Single();
        if (gifts.IsEmpty)
            throw new RefusedException(LetterSentences.Nothing(gifts.Partner, half));
        return new(Name(gifts, half), Docx.ContentType, LetterDocument.Write(gifts, frame, await MouTemplates.BytesAsync(db, TemplateKind.Letter, ct)));
    }

    /// <summary>All letters of a half in one ZIP file.</summary>
    /// <exception cref="RefusedException">None would have anything to say.</exception>
    public async Task<LetterFile> WriteAllAsync(Actor actor, HalfYear half, CancellationToken ct = default)
    {
        var letters = await ListAsync(actor, half, ct);
        if (letters.Gifts.Count == 0)
            throw new RefusedException(LetterSentences.Of(letters));
        await using var db = await databases.OpenAsync(actor, ct);
        var template = await MouTemplates.BytesAsync(db, TemplateKind.Letter, ct);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var gifts in letters.Gifts)
            {
                ct.ThrowIfCancellationRequested();
                await using var entry = await zip.CreateEntry(Name(gifts, half), CompressionLevel.Fastest).OpenAsync(ct);
                await entry.WriteAsync(LetterDocument.Write(gifts, letters.Frame, template), ct);
            }
        }
        return new($"letters-{half.Slug}.zip", "application/zip", bytes.ToArray());
    }

    /// <summary>The halves, this one and the one before, for which there is a letter to a partner; the newest first. Nothing for whoever writes none.</summary>
    public async Task<IReadOnlyList<HalfYear>> HalvesAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        if (!Permissions.Allow(actor, Act.WriteLetters)) return [];
        await using var db = await databases.OpenAsync(actor, ct);
        var current = HalfYear.Containing(databases.Clock.Today);
        List<HalfYear> halves = [];
        foreach (var half in new[] { current, current.Previous })
        {
            var gifts = await LetterReader.ReadAsync(db, [partnerId], await FrameAsync(db, half, ct), ct);
            if (gifts.Any(g => !g.IsEmpty)) halves.Add(half);
        }

        return halves;
    }

    /// <summary>Whether there is a letter to a partner for a half.</summary>
    public async Task<bool> HasAsync(Actor actor, HalfYear half, Guid partnerId, CancellationToken ct = default)
    {
        if (!Permissions.Allow(actor, Act.WriteLetters) || half.Start > databases.Clock.Today) return false;
        await using var db = await databases.OpenAsync(actor, ct);
        return (await LetterReader.ReadAsync(db, [partnerId], await FrameAsync(db, half, ct), ct)).Any(g => !g.IsEmpty);
    }

    private async Task<LetterFrame> FrameAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var today = databases.Clock.Today;
        if (half.Start > today)
            throw new NotFoundException("half");
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
        return new(profile is null ? "The task force" : $"{profile.Name} {profile.Subtitle}".Trim(), half, half.End < today ? half.End : today, today);
    }

    private static string Name(PartnerGifts gifts, HalfYear half) => $"thanks-{half.Slug}-{gifts.Slug}.docx";
}
