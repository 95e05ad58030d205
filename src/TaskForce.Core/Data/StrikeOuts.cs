using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using TaskForce.Core.Access;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Data;

/// <summary>A field of a record that holds text.</summary>
public sealed record RecordText(string Name, string Label, string Text);

/// <summary>
/// Removes what should never have been written: from the record, its history, drafts, staged imports, kept reviews, outgoing mail and search, in one step. Who, when and
/// why stay; the text does not. Backups hold it until they age out, and the page says so.
/// </summary>
public sealed class StrikeOuts(Databases databases)
{
    /// <summary>What stands where the passage stood.</summary>
    public const string Mark = "[struck out]";

    /// <summary>The fields of a record that hold text.</summary>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    public async Task<IReadOnlyList<RecordText>> FieldsAsync(Actor actor, string recordType, Guid recordId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.StrikeOut);
        await using var db = await databases.OpenAsync(actor, ct);
        return [.. Texts(await LoadAsync(db, recordType, recordId, ct)).Select(p => new RecordText(p.Metadata.Name, HistorySentences.Label(p.Metadata.Name), (string)p.CurrentValue!))];
    }

    /// <summary>Strikes out a passage wherever it stands.</summary>
    /// <returns>In how many places it stood.</returns>
    /// <exception cref="RefusedException">The field does not hold the passage.</exception>
    public async Task<int> StrikeAsync(Actor actor, string recordType, Guid recordId, StrikeOutForm form, CancellationToken ct = default)
    {
        await new StrikeOutForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.StrikeOut);
        await using var db = await databases.OpenAsync(actor, ct);
        db.IsStrikingOut = true;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var entry = await LoadAsync(db, recordType, recordId, ct);
        var field = Texts(entry).FirstOrDefault(p => p.Metadata.Name == form.Field);
        if (field is null || !((string)field.CurrentValue!).Contains(form.Passage, StringComparison.Ordinal))
            throw new RefusedException("This passage does not stand in that field. Copy it from the record letter by letter.", nameof(StrikeOutForm.Passage));

        var places = 0;
        foreach (var text in Texts(entry).Where(p => ((string)p.CurrentValue!).Contains(form.Passage, StringComparison.Ordinal)).ToList())
        {
            text.CurrentValue = Strike((string)text.CurrentValue!, form.Passage);
            places++;
        }
        places += await FromHistoryAsync(db, form.Passage, ct) + await FromDraftsAsync(db, form.Passage, ct) + await FromStagingAsync(db, form.Passage, ct) + await FromEditionsAsync(db, form.Passage, ct) + await FromMailAsync(db, form.Passage, ct);
        Remember(db, actor, recordType, recordId, form.Field, form.Why, places);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return places;
    }

    /// <summary>Removes the bytes and the name of an uploaded file. That there was one stays.</summary>
    public async Task StrikeFileAsync(Actor actor, Guid fileId, string why, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.StrikeOut);
        if (string.IsNullOrWhiteSpace(why))
            throw new RefusedException("Say why in a few words. The reason stays, so write no name and no detail.", nameof(StrikeOutForm.Why));
        await using var db = await databases.OpenAsync(actor, ct);
        db.IsStrikingOut = true;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var file = await db.Files.SingleOrDefaultAsync(f => f.Id == fileId, ct) ?? throw new NotFoundException("file");
        var places = 1 + await FromHistoryAsync(db, file.Name, ct);
        (file.Name, file.Hash, file.StruckOutAt, file.Size) = ("Struck out", "", databases.Clock.UtcNow, 0);
        if (await db.FileBytes.SingleOrDefaultAsync(b => b.FileId == fileId, ct) is { } bytes)
            bytes.Bytes = [];
        Remember(db, actor, nameof(StoredFile), fileId, "File", why, places);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<EntityEntry> LoadAsync(TaskForceDb db, string recordType, Guid recordId, CancellationToken ct)
    {
        var type = ChangeReversal.TypeOf(db, recordType);
        if (type is null || type.ClrType == typeof(Account))
            throw new NotFoundException("record");
        var record = await db.FindAsync(type.ClrType, [recordId], ct) ?? throw new NotFoundException(HistorySentences.Record(recordType));
        await SearchIndex.RenewAsync(db, record switch { People.Person person => [person.Id], People.PersonEmail email => [email.PersonId], _ => [] }, ct);
        return db.Entry(record);
    }

    /// <summary>Whether records of a type hold text that can be struck out.</summary>
    public static bool Reaches(TaskForceDb db, string recordType) =>
        ChangeReversal.TypeOf(db, recordType) is { } type && type.ClrType != typeof(Account) && type.GetProperties().Any(IsText);

    private static IEnumerable<PropertyEntry> Texts(EntityEntry entry) => entry.Properties.Where(p => IsText(p.Metadata) && p.CurrentValue is string { Length: > 0 });

    private static bool IsText(IReadOnlyProperty property) => property.ClrType == typeof(string) && AuditTrail.IsInHistory(property) && property.Name is not ("Slug" or "TimeZone");

    private static string Strike(string text, string passage) => text.Replace(passage, Mark, StringComparison.Ordinal);

    private static async Task<int> FromHistoryAsync(TaskForceDb db, string passage, CancellationToken ct)
    {
        // A search through all history is right here: it is rare, and the passage must be found wherever it was copied to.
        var escaped = JavaScriptEncoder.Default.Encode(passage);
        var entries = await db.AuditEntries.Where(e => e.Before!.Contains(escaped) || e.After!.Contains(escaped)).ToListAsync(ct);
        foreach (var entry in entries)
            (entry.Before, entry.After) = (StrikeJson(entry.Before, passage), StrikeJson(entry.After, passage));
        return entries.Count;
    }

    private static async Task<int> FromDraftsAsync(TaskForceDb db, string passage, CancellationToken ct)
    {
        // Drafts come from browsers, which escape less than we do: both ways are looked for.
        var escaped = JavaScriptEncoder.Default.Encode(passage);
        var plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(passage);
        var drafts = await db.Drafts.Where(d => d.Fields.Contains(escaped) || d.Fields.Contains(plain)).ToListAsync(ct);
        foreach (var draft in drafts)
            draft.Fields = StrikeJson(draft.Fields, passage)!;
        return drafts.Count;
    }

    private static async Task<int> FromStagingAsync(TaskForceDb db, string passage, CancellationToken ct)
    {
        var escaped = JavaScriptEncoder.Default.Encode(passage);
        var plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(passage);
        var rows = await db.ImportRows.Where(r => r.Cells.Contains(escaped) || r.Cells.Contains(plain) || r.Reasons.Contains(escaped) || r.Reasons.Contains(plain)
            || r.Result.Contains(passage)).ToListAsync(ct);
        foreach (var row in rows)
        {
            (row.Cells, row.Reasons, row.Result) = (StrikeJson(row.Cells, passage)!, ImportJson.Change<List<RowReason>>(row.Reasons, text => Strike(text, passage)), Strike(row.Result, passage));
            // A sum over the cells would still tell the passage to whoever guesses it.
            row.Hash = ImportRow.HashOf(ImportJson.ReadList<string>(row.Cells));
        }
        // Choices go by the folded form of what was spelled in the file; a passage of signs alone has none.
        var folded = Folding.Fold(passage) is { Length: > 0 } text ? text : passage;
        var batches = await db.ImportBatches.Where(b => b.FileName.Contains(passage) || b.Headers.Contains(escaped) || b.Headers.Contains(plain) || b.Choices.Contains(folded)
            || b.Findings.Contains(escaped) || b.Findings.Contains(plain) || b.Findings.Contains(folded)).ToListAsync(ct);
        foreach (var batch in batches)
        {
            (batch.FileName, batch.Headers, batch.Choices) = (Strike(batch.FileName, passage), StrikeJson(batch.Headers, passage)!, ImportChoices.Without(batch.Choices, folded));
            batch.Findings = ImportJson.Change<ImportFindings>(batch.Findings, text => Strike(Strike(text, passage), folded));
        }

        var mappings = await db.ImportMappings.Where(m => m.Choices.Contains(folded)).ToListAsync(ct);
        foreach (var mapping in mappings)
            mapping.Choices = ImportChoices.Without(mapping.Choices, folded);
        return rows.Count + batches.Count + mappings.Count;
    }

    private static async Task<int> FromEditionsAsync(TaskForceDb db, string passage, CancellationToken ct)
    {
        var escaped = JavaScriptEncoder.Default.Encode(passage);
        var editions = await db.ReviewEditions.Where(e => e.Contents.Contains(escaped) || e.Occasion.Contains(passage)).ToListAsync(ct);
        foreach (var edition in editions)
            (edition.Contents, edition.Occasion) = (EditionContents.Change(edition.Contents, text => Strike(text, passage)), Strike(edition.Occasion, passage));
        return editions.Count;
    }

    private static async Task<int> FromMailAsync(TaskForceDb db, string passage, CancellationToken ct)
    {
        var mails = await db.OutgoingMail.Where(m => m.Subject.Contains(passage) || m.Body.Contains(passage)).ToListAsync(ct);
        foreach (var mail in mails)
            mail.Strike(passage, Mark);
        return mails.Count;
    }

    private static void Remember(TaskForceDb db, Actor actor, string recordType, Guid recordId, string field, string why, int places) => db.StrikeOuts.Add(new()
    {
        At = db.Clock.UtcNow,
        AccountId = actor.AccountId,
        By = actor.Name,
        RecordType = recordType,
        RecordId = recordId,
        Field = field,
        Why = why.Trim(),
        Places = places,
    });

    private static string? StrikeJson(string? json, string passage)
    {
        if (json is null)
            return null;
        var node = Strike(JsonNode.Parse(json), passage);
        return node!.ToJsonString(AuditTrail.Json);
    }

    private static JsonNode? Strike(JsonNode? node, string passage) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Strike(f.Value, passage)))),
        JsonArray items => new JsonArray([.. items.Select(i => Strike(i, passage))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Strike(text, passage)),
        _ => node?.DeepClone(),
    };
}
