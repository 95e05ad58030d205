using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskForce.Core.Access;
using TaskForce.Core.Reviews;
using TaskForce.Tests;
using TaskForce.Web.Jobs;

namespace TaskForce.WebTests.Operations;

/// <summary>What the application does for nobody after a start.</summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task The_page_that_is_made_ready_is_the_whole_page_of_the_review_that_a_person_opens()
    {
        using var app = new WebApp();
        using var page = new MemoryStream();
        await app.Services.GetServices<IHostedService>().OfType<WarmUp>().Single().SendReviewAsync(page);
        var sent = Encoding.UTF8.GetString(page.ToArray());

        using var browser = await app.SignedInAsync(Role.Executive);
        var opened = await browser.GetStringAsync("/review/" + app.Get<ExecutiveReviews>().Current.Slug);
        // The same parts, one by one: all that differs is who is there and what this person has open.
        Assert.Equal(Parts(opened), Parts(sent));
        Assert.Contains("</html>", sent, StringComparison.Ordinal);

        static IReadOnlyList<string> Parts(string html) => [.. html.Split("<h").Skip(1).Select(part => part[(part.IndexOf('>') + 1)..].Split('<')[0])];
    }
}
