using System.Diagnostics;

/// <summary>
/// Kills the process it was loaded into with SIGKILL at a chosen side of a COMMIT. It is loaded by <c>DOTNET_STARTUP_HOOKS</c> into the server as it was built, and
/// sees the store's activity around COMMIT. It is armed while the file named by <c>RC_KILL_AT_COMMIT</c> is there; the file says <c>before</c> or <c>after</c>.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for this name outside every namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    private static readonly string? Arm = Environment.GetEnvironmentVariable("RC_KILL_AT_COMMIT");

    // Kept, so that it is not collected.
    private static ActivityListener? _listener;

    /// <summary>Called by the runtime before the program's own entry.</summary>
    public static void Initialize()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "RemoteClassroom.Storage",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => KillIf(activity, "before"),
            ActivityStopped = activity => KillIf(activity, "after"),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static void KillIf(Activity activity, string side)
    {
        if (activity.OperationName == "commit" && Arm is not null && File.Exists(Arm) && File.ReadAllText(Arm) == side)
        {
            // SIGKILL to itself: the thread that sends it does not come back from the call.
            Process.GetCurrentProcess().Kill();
        }
    }
}
