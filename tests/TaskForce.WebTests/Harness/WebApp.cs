using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.WebTests;

/// <summary>The whole application in this process, on a data folder of its own, with a clock that a test moves. Set up unless asked otherwise.</summary>
public sealed partial class WebApp : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("tf-web-").FullName;
    private readonly Dictionary<string, string> settings;

    /// <summary>Starts at the time that it is: signed cookies and one-time codes are judged by the computer's own clock.</summary>
    public WebApp(bool isSetUp = true, IReadOnlyDictionary<string, string>? more = null)
    {
        settings = new(isSetUp ? TestAccounts.SetUp : new Dictionary<string, string>());
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
            settings[key] = value;
    }

    public ManualTime Time { get; } = new(DateTime.UtcNow);

    public Databases Databases => Services.GetRequiredService<Databases>();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DataFolder", folder);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
    }

    /// <summary>A browser without cookies that follows no redirects.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new("http://localhost") });

    /// <summary>Makes an account of a role and signs it in through the form.</summary>
    public async Task<HttpClient> SignedInAsync(Role role) => await SignedInAsync((await TestAccounts.AddAsync(Databases, role)).Email);

    /// <summary>Signs an account in through the form.</summary>
    public async Task<HttpClient> SignedInAsync(string email = TestAccounts.Administrator)
    {
        var browser = Browser();
        var answer = await PostAsync(browser, "/sign-in", "sign-in", new() { ["Email"] = email, ["Password"] = TestAccounts.Password });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    /// <summary>Opens a page and posts one of its forms as a browser would, with the page's own token.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string form, Dictionary<string, string> fields)
    {
        return await PostAsync(browser, await browser.GetStringAsync(page), page, form, fields);
    }

    /// <summary>Posts a form of a page that was opened before.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string html, string page, string form, Dictionary<string, string> fields)
    {
        var token = Token().Match(html).Groups[1].Value;
        Assert.NotEmpty(token);
        return await browser.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["_handler"] = form, ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token) }));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(folder))
            return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
