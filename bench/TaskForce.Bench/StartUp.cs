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
        using var client = Client(port);
        await SignInAsync(published, Path.Combine(folder, "start"), port, client, sample: false);
        var best = (Milliseconds: double.MaxValue, Megabytes: double.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            var (process, milliseconds) = await RunAsync(published, Path.Combine(folder, "start"), port, client, "/account");
            process.Refresh();
            best = (Math.Min(best.Milliseconds, milliseconds), Math.Min(best.Megabytes, process.WorkingSet64 / 1024.0 / 1024.0));
            await EndAsync(process);
        }
        return best;
    }

    /// <summary>What the first drawing of the executive review takes of the processor after a start, in milliseconds, with the sample task force:
    /// at once, and after the application has made itself ready. The best of three each.</summary>
    public static async Task<(double AtOnce, double Ready)> FirstReviewAsync(string published, string folder)
    {
        var port = FreePort();
        using var client = Client(port);
        var data = Path.Combine(folder, "start-sample");
        await SignInAsync(published, data, port, client, sample: true);
        var now = DateTime.Today;
        var page = $"/review/{now.Year}-h{(now.Month > 6 ? 2 : 1)}";
        var best = (AtOnce: double.MaxValue, Ready: double.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            best.AtOnce = Math.Min(best.AtOnce, await FirstAsync(TimeSpan.Zero));
            best.Ready = Math.Min(best.Ready, await FirstAsync(TimeSpan.FromSeconds(12)));
        }
        return best;

        async Task<double> FirstAsync(TimeSpan after)
        {
            var (process, _) = await RunAsync(published, data, port, client, "/account");
            await Task.Delay(after);
            process.Refresh();
            var before = process.TotalProcessorTime;
            using var answer = await client.GetAsync(page);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{page} was answered with {answer.StatusCode}.");
            process.Refresh();
            var used = process.TotalProcessorTime - before;
            await EndAsync(process);
            return used.TotalMilliseconds;
        }
    }

    private static HttpClient Client(int port) =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{port}") };

    private static async Task SignInAsync(string published, string data, int port, HttpClient client, bool sample)
    {
        var (first, _) = await RunAsync(published, data, port, client, "/sign-in", sample);
        var token = Token().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;
        var form = new Dictionary<string, string> { ["_handler"] = "sign-in", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token), ["Email"] = Email, ["Password"] = Password };
        using (var content = new FormUrlEncodedContent(form))
        using (var answer = await client.PostAsync("/sign-in", content))
            if (answer.StatusCode != HttpStatusCode.Found)
                throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
        await EndAsync(first);
    }

    private static async Task<(Process Process, double Milliseconds)> RunAsync(string published, string data, int port, HttpClient client, string page, bool sample = false)
    {
        var start = new ProcessStartInfo(Path.Combine(published, "TaskForce.Web")) { WorkingDirectory = published, RedirectStandardOutput = true };
        start.Environment["Urls"] = $"http://127.0.0.1:{port}";
        start.Environment["DataFolder"] = data;
        start.Environment["Setup__TaskForceName"] = "Harbor County";
        start.Environment["Setup__TimeZone"] = "America/Los_Angeles";
        start.Environment["Setup__AdminEmail"] = Email;
        start.Environment["Setup__AdminPassword"] = Password;
        if (sample)
            start.Environment["Setup__SampleData"] = "true";
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
