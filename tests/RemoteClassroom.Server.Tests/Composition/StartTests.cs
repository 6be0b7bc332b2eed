using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Server.Tests.Composition;

public sealed class StartTests
{
    [Fact]
    public async Task A_connection_string_puts_the_same_server_on_postgresql()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await ServerHost.StartAsync($"--ConnectionStrings:Database={await postgres.CreateDatabaseAsync()}");
        Assert.Equal(200, (await host.Anybody().GetAsync("/healthz/ready")).Status);
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var before = await SessionAsync(host, world.Own.SessionId);
        Assert.Equal(SessionPhase.Open, before.Phase);
        Assert.True(before.Branches > 0, "the session has halls");

        await host.RestartAsync();

        Assert.Equivalent(before, await SessionAsync(host, world.Own.SessionId), strict: true);

        static async Task<SessionInfo> SessionAsync(ServerHost host, Guid id) => (await (await host.RootAsync()).GetAsync($"/api/v1/sessions/{id}")).As<SessionInfo>();
    }

    [Fact]
    public async Task What_one_node_sealed_another_with_a_folder_of_its_own_opens_and_still_does_after_a_restart()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var database = $"--ConnectionStrings:Database={await postgres.CreateDatabaseAsync()}";
        await using var first = await ServerHost.StartAsync(database);
        await using var second = await ServerHost.StartAsync(database);
        var sealedText = Protector(first).Protect("张三 1234");
        Assert.DoesNotContain("1234", sealedText, StringComparison.Ordinal);
        Assert.Equal("张三 1234", Protector(second).Unprotect(sealedText));
        await second.RestartAsync();
        Assert.Equal("张三 1234", Protector(second).Unprotect(sealedText));

        static IDataProtector Protector(ServerHost host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    [Fact]
    public async Task A_data_folder_serves_one_server_at_a_time()
    {
        using var folder = new TempFolder();
        await using var first = RemoteClassroomServer.Build(["--urls", "http://127.0.0.1:0", "--data", folder.Path]);
        await RemoteClassroomServer.StartAsync(first);
        await using var second = RemoteClassroomServer.Build(["--urls", "http://127.0.0.1:0", "--data", folder.Path]);
        var refused = await Assert.ThrowsAsync<DatabaseUnfitException>(() => RemoteClassroomServer.StartAsync(second));
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
        await first.StopAsync();
    }

    [Theory]
    [InlineData("--urls", "nonsense")]
    [InlineData("--public-url", "classroom")]
    [InlineData("--RC_BOOTSTRAP_ADMIN", "nobody")]
    public async Task What_cannot_work_is_named_at_start(string option, string value)
    {
        using var folder = new TempFolder();
        Assert.Equal(2, await RemoteClassroomServer.RunAsync(["--data", folder.Path, option, value]));
    }

    [Fact]
    public async Task A_taken_port_is_found_before_anything_starts()
    {
        await using var host = await ServerHost.StartAsync();
        Assert.NotNull(Addresses.FindTaken(host.Address.ToString()));
        Assert.Null(Addresses.FindTaken("http://127.0.0.1:0"));
    }

    [Theory]
    [InlineData("--Retention:AuditDays", "182", "183")]
    [InlineData("--Retention:WalkInDays", "6", "7")]
    [InlineData("--Retention:SignInDays", "0", "1")]
    [InlineData("--Retention:SignInDays", "99999", "3653")]
    public void A_retention_that_nobody_may_have_is_refused_with_what_would_do(string setting, string days, string instead)
    {
        using var folder = new TempFolder();
        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => RemoteClassroomServer.Build(["--urls", "http://127.0.0.1:0", "--data", folder.Path, setting, days]));
        Assert.Contains(instead, refused.Message, StringComparison.Ordinal);
    }
}
