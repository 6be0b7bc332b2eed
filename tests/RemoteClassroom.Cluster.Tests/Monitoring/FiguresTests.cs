using System.Text.RegularExpressions;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Monitoring;

/// <summary>Every figure that the sample's board and alert rules name is really served by the server as it is shipped.</summary>
public sealed partial class FiguresTests
{
    [Fact]
    public async Task Every_figure_of_the_samples_is_served()
    {
        await using var lecture = await Lecture.BeginAsync(1, 2);
        await lecture.CheckInAsync(await lecture.OpenRoundAsync("signIn"), 0, 0);
        using var http = new HttpClient { BaseAddress = lecture.Server.Address };
        var served = (await http.GetStringAsync("metrics")).Split('\n').Select(line => line.Split('{', ' ')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, atLeast) in new[] { ("grafana-board.json", 15), ("alerts.yml", 8) })
        {
            var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "samples/Monitoring", file));
            var named = Expressions().Matches(text).SelectMany(match => Names().Matches(match.Value)).Select(match => match.Value).Distinct().ToList();
            Assert.True(named.Count >= atLeast, $"only {named.Count} figures were found in {file}: the test does not read it");
            Assert.Empty(named.Except(served, StringComparer.Ordinal));
        }
    }

    [GeneratedRegex(@"""?expr""?: .*", RegexOptions.None, 1_000)]
    private static partial Regex Expressions();

    [GeneratedRegex(@"\b(rc|orleans|dotnet|kestrel|http)_[a-z0-9_]+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Names();
}
