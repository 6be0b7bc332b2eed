using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Publishing;

namespace RemoteClassroom.Media.Tests;

public sealed class SignalTests
{
    private readonly LiveStore _store;
    private readonly FakeTimeProvider _time;
    private readonly Guid _session = Guid.NewGuid();

    public SignalTests() => _store = StoreTests.Store(out _time);

    private SignalWatch Watch(OriginHost.Signals signals) =>
        new(_store, signals, Options.Create(new LiveOriginOptions()), _time, NullLogger<SignalWatch>.Instance);

    private string Started => $"started /live/{_session:D}/index.m3u8";

    private string Stopped => $"stopped {_session}";

    private void Publish(int sequence, bool ended = false)
    {
        StoreTests.Put(_store, _session, $"s{sequence}.ts", 1_000);
        StoreTests.Put(_store, _session, "index.m3u8", OriginHost.MediaPlaylist(sequence, $"s{sequence}.ts") + (ended ? "#EXT-X-ENDLIST\n" : ""));
    }

    private static async Task LookAsync(SignalWatch watch)
    {
        watch.Look(CancellationToken.None);
        await watch.SettledAsync();
    }

    [Fact]
    public async Task Start_and_stop_are_told_once_each()
    {
        var signals = new OriginHost.Signals([]);
        using var watch = Watch(signals);
        await LookAsync(watch);
        Assert.Empty(signals.Calls);
        for (var i = 0; i < 10; i++)
        {
            Publish(i);
            await LookAsync(watch);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([Started], signals.Calls);
        _time.Advance(TimeSpan.FromSeconds(4.5));
        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Equal([Started, Stopped], signals.Calls);
        Publish(10);
        await LookAsync(watch);
        Assert.Equal([Started, Stopped, Started], signals.Calls);
    }

    [Fact]
    public async Task An_end_in_the_playlist_is_noticed_at_once()
    {
        var signals = new OriginHost.Signals([]);
        using var watch = Watch(signals);
        Publish(0);
        await LookAsync(watch);
        Publish(1, ended: true);
        await LookAsync(watch);
        Assert.Equal([Started, Stopped], signals.Calls);
    }

    [Fact]
    public async Task A_publisher_that_begins_anew_is_told_as_stop_and_start()
    {
        var signals = new OriginHost.Signals([]);
        using var watch = Watch(signals);
        Publish(7);
        await LookAsync(watch);
        Publish(0);
        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Equal([Started, Stopped, Started], signals.Calls);
    }

    [Fact]
    public async Task A_session_that_is_not_open_yet_is_told_again()
    {
        var signals = new OriginHost.Signals([]) { Answer = SignalAnswer.NotYet };
        using var watch = Watch(signals);
        Publish(0);
        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Single(signals.Calls);
        signals.Answer = SignalAnswer.Taken;
        _time.Advance(TimeSpan.FromSeconds(2.1));
        Publish(1);
        await LookAsync(watch);
        _time.Advance(TimeSpan.FromSeconds(2.1));
        Publish(2);
        await LookAsync(watch);
        Assert.Equal([Started, Started], signals.Calls);
    }

    [Fact]
    public async Task A_session_that_is_over_refuses_its_publisher_from_then_on()
    {
        var signals = new OriginHost.Signals([]);
        using var watch = Watch(signals);
        Publish(0);
        await LookAsync(watch);
        signals.Answer = SignalAnswer.Over;
        for (var i = 1; i <= 21; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (_store.Find(_session, "index.m3u8") is not null)
            {
                Publish(i);
            }

            await LookAsync(watch);
        }

        Assert.Equal(StoreRefusal.Over, StoreTests.TryPut(_store, _session, "s99.ts", OriginHost.Bytes(10)));
        Assert.Equal(0, _store.Bytes);
        Assert.Equal([Started, Started], signals.Calls);
    }

    [Fact]
    public async Task A_call_that_failed_is_made_again()
    {
        var signals = new OriginHost.Signals([]) { Failures = 2 };
        using var watch = Watch(signals);
        for (var i = 0; i < 6; i++)
        {
            Publish(i);
            await LookAsync(watch);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([Started], signals.Calls);
    }

    [Fact]
    public async Task What_a_dead_process_left_behind_is_told_as_stopped_unless_it_comes_back()
    {
        var back = _session;
        var gone = Guid.NewGuid();
        var signals = new OriginHost.Signals([back, gone]);
        using var watch = Watch(signals);
        await watch.LoadAsync(CancellationToken.None);
        await LookAsync(watch);
        Assert.Empty(signals.Calls);
        for (var i = 0; i < 9; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Publish(i);
            await LookAsync(watch);
        }

        Assert.Contains($"stopped {gone}", signals.Calls);
        Assert.DoesNotContain(Stopped, signals.Calls);
    }
}
