using TaskForce.Core.Access;
using TaskForce.Web.Startup;

namespace TaskForce.Web.Operations;

/// <summary>What whoever runs the application needs: logs, health, measurements, one process to a data folder, no passwords in the clear.</summary>
public static class Operating
{
    /// <summary>Registers it. An order from the command line writes no log files and listens nowhere.</summary>
    /// <exception cref="RefusedException">The settings would serve plain HTTP to other computers.</exception>
    public static void AddOperations(this WebApplicationBuilder builder, StorageSettings storage, Order? order)
    {
        builder.AddLogs(order is null ? storage.Folder : null);
        // Made by the container, so that the container gives the folder free when a host is taken down within a process, as tests do.
        builder.Services.AddSingleton(_ => FolderLock.Take(storage.Folder));
        if (order is not null)
            return;
        builder.DemandSafeAddresses();
        builder.Services.AddHealth();
        builder.Services.AddHostedService<Telemetry>();
    }

    /// <summary>Takes the data folder for this process, unless the order is one that may run beside it.</summary>
    /// <exception cref="RefusedException">Another process has it.</exception>
    public static void TakeFolder(this WebApplication app, Order? order)
    {
        if (order is null or { NeedsFolderAlone: true })
            app.Services.GetRequiredService<FolderLock>();
    }
}
