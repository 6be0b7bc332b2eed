using System.Security.Cryptography;
using System.Text.Json;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Demo;

/// <summary>The passwords of a demo, made once for a data folder and kept in it: a demo must not have passwords that everybody knows.</summary>
/// <param name="Root">The first administrator's name.</param>
/// <param name="RootPassword">His password.</param>
/// <param name="Password">The password of every other account of the demo.</param>
internal sealed record DemoSecrets(string Root, string RootPassword, string Password)
{
    private const string FileName = "demo.json";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Reads or makes them, before the server makes its first administrator.</summary>
    /// <param name="options">How the server was started; is given the first administrator if it has none.</param>
    public static DemoSecrets Prepare(ServerOptions options)
    {
        var file = Path.Combine(options.Data, FileName);
        if (File.Exists(file) && JsonSerializer.Deserialize<DemoSecrets>(File.ReadAllText(file)) is { } kept)
        {
            options.BootstrapAdministrator ??= $"{kept.Root}:{kept.RootPassword}";
            return kept;
        }

        var given = options.BootstrapAdministrator?.Split(':', 2);
        var made = new DemoSecrets(given?[0] ?? "demo-root", given?[1] ?? Make(), Make());
        Directory.CreateDirectory(options.Data);
        File.WriteAllText(file, JsonSerializer.Serialize(made));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        options.BootstrapAdministrator ??= $"{made.Root}:{made.RootPassword}";
        return made;
    }

    // Three groups of four: easy to type from a terminal, 59 bits.
    private static string Make() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
