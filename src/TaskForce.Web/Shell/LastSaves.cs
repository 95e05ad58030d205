using System.Globalization;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>Who saved a record last and when, in the words of a comparison of two versions.</summary>
public sealed class LastSaves(Histories histories, TaskForceClock clock)
{
    /// <param name="recordId">The record, or what it was before it was removed.</param>
    /// <param name="whole">Whether what belongs to the record is looked at too.</param>
    /// <returns>A name, and "at 10:34" or "at 10:34 on Nov 3".</returns>
    public async Task<(string Who, string When)> OfAsync(Actor actor, Guid recordId, CancellationToken ct, bool whole = false)
    {
        var last = (await histories.OfAsync(actor, recordId, null, 20, ct)).Lines.FirstOrDefault(l => whole || l.RecordId == recordId);
        return last is null ? ("Somebody else", "a moment ago") : (last.By, SavedAt(last.At));
    }

    private string SavedAt(DateTime utc)
    {
        var local = clock.Local(utc);
        var day = DateOnly.FromDateTime(local);
        return string.Create(CultureInfo.InvariantCulture, $"at {local:HH:mm}") + (day == clock.Today ? "" : " on " + DateWords.Write(day, clock.Today));
    }
}
