using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.Relay.Views;

namespace RemoteClassroom.Relay.Tests.Views;

/// <summary>What the snapshots hold.</summary>
public sealed class SnapshotStateTests
{
    [Fact]
    public void A_screen_lists_what_is_approved_in_that_order_and_the_last_ten_answered()
    {
        var (log, lecture, ids) = Asked(30);
        foreach (var id in ids.Take(15).Reverse())
        {
            lecture.Say(new QuestionApproved(id));
            lecture.Say(new QuestionAnswering(id));
            lecture.Say(new QuestionAnswered(id));
        }

        lecture.Say(new QuestionApproved(ids[20]));
        lecture.Say(new QuestionApproved(ids[18]));
        lecture.Say(new QuestionApproved(ids[19]));
        lecture.Say(new QuestionDismissed(ids[19]));
        lecture.Say(new QuestionAnswering(ids[20]));

        var screen = ScreenView.State(lecture.SessionId, Folded(log, lecture));
        Guid[] expected = [.. ids.Take(10).Reverse(), ids[20], ids[18]];
        Assert.Equal(expected, screen.Questions.Select(question => question.QuestionId));
        Assert.Equal((QuestionState.Answering, QuestionState.Approved), (screen.Questions[^2].State, screen.Questions[^1].State));
        Assert.Equal((SessionPhase.Open, "Soil and water"), (screen.Phase, screen.Title));
    }

    [Fact]
    public void Staff_sees_all_open_ones_and_the_last_hundred_finished_in_the_order_of_asking()
    {
        var (log, lecture, ids) = Asked(130);
        foreach (var id in ids.Take(120))
        {
            lecture.Say(new QuestionDismissed(id));
        }

        var staff = StaffView.State(lecture.SessionId, Folded(log, lecture));
        Assert.Equal(ids.Skip(20), staff.Questions.Select(question => question.QuestionId));
        Assert.Equal(10, staff.Questions.Count(question => question.State == QuestionState.Pending));
    }

    [Fact]
    public void A_hall_sees_its_own_last_twenty_without_their_texts()
    {
        var (log, lecture, ids) = Asked(60);
        lecture.Say(new QuestionApproved(ids[58]));
        var hall = BranchView.State(lecture.SessionId, lecture.Halls[0], Folded(log, lecture));
        Assert.Equal(ids.Where((_, i) => i % 2 == 0).TakeLast(20), hall.Questions.Select(question => question.QuestionId));
        Assert.Equal(QuestionState.Approved, hall.Questions[^1].State);
    }

    [Fact]
    public void An_open_round_and_the_picture_are_shown_while_they_last()
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed: 1, halls: 1);
        var round = Guid.NewGuid();
        lecture.Say(new RoundOpened(round, RoundPurpose.SpotCheck, null));
        lecture.Say(new MediaStarted("/live/x/index.m3u8"));
        var during = ScreenView.State(lecture.SessionId, Folded(log, lecture));
        lecture.Say(new RoundClosed(round, [1, 2, 3]));
        lecture.Say(new MediaStopped());
        var after = ScreenView.State(lecture.SessionId, Folded(log, lecture));
        Assert.Equal((round, RoundKind.SpotCheck, "/live/x/index.m3u8"), (during.Round!.RoundId, during.Round.Kind, during.Media!.Url));
        Assert.Equal((null, null), (after.Round, after.Media));
        Assert.NotNull(StaffView.State(lecture.SessionId, Folded(log, lecture)).Rounds.Single().ClosedAt);
    }

    [Fact]
    public void A_cut_is_in_both_snapshots_until_it_is_restored_and_only_staff_reads_who_did_it()
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed: 1, halls: 1);
        lecture.Say(new ProgrammeCut(new Doer("assistant", "李*")));
        lecture.Say(new SessionStarted());
        var during = Folded(log, lecture);
        Assert.NotNull(ScreenView.State(lecture.SessionId, during).CutSince);
        Assert.NotNull(StaffView.State(lecture.SessionId, during).CutSince);
        var cut = log.All(lecture.SessionId).Single(logged => logged.Event is ProgrammeCut);
        Assert.Contains("李*", System.Text.Encoding.UTF8.GetString(StaffView.Show(cut, during.Session)!), StringComparison.Ordinal);
        var shown = System.Text.Encoding.UTF8.GetString(ScreenView.Show(cut, during.Session)!);
        Assert.Contains("programmeCut", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("李*", shown, StringComparison.Ordinal);

        lecture.Say(new ProgrammeRestored(null));
        var after = Folded(log, lecture);
        Assert.Equal((null, null), (ScreenView.State(lecture.SessionId, after).CutSince, StaffView.State(lecture.SessionId, after).CutSince));
    }

    [Fact]
    public void More_time_for_a_round_shows_on_screens_and_to_staff()
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed: 1, halls: 1);
        var (round, later) = (Guid.NewGuid(), new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero));
        lecture.Say(new RoundOpened(round, RoundPurpose.SignIn, later.AddMinutes(-2)));
        lecture.Say(new RoundExtended(round, later));
        var state = Folded(log, lecture);
        Assert.Equal((later, later), (ScreenView.State(lecture.SessionId, state).Round!.ClosesAt, StaffView.State(lecture.SessionId, state).Rounds.Single().ClosesAt));
    }

    private static (MemoryLog Log, Lecture Lecture, List<Guid> Ids) Asked(int questions)
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed: 1, halls: 2);
        for (var i = 0; i < questions; i++)
        {
            lecture.Ask(lecture.Halls[i % 2], $"question {i}");
        }

        return (log, lecture, [.. lecture.State.Questions.Order]);
    }

    private static ViewState Folded(MemoryLog log, Lecture lecture) => log.All(lecture.SessionId).Aggregate(ViewState.Empty, (state, logged) => state.Apply(logged));
}
