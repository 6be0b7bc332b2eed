using System.Globalization;

namespace RemoteClassroom.Browser.Tests.Browsing;

/// <summary>A computer whose wall clock is wrong. What passes between two moments is right, as on a real machine: only the clock that somebody sets is off.</summary>
internal static class WrongClock
{
    /// <summary>A computer without a battery: it begins at the same minute of 1970 whenever it is turned on.</summary>
    public static TimeSpan BootedIn1970() => DateTimeOffset.UnixEpoch.AddMinutes(3) - TimeProvider.System.GetUtcNow();

    /// <summary>Makes a page see another wall clock; to be run before the page's own scripts.</summary>
    /// <param name="off">By how much it is off.</param>
    public static string Script(TimeSpan off) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          const Right = Date
          const now = () => Right.now() + {{(long)off.TotalMilliseconds}}
          globalThis.Date = class extends Right {
            constructor(...given) { given.length > 0 ? super(...given) : super(now()) }
            static now() { return now() }
          }
        }
        """);
}
