using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using TaskForce.Core.Access;
using TaskForce.Tests;
using TaskForce.Web.Account;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>A link in a mail leads where the operator says, never where a forged header says.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData(null, null, null, "http://localhost:5080/", "http://localhost:5080/")]
    [InlineData(null, null, null, "http://127.0.0.1:5080/", "http://127.0.0.1:5080/")]
    [InlineData(null, null, null, "http://[::1]:5080/", "http://[::1]:5080/")]
    [InlineData(null, null, null, "https://evil.example/", null)]
    [InlineData(null, null, null, "https://localhost.evil.example/", null)]
    [InlineData(null, null, "*", "https://evil.example/", null)]
    [InlineData(null, null, "tf.example.org;*", "https://evil.example/", null)]
    [InlineData(null, null, "tf.example.org", "https://tf.example.org/", "https://tf.example.org/")]
    [InlineData(null, "10.0.0.5", null, "https://tf.example.org/", "https://tf.example.org/")]
    [InlineData("https://tf.example.org", null, null, "https://evil.example/", "https://tf.example.org/")]
    [InlineData("https://example.org/taskforce/", "10.0.0.5", "*", "https://evil.example/", "https://example.org/taskforce/")]
    public void A_mail_names_the_set_address_or_one_that_nobody_can_forge(string? set, string? proxy, string? hosts, string asked, string? expected)
    {
        var address = Of(("PublicAddress", set), ("Proxy:Trusted", proxy), ("AllowedHosts", hosts));

        Assert.Equal(expected, address.ForMail(asked));
        Assert.Equal(set is null ? asked : expected, address.ForCopying(asked));
    }

    [Theory]
    [InlineData("tf.example.org")]
    [InlineData("ftp://tf.example.org")]
    [InlineData("https://tf.example.org/?x=1")]
    [InlineData("https://user@tf.example.org/")]
    public void What_is_no_address_is_refused_at_the_start(string set) => Assert.Contains("PublicAddress", Assert.Throws<RefusedException>(() => Of(("PublicAddress", set))).Message);

    [Fact]
    public void A_proxy_that_is_no_address_is_refused_at_the_start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Proxy:Trusted"] = "10.0.0.0/8, proxy.example";

        Assert.Contains("\"proxy.example\"", Assert.Throws<RefusedException>(() => builder.Build().UseProxy()).Message);
    }

    [Fact]
    public async Task A_forged_host_gets_no_mail_sent()
    {
        using var post = new Post();
        using var app = new WebApp(more: post.Settings);
        var browser = app.Browser();
        browser.DefaultRequestHeaders.Host = "evil.example";

        Assert.Contains("An administrator of your task force can make you a link", await browser.GetStringAsync("/account/forgotten"));
        browser.DefaultRequestHeaders.Host = null;
        var html = await browser.GetStringAsync("/account/forgotten");
        Assert.Contains("Send me the link", html);
        browser.DefaultRequestHeaders.Host = "evil.example";
        await WebApp.PostAsync(browser, html, "/account/forgotten", "forgotten", new() { ["Email"] = TestAccounts.Administrator });

        Assert.Empty(post.Letters());
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        Assert.Empty(db.OneTimeLinks);
    }

    [Fact]
    public async Task With_a_set_address_a_forged_host_is_not_in_the_mail()
    {
        using var post = new Post();
        using var app = new WebApp(more: new Dictionary<string, string>(post.Settings) { ["PublicAddress"] = "https://tf.example.org" });
        var browser = app.Browser();
        browser.DefaultRequestHeaders.Host = "evil.example";
        var answer = await WebApp.PostAsync(browser, "/account/forgotten", "forgotten", new() { ["Email"] = TestAccounts.Administrator });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var letter = await post.NextAsync();
        Assert.Contains("https://tf.example.org/account/reset/", letter);
        Assert.DoesNotContain("evil", letter);
    }

    private static PublicAddress Of(params (string Name, string? Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(s => s.Value is not null).Select(s => KeyValuePair.Create(s.Name, s.Value))).Build());

    /// <summary>A folder that mail is written into.</summary>
    private sealed class Post : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tf-mail-");

        public Dictionary<string, string> Settings => new() { ["Mail:From"] = "taskforce@harbor.example", ["Mail:Folder"] = folder.FullName };

        public IReadOnlyList<string> Letters() => [.. folder.GetFiles("*.eml").Select(f => Text(f.FullName))];

        /// <summary>The mail goes out behind the answer: waits for it.</summary>
        public async Task<string> NextAsync()
        {
            var written = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var watcher = new FileSystemWatcher(folder.FullName, "*.eml") { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite };
            void Look()
            {
                try
                {
                    if (Letters().FirstOrDefault(l => l.Contains("If you did not ask", StringComparison.Ordinal)) is { } letter)
                        written.TrySetResult(letter);
                }
                catch (IOException)
                {
                    // Still being written: the next change says so.
                }
            }
            watcher.Changed += (_, _) => Look();
            watcher.Created += (_, _) => Look();
            watcher.EnableRaisingEvents = true;
            Look();
            return await written.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        public void Dispose() => folder.Delete(recursive: true);

        // Quoted-printable: long lines are broken with "=".
        private static string Text(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd().Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        }
    }
}
