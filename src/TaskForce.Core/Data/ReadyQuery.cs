using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TaskForce.Core.Data;

/// <summary>
/// A query that is always the same, translated once for each database. Asked in the ordinary way a query is compared each time with those translated
/// before, which for one of many parts takes longer than the database does. For readings that nearly every page asks; all others are written in place.
/// </summary>
/// <typeparam name="T">The compiled query.</typeparam>
/// <param name="compile">Makes it. A compiled query belongs to one model, and each database has its own.</param>
internal sealed class ReadyQuery<T>(Func<T> compile)
    where T : Delegate
{
    private readonly ConditionalWeakTable<IModel, T> made = [];

    /// <summary>The query for the database of a context.</summary>
    public T On(TaskForceDb db) => made.GetValue(db.Model, _ => compile());
}
