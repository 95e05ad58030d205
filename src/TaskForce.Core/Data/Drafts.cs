using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>What a browser gets back of a draft.</summary>
/// <param name="Fields">Field names and values, a JSON object.</param>
/// <param name="SavedAt">UTC.</param>
public sealed record KeptDraft(string Fields, DateTime SavedAt);

/// <summary>Keeps what people typed and have not saved. Everybody reaches their own drafts only.</summary>
public sealed partial class Drafts(Databases databases)
{
    /// <summary>The largest draft, in bytes of UTF-8.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex FormName();

    [GeneratedRegex("^[a-zA-Z0-9-]{1,100}$")]
    private static partial Regex RecordKey();

    /// <summary>Keeps a draft in place of the one that is there.</summary>
    /// <exception cref="RefusedException">The names are not of the form that addresses have, the text is no JSON object, or it is larger than 64 KB.</exception>
    public async Task KeepAsync(Actor actor, string form, string record, string fields, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepDrafts);
        var account = Check(actor, form, record);
        if (Encoding.UTF8.GetByteCount(fields) > MaximumBytes)
            throw new RefusedException("A draft holds 64 KB. Save the form, or shorten the text.");
        if (!IsObject(fields))
            throw new RefusedException("A draft is a list of fields and their values.");

        await using var db = await databases.OpenAsync(actor, ct);
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.AccountId == account && d.Form == form && d.RecordKey == record, ct);
        if (draft is null)
            db.Drafts.Add(draft = new() { AccountId = account, Form = form, RecordKey = record, Fields = fields });
        draft.Fields = fields;
        draft.SavedAt = databases.Clock.UtcNow;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (db.Entry(draft).State == EntityState.Added)
        {
            // Two windows began the same draft at once: the other one's row is there now, so this one's text goes into it. Without that row something else
            // is wrong, and trying again would never end.
            await using var now = await databases.OpenAsync(actor, ct);
            if (!await now.Drafts.AnyAsync(d => d.AccountId == account && d.Form == form && d.RecordKey == record, ct))
                throw;
            await KeepAsync(actor, form, record, fields, ct);
        }
        catch (StaleRecordException)
        {
            // It was forgotten at the same moment, and is typed into again.
            await KeepAsync(actor, form, record, fields, ct);
        }
    }

    /// <summary>The draft, or null.</summary>
    public async Task<KeptDraft?> FindAsync(Actor actor, string form, string record, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepDrafts);
        var account = Check(actor, form, record);
        var oldest = databases.Clock.UtcNow - Kept;
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Drafts.AsNoTracking().Where(d => d.AccountId == account && d.Form == form && d.RecordKey == record && d.SavedAt >= oldest)
            .Select(d => new KeptDraft(d.Fields, d.SavedAt)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Forgets the draft: the form was saved, or the person does not want it back.</summary>
    public async Task ForgetAsync(Actor actor, string form, string record, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepDrafts);
        var account = Check(actor, form, record);
        await using var db = await databases.OpenAsync(actor, ct);
        db.Drafts.RemoveRange(await db.Drafts.Where(d => d.AccountId == account && d.Form == form && d.RecordKey == record).ToListAsync(ct));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (StaleRecordException)
        {
            // Forgotten at the same moment from elsewhere: gone is what was wanted.
        }
    }

    /// <summary>Removes drafts older than 30 days.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveOldAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("housekeeping"), ct);
        var oldest = databases.Clock.UtcNow - Kept;
        var old = await db.Drafts.Where(d => d.SavedAt < oldest).Take(1000).ToListAsync(ct);
        db.Drafts.RemoveRange(old);
        await db.SaveChangesAsync(ct);
        return old.Count;
    }

    private static Guid Check(Actor actor, string form, string record)
    {
        if (actor.AccountId is not { } account)
            throw new NotAllowedException(Act.KeepDrafts);
        if (!FormName().IsMatch(form) || !RecordKey().IsMatch(record))
            throw new RefusedException("There is no such form.");
        return account;
    }

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
