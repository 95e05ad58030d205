using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>Registers what the layout and the component kit need; called once from Program.cs.</summary>
public static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddScoped<Toasts>();
        services.AddScoped<Notices>();
        services.AddSingleton(TimeProvider.System);
        return services;
    }
}
