using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TaskForce.Core.Calendar;

namespace TaskForce.Bench;

/// <summary>What the published application takes from its start to a page that a signed-in person sees.</summary>
internal static partial class StartUp
{
    private const string Email = "mara@harbor.example", Password = "plum gravel orbit lantern";
    private const int Starts = 5;

    /// <summary>The best of some starts of a task force that has just been set up: milliseconds by the clock and of the processor, and the megabytes
    /// that the process then holds.</summary>
    public static async Task<(double Clock, double Processor, double Megabytes)> MeasureAsync(string published, string folder)
    {
        await using var app = new Application(published, Path.Combine(folder, "start"), new()
        {
            ["Setup__TaskForceName"] = "Harbor County",
            ["Setup__TimeZone"] = "America/Los_Angeles",
            ["Setup__AdminEmail"] = Email,
            ["Setup__AdminPassword"] = Password,
        });
        await app.SignInAsync(Email, Password);
        var best = (Clock: double.MaxValue, Processor: double.MaxValue, Megabytes: double.MaxValue);
        for (var i = 0; i < Starts; i++)
        {
            var clock = await app.StartAsync("/account");
            best = (Math.Min(best.Clock, clock), Math.Min(best.Processor, app.Processor().Values.Sum()), Math.Min(best.Megabytes, app.Megabytes()));
            await app.EndAsync();
        }
        return best;
    }

    /// <summary>What the page of the executive review takes of the processor when it is the first page that anybody asks for after a start, in
    /// milliseconds: at once, after the application has made itself ready, and the median of those that follow. The medians of some starts each.</summary>
    public static async Task<(double AtOnce, double First, double Later)> FirstReviewAsync(string published, string folder, DataSet data)
    {
        await using var app = new Application(published, Path.Combine(folder, "start-" + data.Name), new() { ["Database__Provider"] = data.Provider.ToString(), ["ConnectionStrings__TaskForce"] = data.Connection });
        await app.SignInAsync(await data.ExecutiveAsync(Password), Password);
        var half = HalfYear.Containing(data.Today);
        List<double> atOnce = [], first = [], later = [];
        for (var i = 0; i < Starts; i++)
        {
            await app.StartAsync("/health/live");
            atOnce.Add(await app.CostAsync($"/review/{half.Slug}"));
            await app.EndAsync();

            await app.StartAsync("/health/live");
            await app.QuietAsync();
            first.Add(await app.CostAsync($"/review/{half.Slug}"));
            for (var again = 0; again < 20; again++)
                later.Add(await app.CostAsync($"/review/{half.Slug}"));
            await app.EndAsync();
        }
        return (Measure.Median(atOnce), Measure.Median(first), Measure.Median(later));
    }

    /// <summary>The published application with a browser that is signed in to it.</summary>
    private sealed class Application(string published, string folder, Dictionary<string, string> settings) : IAsyncDisposable
    {
        private readonly int port = FreePort();
        private readonly CookieContainer cookies = new();
        private HttpClient? browser;
        private Process? process;

        public async Task SignInAsync(string email, string password)
        {
            await StartAsync("/sign-in");
            var token = Token().Match(await browser!.GetStringAsync("/sign-in")).Groups[1].Value;
            var form = new Dictionary<string, string> { ["_handler"] = "sign-in", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token), ["Email"] = email, ["Password"] = password };
            using (var content = new FormUrlEncodedContent(form))
            using (var answer = await browser.PostAsync("/sign-in", content))
                if (answer.StatusCode != HttpStatusCode.Found)
                    throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
            await EndAsync();
        }

        /// <returns>Milliseconds from the start to the answer to that page.</returns>
        public async Task<double> StartAsync(string page)
        {
            browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{port}") };
            var start = new ProcessStartInfo(Path.Combine(published, "TaskForce.Web")) { WorkingDirectory = published, RedirectStandardOutput = true };
            start.Environment["Urls"] = $"http://127.0.0.1:{port}";
            start.Environment["DataFolder"] = folder;
            foreach (var (name, value) in settings)
                start.Environment[name] = value;
            var clock = Stopwatch.StartNew();
            process = Process.Start(start)!;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            while (clock.Elapsed < TimeSpan.FromSeconds(120))
            {
                try
                {
                    using var answer = await browser.GetAsync(page);
                    return answer.StatusCode == HttpStatusCode.OK ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{page} was answered with {answer.StatusCode}.");
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(2);
                }
            }
            throw new InvalidOperationException("The application did not start.");
        }

        /// <returns>Milliseconds of the processor that the application takes to answer.</returns>
        public async Task<double> CostAsync(string page)
        {
            var before = Processor();
            using var answer = await browser!.GetAsync(page);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{page} was answered with {answer.StatusCode}.");
            await answer.Content.ReadAsByteArrayAsync();
            return Since(before);
        }

        /// <summary>Waits until the application has made itself ready and the compiler has caught up: three seconds in which it does next to nothing.
        /// On a busy machine that takes a minute.</summary>
        public async Task QuietAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(8));
            for (var (quiet, tries) = (0, 0); quiet < 3 && tries < 180; tries++)
            {
                var before = Processor();
                await Task.Delay(TimeSpan.FromSeconds(1));
                quiet = Since(before) < 15 ? quiet + 1 : 0;
            }
        }

        /// <summary>Milliseconds of the processor by thread: the system's sum for a process goes in steps of ten.</summary>
        public Dictionary<string, double> Processor() => Directory.EnumerateDirectories($"/proc/{process!.Id}/task").ToDictionary(thread => thread, thread => Nanoseconds(thread) / 1e6);

        private double Since(Dictionary<string, double> before) => Processor().Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));

        public double Megabytes()
        {
            process!.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }

        public async Task EndAsync()
        {
            browser?.Dispose();
            if (process is null)
                return;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }

        // Also where a start failed: no application is left running.
        public async ValueTask DisposeAsync() => await EndAsync();

        private static double Nanoseconds(string thread)
        {
            try
            {
                return double.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread has just ended.
                return 0;
            }
        }
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
