using TaskForce.Core.Data;
using Xunit;

namespace TaskForce.Tests;

/// <summary>
/// The store that the tests of one class share. Facts are written once, in an abstract class that asks for this one, and run on both databases
/// by a sealed subclass each:
/// <code>
/// public abstract class PartnersFacts(DatabaseFixture db) { [Fact] public async Task …() }
/// public sealed class PartnersOnSqlite(SqliteFixture db) : PartnersFacts(db), IClassFixture&lt;SqliteFixture&gt;;
/// public sealed class PartnersOnPostgreSql(PostgreSqlFixture db) : PartnersFacts(db), IClassFixture&lt;PostgreSqlFixture&gt;;
/// </code>
/// A test that counts everything asks for a database of its own: <c>await using var store = await db.FreshAsync();</c>
/// </summary>
public abstract class DatabaseFixture(DatabaseProvider provider) : Store, IAsyncLifetime
{
    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await ConnectAsync(provider);
}

/// <summary>A store on SQLite.</summary>
public sealed class SqliteFixture() : DatabaseFixture(DatabaseProvider.Sqlite);

/// <summary>A store on PostgreSQL.</summary>
public sealed class PostgreSqlFixture() : DatabaseFixture(DatabaseProvider.PostgreSql);
