using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.CheckIns;

public sealed class LatenessTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RoundPurpose.SignIn, -30, 15, false)]
    [InlineData(RoundPurpose.SignIn, -30, 16, true)]
    [InlineData(RoundPurpose.SignIn, 10, 25, false)]
    [InlineData(RoundPurpose.SignIn, 10, 26, true)]
    [InlineData(RoundPurpose.SpotCheck, -30, 600, false)]
    [InlineData(RoundPurpose.SignOut, -30, 600, false)]
    public void Late_is_who_signs_in_fifteen_minutes_after_start_and_opening(RoundPurpose purpose, int opened, int at, bool late) =>
        Assert.Equal(late, Lateness.IsLate(purpose, Start, Start.AddMinutes(opened), Start.AddMinutes(at), AttendanceRules.Default));

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(5, 6, true)]
    [InlineData(0, 1, true)]
    public void How_late_is_late_is_the_sessions_own_rule(int after, int at, bool late) =>
        Assert.Equal(late, Lateness.IsLate(RoundPurpose.SignIn, Start, Start, Start.AddMinutes(at), new AttendanceRules(LateAfterMinutes: after)));
}
