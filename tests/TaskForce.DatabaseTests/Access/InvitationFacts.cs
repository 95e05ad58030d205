using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Access;

/// <summary>Links that let somebody in: an invitation, and an administrator's one-time link for a forgotten password or code.</summary>
public abstract class InvitationFacts(DatabaseFixture fixture)
{
    private const string Words = "amber kettle meadow violin";

    private static Accounts AccountsOf(Store store) => new(store.Databases, new AccessChanges(), new PasswordHasher<Account>());

    private static OneTimeLinks LinksOf(Store store) => new(store.Databases, new AccessChanges(), new PasswordHasher<Account>());

    [Fact]
    public async Task An_invitation_lets_its_person_in_once_and_only_for_seven_days()
    {
        await using var store = await fixture.FreshAsync();
        var invitations = new Invitations(store.Databases, AccountsOf(store));
        var (ana, ben) = (await store.PersonAsync("Ana Reyes"), await store.PersonAsync("Ben Ito"));
        var (forAna, forBen) = (await InviteAsync(ana.Id, "ana@agency.example"), await InviteAsync(ben.Id, "ben@agency.example"));

        store.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(new InvitationSight("Ana Reyes", "ana@agency.example", Role.Executive), await invitations.SeeAsync(forAna));
        var account = await invitations.AcceptAsync(forAna, Words);
        Assert.Equal(ana.Id, await store.ReadAsync(db => db.Users.Where(a => a.Id == account).Select(a => a.PersonId).SingleAsync()));
        Assert.Null(await invitations.SeeAsync(forAna));
        await Assert.ThrowsAsync<RefusedException>(() => invitations.AcceptAsync(forAna, Words));

        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await invitations.SeeAsync(forBen));
        await Assert.ThrowsAsync<RefusedException>(() => invitations.AcceptAsync(forBen, Words));
        Assert.True(Assert.Single(await invitations.OpenOnesAsync(store.Administrator)).IsExpired);

        Task<string> InviteAsync(Guid person, string email) => invitations.InviteAsync(store.Administrator, new() { PersonId = person, Email = email, Role = Role.Executive });
    }

    [Fact]
    public async Task A_newer_invitation_and_taking_one_back_end_the_earlier_link_and_only_administrators_invite()
    {
        await using var store = await fixture.FreshAsync();
        var invitations = new Invitations(store.Databases, AccountsOf(store));
        var form = new InvitationForm { PersonId = (await store.PersonAsync("Ana Reyes")).Id, Email = "ana@agency.example", Role = Role.Member };

        var first = await invitations.InviteAsync(store.Administrator, form);
        var second = await invitations.InviteAsync(store.Administrator, form);
        Assert.Null(await invitations.SeeAsync(first));
        Assert.NotNull(await invitations.SeeAsync(second));
        await invitations.RevokeAsync(store.Administrator, Assert.Single(await invitations.OpenOnesAsync(store.Administrator)).Id);
        Assert.Null(await invitations.SeeAsync(second));

        foreach (var other in (Actor[])[store.Coordinator, store.Executive, store.Member, store.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => invitations.InviteAsync(other, form));
    }

    [Fact]
    public async Task A_link_from_an_administrator_gives_a_new_password_once_within_a_day()
    {
        await using var store = await fixture.FreshAsync();
        var links = LinksOf(store);
        var (_, account, _) = await TestAccounts.AddAsync(store.Databases, Role.Member);
        var before = await HashAsync();

        var early = await links.MakeAsync(store.Administrator, account);
        store.Time.Advance(TimeSpan.FromHours(24));
        Assert.False(await links.WorksAsync(early));
        await Assert.ThrowsAsync<RefusedException>(() => links.SetPasswordAsync(early, Words));

        var link = await links.MakeAsync(store.Administrator, account);
        store.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await links.SetPasswordAsync(link, Words);
        Assert.NotEqual(before, await HashAsync());
        Assert.False(await links.WorksAsync(link));
        await Assert.ThrowsAsync<RefusedException>(() => links.SetPasswordAsync(link, Words));

        foreach (var other in (Actor[])[store.Coordinator, store.Executive, store.Member, store.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => links.MakeAsync(other, account));

        Task<string?> HashAsync() => store.ReadAsync(db => db.Users.Where(a => a.Id == account).Select(a => a.PasswordHash).SingleAsync());
    }
}

public sealed class InvitationOnSqlite(SqliteFixture fixture) : InvitationFacts(fixture), IClassFixture<SqliteFixture>;

public sealed class InvitationOnPostgreSql(PostgreSqlFixture fixture) : InvitationFacts(fixture), IClassFixture<PostgreSqlFixture>;
