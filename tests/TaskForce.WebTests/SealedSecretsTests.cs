using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;
using TaskForce.Web.Account;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>Whoever gets at the database alone makes no one-time code and forges no cookie: the key lies outside it.</summary>
public sealed partial class SealedSecretsTests : IDisposable
{
    private static readonly Actor Test = Actor.System("test");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tf-key-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_database_holds_neither_the_secret_of_an_app_nor_recovery_codes_nor_a_key_in_the_clear()
    {
        using var app = new WebApp();
        var browser = await app.SignedInAsync();
        var secret = Key().Match(await browser.GetStringAsync("/account/codes/new")).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(32, secret.Length);
        var recovery = Recovery().Matches(await (await WebApp.PostAsync(browser, "/account/codes/new", "add-code", new() { ["Code"] = Totp.Of(secret) })).Content.ReadAsStringAsync())
            .Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(OneTimeCodes.Recovery, recovery.Count);

        await using (var db = await app.Databases.OpenAsync(Test))
        {
            var tokens = await db.UserTokens.Where(t => t.LoginProvider != "device").Select(t => t.Value).ToListAsync();
            Assert.True(tokens.Count >= 3);
            Assert.All(tokens, t => Assert.StartsWith(app.Get<KeyFile>().Beginning, t));
            Assert.DoesNotContain(tokens, t => t!.Contains(secret, StringComparison.OrdinalIgnoreCase) || recovery.Any(r => t.Contains(r, StringComparison.Ordinal)));
            var keys = await db.ProtectionKeys.Select(k => k.Xml).ToListAsync();
            Assert.NotEmpty(keys);
            Assert.All(keys, k => Assert.DoesNotContain("<masterKey", k));
            Assert.All(keys, k => Assert.Contains(app.Get<KeyFile>().Beginning, k));
        }

        // And still they work: the next code of the app, and a recovery code, once.
        var again = app.Browser();
        await WebApp.PostAsync(again, "/sign-in", "sign-in", new() { ["Email"] = TestAccounts.Administrator, ["Password"] = TestAccounts.Password });
        Assert.Equal(HttpStatusCode.Found, (await WebApp.PostAsync(again, "/sign-in/code", "code", new() { ["Code"] = recovery[0] })).StatusCode);
    }

    [Fact]
    public async Task A_database_with_another_key_file_says_whose_codes_cannot_be_read_and_what_to_do()
    {
        using var app = new WebApp();
        var (_, account, _) = await TestAccounts.AddAsync(app.Databases, Role.Coordinator);
        Assert.Null(await SealCheck.SayAsync(app.Databases, app.Get<KeyFile>()));
        await using (var db = await app.Databases.OpenAsync(Test))
        {
            (await db.Users.SingleAsync(a => a.Id == account)).TwoFactorEnabled = true;
            db.UserTokens.Add(new() { UserId = account, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = Made("other.key").Seal("SECRET", "x") });
            await db.SaveChangesAsync();
        }

        var said = await SealCheck.SayAsync(app.Databases, app.Get<KeyFile>());
        Assert.Contains("1 account cannot be read", said);
        Assert.Contains("--reset-admin", said);
        Assert.Contains(app.Get<KeyFile>().Path, said);
    }

    [Fact]
    public void What_is_sealed_opens_with_its_own_key_in_its_own_place_only()
    {
        var file = Made("one.key");
        var closed = file.Seal("JBSWY3DPEHPK3PXP", "account-1 AuthenticatorKey");

        Assert.Equal("JBSWY3DPEHPK3PXP", file.Open(closed, "account-1 AuthenticatorKey"));
        Assert.Equal("JBSWY3DPEHPK3PXP", Made("one.key").Open(closed, "account-1 AuthenticatorKey"));
        Assert.Null(file.Open(closed, "account-2 AuthenticatorKey"));
        Assert.Null(Made("two.key").Open(closed, "account-1 AuthenticatorKey"));
        Assert.Null(file.Open("JBSWY3DPEHPK3PXP", "account-1 AuthenticatorKey"));
        Assert.Null(file.Open(null, "account-1 AuthenticatorKey"));
        Assert.NotEqual(closed, file.Seal("JBSWY3DPEHPK3PXP", "account-1 AuthenticatorKey"));
    }

    [Fact]
    public void The_file_is_its_owners_alone_and_a_wrong_one_is_refused_in_a_sentence()
    {
        Made("own.key");
        var path = Path.Combine(folder.FullName, "own.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFiles(folder.FullName));

        File.WriteAllText(path, "not a key");
        Assert.Contains("is not a key file", Assert.Throws<RefusedException>(() => Made("own.key")).Message);
        Assert.Contains("Keys:File", Assert.Throws<RefusedException>(() => Made("no-such-folder/own.key")).Message);
    }

    private KeyFile Made(string name) => new(new StorageSettings(folder.FullName, DatabaseProvider.Sqlite, true),
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Keys:File", (string?)Path.Combine(folder.FullName, name))]).Build());

    [GeneratedRegex("Key</span> <code>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Recovery();
}
