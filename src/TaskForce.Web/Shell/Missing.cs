namespace TaskForce.Web.Shell;

/// <summary>A static page that is there but has nothing to show: a link that ended, an invitation that was used.</summary>
public static class Missing
{
    /// <summary>
    /// Answers 404 with this page's own words. The status is put on when the answer leaves: set earlier, the framework throws the page away and
    /// shows the general one, which says less.
    /// </summary>
    public static void AnswerMissing(this HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
