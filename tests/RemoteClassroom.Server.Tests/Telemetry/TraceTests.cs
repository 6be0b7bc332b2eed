using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Telemetry;

/// <summary>Traces leave the server where the standard variables name a collector, and nowhere else; they name nobody.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task A_collector_gets_requests_grain_calls_and_commits_and_no_person()
    {
        await using var collector = await Collector.StartAsync();
        await using (var host = await ServerHost.StartAsync("--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--OTEL_BSP_SCHEDULE_DELAY", "200"))
        {
            var world = await World.MakeAsync(host);
            await world.HoldSessionsAsync();
            await world.Root.GetAsync($"/api/v1/trainees?query={world.Own.RosterNo}");
            await host.Anybody().GetAsync("/C/0000SECRETCODE000000");
            await Eventually.True("the spans of a request, a grain's call and a commit arrive", () =>
                collector.Has("/api/v1/sessions/{s:guid}/open") && collector.Has("RemoteClassroom.Storage") && collector.Has("commit") && collector.Has("Orleans"), TimeSpan.FromSeconds(20));
            foreach (var secret in (string[])[world.Own.RosterNo, ServerHost.RootName, "SECRETCODE", world.Root.Bearer!])
            {
                Assert.False(collector.Has(secret), $"'{secret}' left the server");
            }
        }
    }

    [Fact]
    public async Task Without_a_collector_nobody_listens()
    {
        await using var host = await ServerHost.StartAsync();
        Assert.Null(host.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
    }

    /// <summary>Takes what is sent by OTLP over HTTP, and keeps the bytes.</summary>
    private sealed class Collector(WebApplication app, ConcurrentQueue<string> taken) : IAsyncDisposable
    {
        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var taken = new ConcurrentQueue<string>();
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                taken.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
                context.Response.StatusCode = StatusCodes.Status200OK;
            });
            await app.StartAsync();
            return new Collector(app, taken);
        }

        public bool Has(string text) => taken.Any(sent => sent.Contains(text, StringComparison.Ordinal));

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
