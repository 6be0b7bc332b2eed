using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>Compares every acknowledgement with the ledger, and the log with what each screen applied.</summary>
public static class Checker
{
    /// <summary>Checks it all, and gives the figures in a line.</summary>
    public static async Task<string> CheckAsync(FaultLecture lecture)
    {
        var lines = await lecture.Truth.LedgerAsync(lecture.Session);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(seq => (long)seq), lines.Select(line => line.Seq));
        Assert.Equal(lines.Count, lines.Select(line => (line.RoundId, line.TraineeId)).Distinct().Count());
        foreach (var branch in lines.GroupBy(line => (line.RoundId, line.BranchId)))
        {
            Assert.Equal(Enumerable.Range(1, branch.Count()).Select(ordinal => (long)ordinal), branch.Select(line => line.Ordinal).Order());
        }

        var standing = lines.Select(line => line.CheckInId).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(lecture.Acks.CheckIns.Where(ack => !standing.Contains(ack.CheckInId)).Select(ack => $"lost: {ack.CheckInId}"));
        Assert.Equal(lecture.Acks.CheckIns.Count, lecture.Acks.CheckIns.Select(ack => ack.CheckInId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(lecture.Acks.CheckIns.Count, lines.Count);
        var asked = await lecture.Truth.QuestionsAsync(lecture.Session);
        Assert.Equal(lecture.Acks.Questions.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        Assert.Equal(0, await lecture.Truth.LinesAfterCloseAsync(lecture.Session));
        var deliveries = await CheckScreensAsync(lecture);
        return $"{lecture.Acks.CheckIns.Count} check-ins and {asked.Count} questions acknowledged, all there once; {deliveries} deliveries to {lecture.Screens.Count} screens, no hole; " +
            $"{lecture.Screens.Sum(screen => screen.Connects)} connects; refused on the way: {string.Join(", ", lecture.Acks.Refusals.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} × {pair.Key}"))}";
    }

    private static async Task<int> CheckScreensAsync(FaultLecture lecture)
    {
        var log = await lecture.Truth.ScreenLogAsync(lecture.Session);
        var offsets = await lecture.Truth.OffsetsAsync(lecture.Session);
        Assert.Equal(Enumerable.Range(1, offsets.Count).Select(offset => (long)offset), offsets);
        var deliveries = 0;
        foreach (var screen in lecture.Screens)
        {
            var (from, upTo, events, snapshots) = screen.Look(lecture.ScreenStream, record => (record.From, record.Offset, record.Events.ToList(), record.Snapshots.ToList()));
            Assert.Equal(["first"], snapshots);
            Assert.Equal(Hash(log.Where(entry => entry.Offset > from && entry.Offset <= upTo).Select(entry => entry.Line)), Hash(events));
            deliveries += events.Count;
        }

        return deliveries;
    }

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
