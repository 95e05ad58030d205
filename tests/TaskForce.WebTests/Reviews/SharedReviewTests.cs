using TaskForce.Core.Access;
using TaskForce.Core.Reviews;
using TaskForce.Tests;

namespace TaskForce.WebTests.Reviews;

/// <summary>The review that a link opens, in the running application.</summary>
public sealed class SharedReviewTests
{
    [Fact]
    public async Task The_page_names_the_last_day_where_the_task_force_works()
    {
        using var app = new WebApp();
        var (clock, person, secret) = (app.Databases.Clock, A.Person("Ray Holt"), Secret.New());
        // Two in the morning UTC is still the evening before on the west coast.
        var ends = clock.UtcNow.Date.AddDays(20).AddHours(2);
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
        {
            db.AddRange(person, new ReviewLink { Half = app.Get<ExecutiveReviews>().Current.Key, PersonId = person.Id, TokenHash = Secret.Hash(secret), ExpiresAt = DateTime.SpecifyKind(ends, DateTimeKind.Utc) });
            await db.SaveChangesAsync();
        }

        var page = await app.Browser().GetStringAsync($"/review/shared/{secret}");

        Assert.Contains($"For Ray Holt, until {ReviewSentences.ShortDay(DateOnly.FromDateTime(ends).AddDays(-1))}", page);
    }
}
