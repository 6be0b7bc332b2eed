using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>Publishes when the screens' process asks for it. Every event carries the moment at which it was due, on the machine's monotonic clock.</summary>
internal static class Publisher
{
    private static readonly string Padding = new('x', 60);

    /// <summary>The address in an event; it makes the event some 230 bytes of JSON.</summary>
    public static string Url(long due) => $"/live/{Padding}/index.m3u8?due={due}";

    /// <summary>Maps <c>POST /paced?count=</c> and <c>POST /burst?count=</c>.</summary>
    /// <param name="app">The server.</param>
    /// <param name="publish">Publishes events that are due at that moment; done when they are out.</param>
    public static void Map(WebApplication app, Func<long[], Task> publish)
    {
        app.MapPost("/paced", async (int count) =>
        {
            var due = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                due += Stopwatch.Frequency;
                var wait = TimeSpan.FromSeconds((due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                await publish([due]);
            }
        });
        app.MapPost("/burst", async (int count) =>
        {
            var due = Stopwatch.GetTimestamp();
            await publish([.. Enumerable.Repeat(due, count)]);
        });
    }

    /// <summary>Tells the parent the address, serves until the input ends, then stops.</summary>
    public static async Task ServeAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
