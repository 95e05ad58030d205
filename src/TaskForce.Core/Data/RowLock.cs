using Microsoft.EntityFrameworkCore;

namespace TaskForce.Core.Data;

/// <summary>Holds rows until the end of the transaction, for verbs that work something out from what others may be writing at the same time.</summary>
internal static class RowLock
{
    /// <summary>Holds the rows of the partners, in an order that cannot deadlock and in a mode that lets others go on referring to them.
    /// On SQLite there is only one writer, so nothing is needed. The query names no facts, so candour does not come into it.</summary>
    public static async Task PartnersAsync(TaskForceDb db, Guid[] ids, CancellationToken ct)
    {
        if (!IsNeeded(db)) return;
        await db.Database.SqlQuery<Guid>($"""select "Id" as "Value" from "Partners" where "Id" = any({ids}) order by "Id" for no key update""").ToListAsync(ct);
    }

    /// <summary>Holds all accounts: of two administrators who demote each other at one moment the second must see what the first did.</summary>
    public static async Task AccountsAsync(TaskForceDb db, CancellationToken ct)
    {
        if (!IsNeeded(db)) return;
        await db.Database.SqlQuery<Guid>($"""select "Id" as "Value" from "AspNetUsers" order by "Id" for no key update""").ToListAsync(ct);
    }

    private static bool IsNeeded(TaskForceDb db) => db.Database.CurrentTransaction is not null && db.Database.ProviderName?.Contains("Npgsql", StringComparison.Ordinal) == true;
}
