using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>Finds records for the command palette. Register one; without it the palette offers places and actions only.</summary>
public abstract class PaletteSearch
{
    /// <summary>At most a dozen records that this person may see, best first, grouped by kind.</summary>
    public abstract Task<IReadOnlyList<PaletteItem>> FindAsync(Actor actor, string text, CancellationToken ct);
}
