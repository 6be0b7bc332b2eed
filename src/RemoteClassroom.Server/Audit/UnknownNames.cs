namespace RemoteClassroom.Server.Audit;

/// <summary>
/// How many failed sign-ins of names that nobody has are written down: sixty a minute and node. Anybody can make them up; they must not fill the disk. How many more
/// there were stands in the next line that is written.
/// </summary>
internal sealed class UnknownNames(TimeProvider time)
{
    private const int Most = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _began = time.GetTimestamp();
    private int _written;
    private int _unwritten;

    /// <summary>Whether one more may be written, and how many were not since the last one.</summary>
    public bool Take(out int unwritten)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_began) >= Window)
            {
                (_began, _written) = (time.GetTimestamp(), 0);
            }

            if (_written >= Most)
            {
                _unwritten++;
                unwritten = 0;
                return false;
            }

            _written++;
            (unwritten, _unwritten) = (_unwritten, 0);
            return true;
        }
    }
}
