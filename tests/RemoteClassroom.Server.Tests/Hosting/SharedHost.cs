namespace RemoteClassroom.Server.Tests.Hosting;

/// <summary>A host with the small tree and a session under way at every place, shared by the tests of a class.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public ServerHost Host { get; private set; } = null!;

    public World World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await ServerHost.StartAsync();
        World = await World.MakeAsync(Host);
        await World.HoldSessionsAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
