using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Server.Tests.Chasing;

/// <summary>What came to the webhook's receiver.</summary>
public sealed record Received(string Path, string Delivery, string Timestamp, string Signature, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>A real server that receives webhooks and does as it is told: takes them, fails, hangs, sends elsewhere.</summary>
public sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "the-secret-that-both-sides-know-0123456789";

    private readonly TempFolder _folder = new();
    private WebApplication? _app;

    public int Port { get; } = FreePort.Take();

    public string Url => $"http://127.0.0.1:{Port}/chased";

    /// <summary>Everything that came, in order, whatever was answered.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>How the next requests are answered.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Take;

    /// <summary>The arguments of a server that posts here.</summary>
    public string[] Arguments => ["--Chasing:Webhook:Url", Url, "--Chasing:Webhook:SecretFile", _folder.Of("secret")];

    public static Task Take(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(_folder.Of("secret"), Secret + "\n");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var headers = context.Request.Headers;
            All.Enqueue(new Received(context.Request.Path, headers["X-RC-Delivery"].ToString(), headers["X-RC-Timestamp"].ToString(), headers["X-RC-Signature"].ToString(), await reader.ReadToEndAsync()));
            await Answer(context);
        });
        await _app.StartAsync();
    }

    /// <summary>The signature as any receiver would compute it from the documented rule.</summary>
    public static string SignatureOf(Received received) =>
        "v1=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{received.Timestamp}.{received.Body}"))).ToLowerInvariant();

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
