using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Truth;

namespace RemoteClassroom.Cluster.Tests.Stores;

/// <summary>Compares every acknowledgement with what an independent reader finds in the database.</summary>
internal static class LedgerCheck
{
    /// <summary>Nothing acknowledged is lost, nothing is doubled, nothing has a hole.</summary>
    /// <param name="lecture">Who knows the acknowledgements.</param>
    /// <param name="lines">The ledger.</param>
    /// <param name="offsets">The offsets of the log.</param>
    /// <param name="questions">The ids of the questions in the log.</param>
    /// <param name="allWereAnswered">Whether everything that was sent was acknowledged in the end, so that nothing else may be there.</param>
    public static void Check(Lecture lecture, IReadOnlyList<LedgerLine> lines, IReadOnlyList<long> offsets, IReadOnlyList<string> questions, bool allWereAnswered = true)
    {
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(seq => (long)seq), lines.Select(line => line.Seq));
        Assert.Equal(Enumerable.Range(1, offsets.Count).Select(offset => (long)offset), offsets);
        Assert.Equal(lines.Count, lines.Select(line => (line.RoundId, line.TraineeId)).Distinct().Count());
        foreach (var branch in lines.GroupBy(line => (line.RoundId, line.BranchId)))
        {
            Assert.Equal(Enumerable.Range(1, branch.Count()).Select(ordinal => (long)ordinal), branch.Select(line => line.Ordinal).Order());
        }

        var standing = lines.Select(line => line.CheckInId).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(lecture.CheckIns.Select(ack => ack.CheckInId).Except(standing, StringComparer.Ordinal));
        Assert.Empty(lecture.Questions.Select(question => question.QuestionId).Except(questions, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(questions.Count, questions.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        if (allWereAnswered)
        {
            Assert.Equal(lecture.CheckIns.Count, lines.Count);
            Assert.Equal(lecture.Questions.Count, questions.Count);
        }
    }
}
