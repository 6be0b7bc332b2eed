using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Storage.Telemetry;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>Meters for a writer that stands by itself.</summary>
internal static class Meters
{
    public static WriterMeters Make() => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
