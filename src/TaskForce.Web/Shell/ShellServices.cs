using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>Registers what the layout and the component kit need; called once from Program.cs.</summary>
public static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddScoped<Toasts>();
        services.AddScoped<Notices>();
        services.AddSingleton(new Refusals(SentenceOf));
        return services;
    }

    /// <summary>The four answers that a verb may give instead of doing it; anything else is a failure and goes to the error boundary.</summary>
    private static string? SentenceOf(Exception exception) =>
        exception is NotAllowedException or RefusedException or NotFoundException or StaleRecordException ? exception.Message : null;
}
