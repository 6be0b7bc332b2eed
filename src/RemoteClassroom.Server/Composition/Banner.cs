using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace RemoteClassroom.Server.Composition;

/// <summary>Tells who started the server where to open it. Printed, not logged: the one-time link is a secret.</summary>
internal static class Banner
{
    /// <summary>Prints it once the server listens.</summary>
    /// <param name="app">The running server.</param>
    /// <param name="options">How it was started.</param>
    /// <param name="secret">The one-time link's secret; null if no link is needed.</param>
    public static void Print(WebApplication app, ServerOptions options, string? secret)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var root = options.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? listening.FirstOrDefault() ?? options.Urls;
        Console.WriteLine();
        Console.WriteLine($"RemoteClassroom is ready: {root}/");
        Console.WriteLine($"  data: {(options.Database is null ? Path.GetFullPath(options.Data) : "PostgreSQL")}");
        if (secret is not null)
        {
            Console.WriteLine($"  make the first administrator (good once, until the next start): {root}/first#{secret}");
        }

        Console.WriteLine();
    }
}
