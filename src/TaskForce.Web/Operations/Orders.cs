using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskForce.Core.Access;
using TaskForce.Core.Backups;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Web.Account;

namespace TaskForce.Web.Operations;

/// <summary>Carries out an order from the command line and says in a sentence what came of it.</summary>
public static class Orders
{
    private static readonly Actor Operator = Actor.System("command line");

    /// <summary>Does it.</summary>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="RefusedException">It cannot be done; the message says why.</exception>
    public static async Task<int> RunAsync(this Order order, IServiceProvider services, TextWriter output, CancellationToken ct = default)
    {
        var databases = services.GetRequiredService<Databases>();
        if (order.NeedsDatabase)
            await DemandMigratedAsync(databases, ct);
        await output.WriteLineAsync(order.Kind switch
        {
            OrderKind.Migrate => await MigrateAsync(databases, ct),
            OrderKind.Backup => await BackUpAsync(services, order.Argument, ct),
            OrderKind.Restore => await RestoreAsync(services, order.Argument, order.Force, ct),
            OrderKind.Rebuild => $"The standing of {await services.GetRequiredService<Standings>().RebuildAsync(ct)} partners was worked out anew.",
            _ => await ResetAsync(services, order.Argument, ct),
        });
        return 0;
    }

    /// <summary>Refuses to work on a database that is not at the version of this application.</summary>
    /// <exception cref="RefusedException">It is not; the message says what to do.</exception>
    public static async Task DemandMigratedAsync(Databases databases, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Operator, ct);
        if (!await db.Database.CanConnectAsync(ct))
            throw new RefusedException("The database does not answer, or it does not exist yet. Check ConnectionStrings:TaskForce; --migrate creates what is missing.");
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            throw new RefusedException("The database is not at the version of this application. Run it once with --migrate, or set Database:MigrateOnStart to true.");
    }

    /// <summary>Brings the database to the version of this application.</summary>
    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="RefusedException">The database does not answer.</exception>
    public static async Task<string> MigrateAsync(Databases databases, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Operator, ct);
        int pending;
        try
        {
            pending = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
            await db.Database.MigrateAsync(ct);
        }
        catch (NpgsqlException silent) when (silent is not PostgresException || silent.SqlState is "28P01" or "28000")
        {
            throw new RefusedException("The database does not answer, or does not let this application in. Check ConnectionStrings:TaskForce.");
        }
        return pending == 0 ? "The database is up to date already." : $"The database is up to date now ({pending} {(pending == 1 ? "step" : "steps")}).";
    }

    private static async Task<string> ResetAsync(IServiceProvider services, string email, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<Databases>().OpenAsync(Operator, ct);
        var normalized = email.Trim().ToUpperInvariant();
        var account = await db.Users.AsNoTracking().Where(a => a.NormalizedEmail == normalized).Select(a => new { a.Id, a.Role }).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException("No account has this e-mail address.");
        if (account.Role != Role.Administrator)
            throw new RefusedException("This account is not an administrator's. An administrator makes links for others on the accounts page.");
        var accounts = services.GetRequiredService<Accounts>();
        await accounts.EnableAsync(Operator, account.Id, ct);
        await accounts.RemoveCodeAsync(Operator, account.Id, ct);
        var secret = await services.GetRequiredService<OneTimeLinks>().MakeAsync(Operator, account.Id, ct);
        var address = services.GetRequiredService<PublicAddress>().ForCopying(services.GetRequiredService<IConfiguration>()["Urls"]?.Split(';')[0] ?? "http://localhost:5080");
        return $"Open this link once, soon, to choose a new password. The one-time code was taken away; the next sign-in asks for a new one.\n{address.TrimEnd('/')}/account/reset/{secret}";
    }

    private static async Task<string> BackUpAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        var done = Say("Wrote and checked", await services.GetRequiredService<Backups>().WriteAsync(file, ct));
        return $"{done}\nOne-time codes in it are sealed with the key file {services.GetRequiredService<KeyFile>().Path}, which is not in the backup. "
            + "Keep a copy of that file in another place: without it everybody with a one-time code has to add a new one after a restore.";
    }

    private static async Task<string> RestoreAsync(IServiceProvider services, string file, bool force, CancellationToken ct)
    {
        var done = Say("Restored and checked", await services.GetRequiredService<Backups>().RestoreAsync(file, force, ct));
        return await SealCheck.SayAsync(services.GetRequiredService<Databases>(), services.GetRequiredService<KeyFile>(), ct) is { } sentence ? $"{done}\n{sentence}" : done;
    }

    private static string Say(string what, BackupResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{what} {result.File}: {result.Tables} tables, {result.Rows:N0} rows, {result.Bytes:N0} bytes.");
}
