using System.Text.Json;

namespace RemoteClassroom.Benchmarks.Harness;

/// <summary>Runs ours and the rival in interleaved pairs, so that whatever else the machine does falls on both.</summary>
internal static class Pairs
{
    /// <summary>Every other pair begins with the rival. Each result goes out as one JSON line at once.</summary>
    /// <typeparam name="T">A run's figures.</typeparam>
    /// <param name="count">How many pairs.</param>
    /// <param name="ours">Runs ours.</param>
    /// <param name="rival">Runs the rival.</param>
    public static async Task<(List<T> Ours, List<T> Rival)> RunAsync<T>(int count, Func<Task<T>> ours, Func<Task<T>> rival)
    {
        var (own, other) = (new List<T>(), new List<T>());
        for (var pair = 0; pair < count; pair++)
        {
            if (pair % 2 == 0)
            {
                own.Add(await PrintAsync(ours));
                other.Add(await PrintAsync(rival));
            }
            else
            {
                other.Add(await PrintAsync(rival));
                own.Add(await PrintAsync(ours));
            }
        }

        return (own, other);
    }

    private static async Task<T> PrintAsync<T>(Func<Task<T>> run)
    {
        var figures = await run();
        Console.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        return figures;
    }
}
