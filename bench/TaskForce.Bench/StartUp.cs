using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TaskForce.Bench;

/// <summary>How long the published application takes from its start to a page that a signed-in person sees.</summary>
internal static partial class StartUp
{
    private const string Email = "mara@harbor.example", Password = "plum gravel orbit lantern";

    /// <summary>The best of three starts: milliseconds, and the megabytes that the process then holds.</summary>
    public static async Task<(double Milliseconds, double Megabytes)> MeasureAsync(string published, string folder)
    {
        var port = FreePort();
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"http://localhost:{port}") };

        var (first, _) = await RunAsync(published, folder, port, client, "/sign-in");
        var token = Token().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;
        var form = new Dictionary<string, string> { ["_handler"] = "sign-in", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token), ["Email"] = Email, ["Password"] = Password };
        using (var content = new FormUrlEncodedContent(form))
        using (var answer = await client.PostAsync("/sign-in", content))
            if (answer.StatusCode != HttpStatusCode.Found)
                throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
        await EndAsync(first);

        var best = (Milliseconds: double.MaxValue, Megabytes: double.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            var (process, milliseconds) = await RunAsync(published, folder, port, client, "/account");
            process.Refresh();
            best = (Math.Min(best.Milliseconds, milliseconds), Math.Min(best.Megabytes, process.WorkingSet64 / 1024.0 / 1024.0));
            await EndAsync(process);
        }
        return best;
    }

    private static async Task<(Process Process, double Milliseconds)> RunAsync(string published, string folder, int port, HttpClient client, string page)
    {
        var start = new ProcessStartInfo(Path.Combine(published, "TaskForce.Web")) { WorkingDirectory = published, RedirectStandardOutput = true };
        start.Environment["Urls"] = $"http://127.0.0.1:{port}";
        start.Environment["DataFolder"] = Path.Combine(folder, "start");
        start.Environment["Setup__TaskForceName"] = "Harbor County";
        start.Environment["Setup__TimeZone"] = "America/Los_Angeles";
        start.Environment["Setup__AdminEmail"] = Email;
        start.Environment["Setup__AdminPassword"] = Password;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        while (clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                using var answer = await client.GetAsync(page);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return (process, clock.Elapsed.TotalMilliseconds);
                throw new InvalidOperationException($"{page} was answered with {answer.StatusCode}.");
            }
            catch (HttpRequestException)
            {
                await Task.Delay(2);
            }
        }
        throw new InvalidOperationException("The application did not start.");
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
