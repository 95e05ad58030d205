using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Access;

/// <summary>Somebody must be able to administer the task force, whatever two administrators do to each other.</summary>
public abstract class AdministratorFacts(DatabaseFixture fixture)
{
    [Fact]
    public async Task Of_two_administrators_who_demote_each_other_at_one_moment_one_stays()
    {
        await using var store = await fixture.FreshAsync();
        var accounts = new Accounts(store.Databases, new AccessChanges(), new PasswordHasher<Account>());
        var (one, other) = (await store.SignUpAsync(Role.Administrator), await store.SignUpAsync(Role.Administrator));
        for (var round = 0; round < 5; round++)
        {
            var said = await Task.WhenAll(Task.Run(() => TryAsync(one, other)), Task.Run(() => TryAsync(other, one)));

            Assert.Equal(1, await store.ReadAsync(db => db.Users.CountAsync(a => a.Role == Role.Administrator)));
            Assert.Equal("This is the last administrator. Make another one first.", Assert.Single(said.OfType<RefusedException>()).Message);
            var first = said[0] is null ? (Stays: one, Goes: other) : (Stays: other, Goes: one);
            await accounts.ChangeRoleAsync(first.Stays, first.Goes.AccountId!.Value, Role.Administrator);
        }

        async Task<Exception?> TryAsync(Actor actor, Actor whom) => await Record.ExceptionAsync(() => accounts.ChangeRoleAsync(actor, whom.AccountId!.Value, Role.Coordinator));
    }
}

public sealed class AdministratorOnSqlite(SqliteFixture fixture) : AdministratorFacts(fixture), IClassFixture<SqliteFixture>;

public sealed class AdministratorOnPostgreSql(PostgreSqlFixture fixture) : AdministratorFacts(fixture), IClassFixture<PostgreSqlFixture>;
