using Microsoft.Extensions.Options;

namespace RemoteClassroom.Media.Origin;

/// <summary>Bounds of the embedded HLS origin; section <c>LiveOrigin</c> of the configuration. All sizes are in bytes.</summary>
public sealed class LiveOriginOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "LiveOrigin";

    /// <summary>The most that all sessions together may hold in memory, uploads under way included.</summary>
    public long MaxTotalBytes { get; set; } = 384L * 1024 * 1024;

    /// <summary>The most that one session may hold, uploads under way included.</summary>
    public long MaxSessionBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>The largest segment.</summary>
    public long MaxFileBytes { get; set; } = 16L * 1024 * 1024;

    /// <summary>The largest playlist.</summary>
    public int MaxPlaylistBytes { get; set; } = 256 * 1024;

    /// <summary>The most files of one session.</summary>
    public int MaxFilesPerSession { get; set; } = 400;

    /// <summary>The most sessions that publish at a time.</summary>
    public int MaxSessions { get; set; } = 64;

    /// <summary>The most uploads of one session at a time.</summary>
    public int MaxUploadsPerSession { get; set; } = 12;

    /// <summary>An upload that has not ended after this is given up; longer than the longest segment.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>An upload that sends no byte for this long is given up.</summary>
    public TimeSpan UploadIdleTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A reader that has not taken a segment after this is cut off, so that evicted segments do not stay in memory.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What all readers together may take in a second; over it segments are answered 503, so that video never starves check-ins.</summary>
    public long EgressBytesPerSecond { get; set; } = 60L * 1024 * 1024;

    /// <summary>The signal counts as gone after this long without a new segment; longer for publishers with long segments.</summary>
    public TimeSpan StopAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the origin looks for signals that started or stopped.</summary>
    public TimeSpan WatchPeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A live signal is told again this often: the answer says whether the session is over.</summary>
    public TimeSpan RepeatSignalEvery { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a stopped session's last segments stay readable.</summary>
    public TimeSpan KeepAfterStop { get; set; } = TimeSpan.FromSeconds(60);
}

/// <summary>Refuses bounds that contradict each other, at start.</summary>
public sealed class LiveOriginOptionsValidator : IValidateOptions<LiveOriginOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LiveOriginOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();
        void Check(bool good, string fault)
        {
            if (!good)
            {
                faults.Add($"{LiveOriginOptions.Section}: {fault}");
            }
        }

        Check(options.MaxFileBytes is > 0 and <= int.MaxValue, "MaxFileBytes must lie between 1 and 2,147,483,647.");
        Check(options.MaxPlaylistBytes > 0 && options.MaxPlaylistBytes <= options.MaxFileBytes, "MaxPlaylistBytes must be positive and at most MaxFileBytes.");
        Check(options.MaxSessionBytes >= options.MaxFileBytes, "MaxSessionBytes must hold at least one file of MaxFileBytes.");
        Check(options.MaxTotalBytes >= options.MaxSessionBytes, "MaxTotalBytes must be at least MaxSessionBytes.");
        Check(options.MaxFilesPerSession >= 4, "MaxFilesPerSession must be at least 4.");
        Check(options.MaxSessions > 0, "MaxSessions must be positive.");
        Check(options.MaxUploadsPerSession > 0, "MaxUploadsPerSession must be positive.");
        Check(options.EgressBytesPerSecond > 0, "EgressBytesPerSecond must be positive.");
        Check(options.UploadIdleTimeout > TimeSpan.Zero && options.UploadTimeout >= options.UploadIdleTimeout, "UploadTimeout must be at least UploadIdleTimeout, which must be positive.");
        Check(options.SendTimeout > TimeSpan.Zero, "SendTimeout must be positive.");
        Check(options.WatchPeriod > TimeSpan.Zero && options.StopAfter >= options.WatchPeriod, "StopAfter must be at least WatchPeriod, which must be positive.");
        Check(options.RepeatSignalEvery > TimeSpan.Zero, "RepeatSignalEvery must be positive.");
        Check(options.KeepAfterStop >= TimeSpan.Zero, "KeepAfterStop must not be negative.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
