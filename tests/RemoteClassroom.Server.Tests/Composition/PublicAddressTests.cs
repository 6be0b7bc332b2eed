using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Composition;

/// <summary>What others than the caller are told to open is the public address, where there is one.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://classroom.example:8443/", "https://classroom.example:8443")]
    [InlineData(null, null)]
    public async Task A_screen_learns_the_address_for_its_QR_from_the_server(string? publicUrl, string? expected)
    {
        await using var host = publicUrl is null ? await ServerHost.StartAsync() : await ServerHost.StartAsync("--public-url", publicUrl);
        var world = await World.MakeAsync(host);
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var screen = host.Anybody().As((await world.PairAsync(world.Own.VenueId)).AccessToken);
        var key = (await screen.GetAsync($"/api/v1/sessions/{session}/branches/{world.Own.VenueId}/key")).As<BranchKeyAnswer>();
        Assert.Equal(expected ?? host.Address.GetLeftPart(UriPartial.Authority), key.Address);
        Assert.StartsWith(key.Address + "/live/", (await world.Root.GetAsync($"/api/v1/sessions/{session}/publish")).As<PublishInfo>().Url, StringComparison.Ordinal);
    }
}
