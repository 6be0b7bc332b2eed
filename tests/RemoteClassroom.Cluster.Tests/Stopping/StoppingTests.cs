using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Stopping;

/// <summary>How a server ends, and how a second one is kept out of its data.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_server_that_is_asked_to_stop_tells_its_screens_and_ends_cleanly()
    {
        await using var lecture = await Lecture.BeginAsync(2, 2);
        await Eventually.True("every screen has its first snapshot", () => lecture.Screens.All(screen => screen.Look(lecture.ScreenStream, record => record.Snapshots.Count) == 1), TimeSpan.FromSeconds(20));

        var code = await lecture.Server.StopAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, code);
        await Eventually.True("every screen was told that the server drains", () => lecture.Screens.All(screen => screen.Byes.Contains("draining")), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_says_so_and_ends()
    {
        await using var lecture = await Lecture.BeginAsync(1, 1);
        await using var second = new ServerProcess(lecture.DataFolder);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync());

        Assert.Contains("before it was ready", refused.Message);
        Assert.Contains("another server is using it", refused.Message);
        Assert.True((await lecture.Anybody.GetAsync("sessions")).Status == 401, "the first server still answers");
    }
}
