using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Corrections;

/// <summary>What corrections move in the figures of one hall (or of the people of a unit without a hall) in one round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="HomeId">The hall, or the unit.</param>
/// <param name="Present">How many more (or fewer) are present than the check-ins say.</param>
/// <param name="Late">How many more (or fewer) are late.</param>
/// <param name="Absent">How many are known to be absent.</param>
/// <param name="Excused">How many are excused and not there.</param>
public readonly record struct CorrectionSum(Guid RoundId, Guid HomeId, int Present, int Late, int Absent, int Excused);

/// <summary>Reads the ledger with its corrections: the later entry decides. Pure.</summary>
public static class Standings
{
    /// <summary>What counts for one person in one round.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="line">The person's check-in in the round; null if there is none.</param>
    /// <param name="corrections">The person's corrections, in the order of seq; those of other rounds are passed over.</param>
    public static Standing Of(Guid roundId, StandingLine? line, IEnumerable<Correction> corrections)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        var (standing, excused, pending) = (Standing.Missing, false, line);
        foreach (var correction in corrections)
        {
            if (pending is not null && pending.Seq < correction.Seq)
            {
                (standing, pending) = (OfLine(pending), null);
            }

            switch (correction.Kind)
            {
                case CorrectionKind.Reversal when correction.RoundId == roundId:
                    standing = Standing.Missing;
                    break;
                case CorrectionKind.Mark when correction.RoundId == roundId:
                    standing = correction.To;
                    break;
                case CorrectionKind.Excuse:
                    excused = true;
                    break;
                case CorrectionKind.ExcuseWithdrawn:
                    excused = false;
                    break;
                default:
                    break;
            }
        }

        if (pending is not null)
        {
            standing = OfLine(pending);
        }

        return excused && standing is (Standing.Missing or Standing.Absent) ? Standing.Excused : standing;
    }

    /// <summary>What the corrections move, hall by hall, in every one of the rounds; halls where nothing moves are left out.</summary>
    /// <param name="people">Everything that corrections touch.</param>
    /// <param name="rounds">The session's rounds: an excuse holds in each that asks the person.</param>
    /// <param name="hallOf">The place of a home among the session's halls; -1 if it is none.</param>
    public static IReadOnlyList<CorrectionSum> Sum(CorrectedPeople people, IEnumerable<Round> rounds, Func<Guid, int> hallOf)
    {
        ArgumentNullException.ThrowIfNull(hallOf);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(rounds);
        var lines = people.Lines.ToDictionary(line => (line.RoundId, line.TraineeId));
        var persons = people.Corrections.Where(correction => correction is { TraineeId: not null, HomeId: not null }).GroupBy(correction => correction.TraineeId!.Value).ToList();
        var sums = new Dictionary<(Guid Round, Guid Home), CorrectionSum>();
        foreach (var round in rounds)
        {
            foreach (var person in persons)
            {
                var (id, home) = (round.RoundId, person.First().HomeId!.Value);
                var line = lines.GetValueOrDefault((id, person.Key));
                var (said, counts) = (line is null ? Standing.Missing : OfLine(line), Of(id, line, person));
                if (said != counts && (round.Sample is null || round.Asks(hallOf(home), person.Key)))
                {
                    var key = (Round: id, Home: home);
                    sums[key] = Moved(sums.GetValueOrDefault(key, new CorrectionSum(key.Round, key.Home, 0, 0, 0, 0)), said, counts);
                }
            }
        }

        return [.. sums.Values];
    }

    private static Standing OfLine(StandingLine line) => line.Late ? Standing.Late : Standing.Present;

    private static CorrectionSum Moved(CorrectionSum sum, Standing from, Standing to) => sum with
    {
        Present = sum.Present + Is(to, Standing.Present) - Is(from, Standing.Present),
        Late = sum.Late + Is(to, Standing.Late) - Is(from, Standing.Late),
        Absent = sum.Absent + Is(to, Standing.Absent),
        Excused = sum.Excused + Is(to, Standing.Excused),
    };

    private static int Is(Standing one, Standing other) => one == other ? 1 : 0;
}
