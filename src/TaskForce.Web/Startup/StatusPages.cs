using Microsoft.AspNetCore.Diagnostics;

namespace TaskForce.Web.Startup;

/// <summary>An answer without words gets the page of its status.</summary>
public static class StatusPages
{
    public static void UseStatusPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            // The page is asked for, not posted to: a form that went to an address that is not there would be refused once more, for its token.
            if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                http.Request.Method = HttpMethods.Get;
            return next(http);
        });
    }
}
