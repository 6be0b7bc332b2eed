namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>The system's clock, put forward by as much as a test wants. Timers run as ever.</summary>
internal sealed class OffsetTime : TimeProvider
{
    private long _offset;

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
