using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Charter;

/// <summary>Reads and changes the profile and the dated rules of the task force.</summary>
public sealed class Charters(Databases databases)
{
    // Nearly every page asks this.
    private static readonly ReadyQuery<Func<TaskForceDb, DateOnly, CancellationToken, Task<CharterRow?>>> HoldingOn = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly day, CancellationToken ct) => db.Charters.AsNoTracking().Where(c => c.From <= day).OrderByDescending(c => c.From).FirstOrDefault()));

    private static readonly ReadyQuery<Func<TaskForceDb, IAsyncEnumerable<CharterRow>>> All = new(() => EF.CompileAsyncQuery<TaskForceDb, CharterRow>(
        db => db.Charters.AsNoTracking().OrderBy(c => c.From)));

    /// <summary>All rules that ever held, the oldest first.</summary>
    internal static async Task<List<CharterRow>> AllAsync(TaskForceDb db, CancellationToken ct) => await All.On(db)(db).ToListAsync(ct);

    /// <summary>The rules that hold on a day. A day before the first row takes the first row.</summary>
    public static async Task<CharterRow> OnAsync(TaskForceDb db, DateOnly day, CancellationToken ct = default) =>
        await HoldingOn.On(db)(db, day, ct)
        ?? await db.Charters.AsNoTracking().OrderBy(c => c.From).FirstOrDefaultAsync(ct)
        ?? new CharterRow();

    /// <summary>The profile, or null before the task force is set up.</summary>
    public async Task<Profile?> ProfileAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("profile"), ct);
        return await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>All rows of the charter, the latest first.</summary>
    public async Task<IReadOnlyList<CharterRow>> RowsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageSettings);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Charters.AsNoTracking().OrderByDescending(c => c.From).ToListAsync(ct);
    }

    /// <summary>Writes the rules that hold from a day on; a row of that same day is replaced. What was decided before is judged by the rules of its day.
    /// Rules of today that buy-in and check-ins go by bring every standing up to date; those of a later day do so at the change of day.</summary>
    /// <exception cref="ValidationException">A figure is missing or out of bounds.</exception>
    /// <exception cref="RefusedException">The day has passed already.</exception>
    /// <exception cref="StaleRecordException">Somebody wrote rules for that day in between.</exception>
    public async Task ChangeRulesAsync(Actor actor, CharterForm form, CancellationToken ct = default)
    {
        await new CharterForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.ManageSettings);
        var from = form.From!.Value;
        if (from < databases.Clock.Today)
            throw new RefusedException("Rules cannot change for days that have passed. Choose today or a later day.", nameof(form.From));
        await using var db = await databases.OpenAsync(actor, ct);
        var before = BuyInRules.Of(await OnAsync(db, from, ct));
        var row = await db.Charters.FirstOrDefaultAsync(c => c.From == from, ct);
        if (form.Version != row?.Version)
            throw new StaleRecordException(nameof(CharterRow), row?.Id ?? Guid.Empty);
        if (row is null)
            db.Charters.Add(row = new() { From = from });
        form.To(row);
        await db.SaveChangesAsync(ct);
        if (from == databases.Clock.Today && BuyInRules.Of(row) != before)
            await new Standings(databases).RebuildAsync(ct);
    }

    /// <summary>Takes back rules that do not hold yet.</summary>
    /// <exception cref="RefusedException">They hold already.</exception>
    public async Task TakeBackRulesAsync(Actor actor, Guid rowId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageSettings);
        await using var db = await databases.OpenAsync(actor, ct);
        var row = await db.Charters.FirstOrDefaultAsync(c => c.Id == rowId, ct) ?? throw new NotFoundException("set of rules");
        if (row.From <= databases.Clock.Today)
            throw new RefusedException("These rules hold already. Write new ones from today on instead.");
        db.Charters.Remove(row);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Changes the name and the zone of the task force.</summary>
    /// <returns>The profile as it is now.</returns>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Profile> ChangeProfileAsync(Actor actor, ProfileForm form, CancellationToken ct = default)
    {
        await new ProfileForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.ManageSettings);
        await using var db = await databases.OpenAsync(actor, ct);
        var profile = await db.Profiles.FirstAsync(ct);
        profile.DemandVersion(form.Version);
        (profile.Name, profile.Subtitle, profile.TimeZone) = (form.Name.Trim(), form.Subtitle.Trim(), form.TimeZone);
        await db.SaveChangesAsync(ct);
        databases.Clock.Zone = TimeZoneInfo.FindSystemTimeZoneById(form.TimeZone);
        return profile;
    }
}
