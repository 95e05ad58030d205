using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Data;

/// <summary>Opens the database of the task force for one operation of one actor. There is one database now; this is the one place that would choose among several.</summary>
public sealed class Databases(DbContextOptions<TaskForceDb> options, TaskForceClock clock)
{
    public TaskForceClock Clock => clock;

    /// <summary>A fresh context that knows who acts. Candid facts are filtered for that actor; every save writes history in the actor's name.</summary>
    public Task<TaskForceDb> OpenAsync(Actor actor, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Open(actor));
    }

    /// <summary>The same with its connection open until it is disposed, for a reading of several queries that opens no other context meanwhile. Elsewhere each query takes a connection from the pool and gives it back.</summary>
    public async Task<TaskForceDb> OpenConnectedAsync(Actor actor, CancellationToken ct = default)
    {
        var db = Open(actor);
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same, for the stores of the sign-in library, which are made by a container that does not wait.</summary>
    public TaskForceDb Open(Actor actor) => new(options, actor, clock);
}
