using System.Diagnostics;

namespace RemoteClassroom.Client.Tests;

/// <summary>Waits on a condition with a deadline that names what was waited for.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition, string what, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(seconds))
            {
                Assert.Fail($"Waited {seconds} s for {what}.");
            }

            await Task.Delay(10);
        }
    }
}
