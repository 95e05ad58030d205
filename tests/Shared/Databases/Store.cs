using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Tests;

/// <summary>
/// A migrated, otherwise empty database of its own, with what a test needs to work on it: <see cref="Databases"/> for the verbs, a clock that
/// stands still, an actor for each role, and short ways to put records in and to read them back.
/// </summary>
public class Store : IAsyncDisposable
{
    private string? _file;

    /// <summary>On which database this store lives.</summary>
    public DatabaseProvider Provider { get; private set; }

    /// <summary>How it is reached; for tests that look past the product's own classes.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The clock of this store; starts on 17 November 2026, 9:00 in Los Angeles.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>The task force's clock, in Los Angeles.</summary>
    public TaskForceClock Clock { get; }

    /// <summary>The options that contexts of this store are made with.</summary>
    public DbContextOptions<TaskForceDb> Options { get; private set; } = null!;

    /// <summary>What the verbs are given.</summary>
    public Databases Databases { get; private set; } = null!;

    /// <summary>An actor of each role. They have no rows of their own; <see cref="SignUpAsync"/> makes one that does.</summary>
    public Actor Administrator { get; } = A.Actor(Role.Administrator);
    /// <inheritdoc cref="Administrator"/>
    public Actor Coordinator { get; } = A.Actor(Role.Coordinator);
    /// <inheritdoc cref="Administrator"/>
    public Actor Executive { get; } = A.Actor(Role.Executive);
    /// <inheritdoc cref="Administrator"/>
    public Actor Member { get; } = A.Actor(Role.Member);
    /// <inheritdoc cref="Administrator"/>
    public Actor Reader { get; } = A.Actor(Role.Reader);

    /// <summary>Makes a store that is not connected yet; the factories below connect it.</summary>
    protected Store() => Clock = new TaskForceClock(Time) { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") };

    /// <summary>A fresh store on a database.</summary>
    public static async Task<Store> OnAsync(DatabaseProvider provider)
    {
        var store = new Store();
        await store.ConnectAsync(provider);
        return store;
    }

    /// <summary>Gives this store a database of its own, a copy of the migrated template.</summary>
    protected async Task ConnectAsync(DatabaseProvider provider)
    {
        Provider = provider;
        if (provider == DatabaseProvider.Sqlite)
        {
            _file = Path.Combine(Path.GetTempPath(), $"tf-{Guid.NewGuid():N}.db");
            File.Copy(await Templates.SqliteAsync(), _file);
            ConnectionString = $"Data Source={_file}";
        }
        else
        {
            ConnectionString = await Templates.PostgreSqlCopyAsync();
        }
        Options = DatabaseOptions.For(provider, ConnectionString);
        Databases = new Databases(Options, Clock);
    }

    /// <summary>Another store, empty, on the same kind of database; for a test that must not see what its neighbors wrote.</summary>
    public Task<Store> FreshAsync() => OnAsync(Provider);

    /// <summary>The actor with their own agencies, and the bodies that they chair with the partners seated there.</summary>
    public static Actor With(Actor actor, Guid[]? own = null, Guid[]? chairs = null, Guid[]? seated = null) =>
        actor with { OwnPartners = own ?? [], ChairedBodies = chairs ?? [], PartnersSeatedThere = seated ?? [] };

    /// <summary>A context for an actor, or for the product itself.</summary>
    public Task<TaskForceDb> OpenAsync(Actor? actor = null) => Databases.OpenAsync(actor ?? Actor.System("test"));

    /// <summary>Saves new records in one change, as the product itself.</summary>
    public async Task AddAsync(params object[] records)
    {
        await using var db = await OpenAsync();
        db.AddRange(records);
        await db.SaveChangesAsync();
    }

    /// <summary>A saved partner, of a kind of that sector; kinds are made when first needed.</summary>
    public async Task<Partner> PartnerAsync(string name, Sector sector = Sector.VictimServices)
    {
        await using var db = await OpenAsync();
        var kind = await db.PartnerKinds.OrderBy(k => k.Order).FirstOrDefaultAsync(k => k.Sector == sector);
        if (kind is null)
            db.Add(kind = A.Kind(sector));
        var partner = A.Partner(name, kind);
        db.Add(partner);
        await db.SaveChangesAsync();
        return partner;
    }

    /// <summary>A saved person, at a partner if one is given.</summary>
    public async Task<Person> PersonAsync(string name, Partner? at = null, string title = "")
    {
        var person = A.Person(name);
        await AddAsync(at is null ? [person] : [person, new Post { PersonId = person.Id, PartnerId = at.Id, Title = title }]);
        return person;
    }

    /// <summary>Reads something through a context of its own, as an actor or as the product itself.</summary>
    public async Task<T> ReadAsync<T>(Func<TaskForceDb, Task<T>> read, Actor? actor = null)
    {
        await using var db = await OpenAsync(actor);
        return await read(db);
    }

    /// <summary>Changes something through a context of its own, as the product itself.</summary>
    public async Task ChangeAsync(Func<TaskForceDb, Task> change)
    {
        await using var db = await OpenAsync();
        await change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>The history of a record, oldest line first.</summary>
    public Task<List<AuditEntry>> HistoryAsync(Guid recordId) =>
        ReadAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.RecordId == recordId).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync());

    /// <summary>Makes a person of the roster with an account, and reads the actor as a signed-in browser would.</summary>
    public async Task<Actor> SignUpAsync(Role role, string? name = null)
    {
        var person = A.Person(name ?? $"{role} {A.Number()}");
        var account = A.Account(person, role);
        await AddAsync(person, account);
        return await new Actors(Databases).ForAccountAsync(account.Id) ?? throw new InvalidOperationException("The account was not found.");
    }

    /// <summary>Takes the database away again.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_file is not null)
        {
            await using var sqlite = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(sqlite);
            foreach (var file in (string[])[_file, _file + "-wal", _file + "-shm"])
                File.Delete(file);
        }
        else if (ConnectionString.Length > 0)
        {
            await using var postgres = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(postgres);
        }
    }
}
