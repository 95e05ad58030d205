using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TaskForce.Web.Operations;

/// <summary>Traces and measurements to a collector of the operator, where the usual setting OTEL_EXPORTER_OTLP_ENDPOINT names one; otherwise nothing.</summary>
public sealed class Telemetry(IConfiguration settings) : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime",
    ];

    private TracerProvider? _traces;
    private MeterProvider? _measures;

    /// <summary>Starts sending, where an endpoint is set.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(settings[Endpoint]))
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("TaskForce");
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "Npgsql").AddProcessor(new Discreet()).AddOtlpExporter().Build();
        _measures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _measures?.Dispose();
        (_traces, _measures) = (null, null);
    }

    /// <summary>Takes away what could name a person: addresses hold slugs, search words and secret links; the route says enough.</summary>
    private sealed class Discreet : BaseProcessor<Activity>
    {
        private static readonly string[] Personal =
            ["url.path", "url.query", "url.full", "http.url", "http.target", "client.address", "network.peer.address", "user_agent.original", "enduser.id"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Personal)
                data.SetTag(tag, null);
        }
    }
}
