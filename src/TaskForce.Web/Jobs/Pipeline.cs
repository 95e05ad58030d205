namespace TaskForce.Web.Jobs;

/// <summary>The way of a request through the whole application, kept for those that the application makes itself.</summary>
public sealed class Pipeline : IStartupFilter
{
    private RequestDelegate? whole;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest => whole = rest);
        next(app);
    };

    public Task SendAsync(HttpContext http) => (whole ?? throw new InvalidOperationException("The application has not started yet."))(http);
}
