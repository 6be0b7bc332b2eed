using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Attendance;

public sealed class PersonStatusTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PersonPart> Parts =
        from rounds in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[-10, 130], Gen.Bool).Array[0, 6]
        from ended in Gen.Int[0, 130]
        from seen in Gen.Int[-1, 120]
        from madeUp in Gen.Bool
        from excused in Gen.Bool
        select new PersonPart(
            [.. rounds.Select(round => new RoundPart(
                (RoundPurpose)round.Item1, (Standing)round.Item2, round.Item2 is 1 or 2 && round.Item3 >= 0 ? Start.AddMinutes(round.Item3) : null, round.Item4))],
            ended == 0 ? null : Start.AddMinutes(ended), seen < 0 ? null : TimeSpan.FromMinutes(seen), TimeSpan.FromMinutes(ended == 1 ? 0 : 100), madeUp, excused);

    [Fact]
    public void A_status_is_what_a_table_written_a_second_time_says() => Gen.Select(Parts, Gen.Int[0, 60], Gen.Int[0, 100]).Sample(
        (part, leave, partial) => Assert.Equal(Table(part, leave, partial), PersonStatuses.Of(part, new AttendanceRules(15, leave, partial))),
        iter: 20_000);

    [Fact]
    public void Every_person_stands_in_exactly_one_column() => Parts.Array[0, 50].Sample(
        parts =>
        {
            var sums = parts.Aggregate(default(StatusSums), (sum, part) => sum + StatusSums.Of(PersonStatuses.Of(part, AttendanceRules.Default)));
            Assert.Equal(parts.Length, sums.Expected);
            Assert.Equal(sums.Expected, sums.There + sums.Excused + sums.Absent + sums.Unknown + sums.MadeUp);
        },
        iter: 500);

    [Fact]
    public void A_make_up_turns_who_was_not_there_into_one_column_and_moves_nobody_else() => Parts.Sample(
        part =>
        {
            var (without, with) = (PersonStatuses.Of(part with { MadeUp = false }, AttendanceRules.Default), PersonStatuses.Of(part with { MadeUp = true }, AttendanceRules.Default));
            Assert.Equal(StatusSums.Of(without).There == 1 ? without : PersonStatus.MadeUp, with);
        },
        iter: 5_000);

    [Fact]
    public void Presence_is_what_a_clock_that_looks_every_second_counts() => Gen.Select(Gen.Select(Gen.Int[0, 300], Gen.Int[0, 100]).Array[0, 12], Gen.Int[0, 300], Gen.Int[0, 300]).Sample(
        (spans, from, length) =>
        {
            var played = spans.Select(span => new Span(Start.AddSeconds(span.Item1), Start.AddSeconds(span.Item1 + span.Item2)));
            var counted = Enumerable.Range(from, length).Count(second => spans.Any(span => second >= span.Item1 && second < span.Item1 + span.Item2));
            Assert.Equal(TimeSpan.FromSeconds(counted), Presence.Within(played, new Span(Start.AddSeconds(from), Start.AddSeconds(from + length))));
        },
        iter: 3_000);

    [Fact]
    public void A_hall_plays_between_good_heartbeats_and_stalls_are_left_out() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 5]).Array[1, 60].Sample(
        beats =>
        {
            // Kind 0 and 1 play, 2 tells nothing, the others are a stall, silence or a slate.
            var (tracker, spans, at) = (new PlayTracker(), new List<Span>(), Start);
            var told = new List<(DateTimeOffset At, bool Playing)>();
            foreach (var (gap, kind) in beats)
            {
                at = at.AddSeconds(gap);
                if (tracker.Beat(at, kind switch { 0 or 1 => HallPicture.Playing, 2 => HallPicture.None, 3 => HallPicture.Frozen, 4 => HallPicture.Silent, _ => HallPicture.Slate }) is { } ended)
                {
                    spans.Add(ended);
                }

                if (kind != 2)
                {
                    told.Add((at, kind <= 1));
                }
            }

            if (tracker.Current is { } current)
            {
                spans.Add(current);
            }

            var expected = told.Zip(told.Skip(1)).Where(pair => pair.First.Playing && pair.Second.Playing && pair.Second.At - pair.First.At <= PlayTracker.LongestGap)
                .Aggregate(TimeSpan.Zero, (sum, pair) => sum + (pair.Second.At - pair.First.At));
            Assert.Equal(expected, spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To - span.From)));
            Assert.Equal(expected, Presence.Within(spans, new Span(Start, at)));
        },
        iter: 3_000);

    [Theory]
    [InlineData(15, 15, 60, null)]
    [InlineData(-1, 15, 60, "lateAfterMinutes")]
    [InlineData(15, 241, 60, "leaveBeforeMinutes")]
    [InlineData(15, 15, 101, "partialBelowPercent")]
    public void Rules_have_bounds_and_a_version_that_tells_them(int late, int leave, int partial, string? field)
    {
        Assert.Equal(field, new AttendanceRules(late, leave, partial).Fault()?.Field);
        Assert.Equal("1-15-15-60", AttendanceRules.Default.Version);
        Assert.NotEqual(new AttendanceRules(1, 11, 6).Version, new AttendanceRules(11, 1, 6).Version);
    }

    /// <summary>The table, as its own words have it: from the strongest to the weakest.</summary>
    private static PersonStatus Table(PersonPart part, int leaveMinutes, int percent)
    {
        var (there, missing) = (0, 0);
        var (checksThere, checks) = (0, 0);
        string? signIn = null;
        RoundPart? last = null;
        foreach (var round in part.Rounds)
        {
            var isThere = round.Standing == Standing.Present || round.Standing == Standing.Late;
            var isMissing = round.Standing == Standing.Absent || (round.Standing == Standing.Missing && round.WithinReach);
            there += isThere ? 1 : 0;
            missing += isMissing ? 1 : 0;
            if (round.Purpose == RoundPurpose.SpotCheck)
            {
                (checksThere, checks) = (checksThere + (isThere ? 1 : 0), checks + (isThere || isMissing ? 1 : 0));
            }
            else if (round.Purpose == RoundPurpose.SignOut)
            {
                last = round;
            }
            else if (isThere)
            {
                signIn ??= round.Standing.ToString();
            }
        }

        if (there == 0)
        {
            return part.MadeUp ? PersonStatus.MadeUp : part.Excused || part.Rounds.Any(round => round.Standing == Standing.Excused) ? PersonStatus.Excused : missing > 0 ? PersonStatus.Absent : PersonStatus.Unknown;
        }

        var tooShort = part.Seen is { } seen && part.Played.TotalMinutes > 0 && seen.TotalMinutes / part.Played.TotalMinutes * 100 < percent - 1e-9;
        if (tooShort || (checks > 0 && (double)checksThere / checks * 100 < percent - 1e-9))
        {
            return PersonStatus.Partial;
        }

        if (last is { } signOut)
        {
            var signedOut = signOut.Standing == Standing.Present || signOut.Standing == Standing.Late;
            if (signedOut ? signOut.At is { } at && part.EndedAt is { } end && (end - at).TotalMinutes > leaveMinutes : signOut.Standing == Standing.Absent || (signOut.Standing == Standing.Missing && signOut.WithinReach))
            {
                return PersonStatus.LeftEarly;
            }
        }

        return signIn == "Late" ? PersonStatus.Late : PersonStatus.Present;
    }
}
