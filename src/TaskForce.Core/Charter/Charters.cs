using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Charter;

/// <summary>Reads and changes the profile and the dated rules of the task force.</summary>
public sealed class Charters(Databases databases)
{
    /// <summary>The rules that hold on a day. A day before the first row takes the first row.</summary>
    public static async Task<CharterRow> OnAsync(TaskForceDb db, DateOnly day, CancellationToken ct = default) =>
        await db.Charters.AsNoTracking().Where(c => c.From <= day).OrderByDescending(c => c.From).FirstOrDefaultAsync(ct)
        ?? await db.Charters.AsNoTracking().OrderBy(c => c.From).FirstOrDefaultAsync(ct)
        ?? new CharterRow();

    /// <summary>The profile, or null before the task force is set up.</summary>
    public async Task<Profile?> ProfileAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("profile"), ct);
        return await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
    }
}
