using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Cluster.Tests.Stores;

/// <summary>The connection to PostgreSQL is cut around COMMIT, again and again, in the middle of a storm: the server cannot know what became of it, and must find out.</summary>
public sealed class CommitCutTests(ITestOutputHelper output)
{
    private const int Halls = 6;
    private const int People = 40;
    private static readonly int Wanted = FaultSettings.Whole ? 500 : 30;

    [Fact]
    public async Task A_connection_cut_after_commit_was_sent_loses_nothing_and_doubles_nothing()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var proxy = PostgresProxy.Before(postgres);
        var database = await postgres.CreateDatabaseAsync();
        await using var lecture = await Lecture.BeginAsync(Halls, People, new Dictionary<string, string> { ["ConnectionStrings__Database"] = proxy.Through(database) });
        var truth = new PostgresTruth(database);
        var cuts = new int[Enum.GetValues<CommitCut>().Length];
        var random = new Random(7);
        proxy.Judge = () =>
        {
            lock (random)
            {
                if (cuts.Sum() >= Wanted || random.Next(6) != 0)
                {
                    return null;
                }

                var where = random.Next(cuts.Length);
                cuts[where]++;
                return (CommitCut)where;
            }
        };

        for (var storm = 1; cuts.Sum() < Wanted; storm++)
        {
            Assert.True(storm < Wanted, $"after {storm} storms only {cuts.Sum()} commits were cut: too few went by");
            await StormAsync(lecture, storm);
        }

        LedgerCheck.Check(lecture, await truth.LedgerAsync(lecture.Session), await truth.OffsetsAsync(lecture.Session), await truth.QuestionsAsync(lecture.Session));
        output.WriteLine(
            $"{cuts.Sum()} cuts ({string.Join(", ", Enum.GetValues<CommitCut>().Select(where => $"{cuts[(int)where]} {where}"))}): {lecture.CheckIns.Count} check-ins and {lecture.Questions.Count} questions acknowledged, 0 lost, 0 doubled.");
    }

    private static async Task StormAsync(Lecture lecture, int storm)
    {
        var round = await lecture.OpenRoundAsync("spotCheck");
        var people = Parallel.ForEachAsync(Enumerable.Range(0, Halls * People), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (who, _) => await lecture.CheckInAsync(round, who % Halls, who / Halls));
        var questions = Parallel.ForEachAsync(Enumerable.Range(0, 12), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await lecture.AskAndApproveAsync(number % Halls, (storm * 100) + number));
        await people;
        await questions;
        await lecture.CloseRoundAsync(round);
    }
}
