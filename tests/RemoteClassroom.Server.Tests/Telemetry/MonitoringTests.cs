using System.Text.RegularExpressions;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Telemetry;

/// <summary>What an operator watches is served to whom it may be, and names nobody.</summary>
public sealed partial class MonitoringTests(Town town) : IClassFixture<Town>
{
    private const string Token = "a-token-of-the-watchers";

    [Fact]
    public async Task No_label_names_a_person_a_hall_or_a_session()
    {
        var lesson = await LessonAsync();
        var served = (await town.Host.Anybody().GetAsync("/metrics")).Body;
        foreach (var secret in (string[])[lesson.Id.ToString("D"), lesson.Id.ToString("N"), Town.NameOf(0, 0), Town.RosterNo(0, 0), town.Halls[0].Name, town.Halls[0].Id.ToString("D"), ServerHost.RootName])
        {
            Assert.DoesNotContain(secret, served, StringComparison.OrdinalIgnoreCase);
        }

        // The process's own id, which the standard asks for, is the only one there is.
        Assert.DoesNotContain(served.Split('\n'), line => !line.StartsWith("target_info", StringComparison.Ordinal) && Ids().IsMatch(line));
        var labels = served.Split('\n').Where(line => line.StartsWith("rc_", StringComparison.Ordinal)).SelectMany(line => Labels().Matches(line)).Select(match => match.Groups["name"].Value).Distinct();
        Assert.DoesNotContain(labels.Except(["code", "view", "lane", "outcome", "le"], StringComparer.Ordinal), name => !name.StartsWith("otel_scope_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Figures_are_for_the_watchers_alone_where_others_reach_the_server()
    {
        await using var host = await ServerHost.StartAsync("--urls=http://0.0.0.0:0", "--RC_METRICS_TOKEN", Token);
        var world = await World.MakeAsync(host);
        Assert.Equal((401, "unauthenticated"), Of(await host.Anybody().GetAsync("/metrics")));
        Assert.Equal((401, "unauthenticated"), Of(await host.Anybody().As(Token + "x").GetAsync("/metrics")));
        Assert.Equal((403, "forbidden"), Of(await (await world.AccountAsync("watcher-1", Role.Administrator, world.Own.UnitId)).GetAsync("/metrics")));
        Assert.Equal((403, "forbidden"), Of(await (await world.AccountAsync("watcher-2", Role.Lecturer, world.Own.UnitId)).GetAsync("/metrics")));
        Assert.Equal(200, (await host.Anybody().As(Token).GetAsync("/metrics")).Status);
        Assert.Equal(200, (await world.Root.GetAsync("/metrics")).Status);
    }

    [Fact]
    public async Task The_silos_dashboard_is_for_administrators_of_the_whole_tree_and_only_if_asked_for()
    {
        Assert.Equal(404, (await town.Root.GetAsync("/dashboard/DashboardCounters")).Status);
        await using var host = await ServerHost.StartAsync("--dashboard");
        var world = await World.MakeAsync(host);
        foreach (var path in (string[])["/dashboard/", "/dashboard/DashboardCounters", "/dashboard/index.min.js"])
        {
            Assert.Equal(401, (await host.Anybody().GetAsync(path)).Status);
            Assert.Equal(200, (await world.Root.GetAsync(path)).Status);
        }

        Assert.Equal(403, (await (await world.AccountAsync("watcher-3", Role.Administrator, world.Own.UnitId)).GetAsync("/dashboard/DashboardCounters")).Status);
        Assert.Equal(403, (await (await world.AccountAsync("watcher-4", Role.Lecturer, world.Own.UnitId)).GetAsync("/dashboard/DashboardCounters")).Status);
    }

    private static (int Status, string? Code) Of(Answer answer) => (answer.Status, answer.Code);

    /// <summary>A lesson with a check-in, so that everything has been counted once.</summary>
    private async Task<Lesson> LessonAsync()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 0);
        return lesson;
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Ids();

    [GeneratedRegex("[{,](?<name>[a-zA-Z_]+)=\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Labels();
}
