using System.Globalization;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Chasing;

/// <summary>What a reminder says, in one sentence: the hall, the round and how many. No person is in it.</summary>
public static class ReminderText
{
    /// <summary>In Chinese.</summary>
    public static string Chinese(ReminderMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var round = message.Purpose switch { RoundPurpose.SpotCheck => "抽查", RoundPurpose.SignOut => "签退", _ => "签到" };
        var (figures, open) = (message.Figures, new List<string>());
        if (figures.Missing > 0)
        {
            open.Add(Say($"还有 {figures.Missing} 人未{round}"));
        }

        if (figures.Unknown > 0)
        {
            open.Add(Say($"{figures.Unknown} 人情况未知（分课堂离线）"));
        }

        return Say($"{message.HallName}（{message.HallNumber} 号）：《{message.Title}》{round}，应到 {figures.Expected} 人，实到 {figures.Arrived} 人，{string.Join("，", open)}。");
    }

    /// <summary>In English.</summary>
    public static string English(ReminderMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var round = message.Purpose switch { RoundPurpose.SpotCheck => "the spot check", RoundPurpose.SignOut => "the sign-out", _ => "the sign-in" };
        var (figures, open) = (message.Figures, new List<string>());
        if (figures.Missing > 0)
        {
            open.Add(Say($"{figures.Missing} {(figures.Missing == 1 ? "is" : "are")} still missing"));
        }

        if (figures.Unknown > 0)
        {
            open.Add(Say($"{figures.Unknown} {(figures.Unknown == 1 ? "is" : "are")} unknown, for the hall is offline"));
        }

        return Say($"{message.HallName} (hall {message.HallNumber}), {round} of “{message.Title}”: {figures.Arrived} of {figures.Expected} came, {string.Join(", ", open)}.");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
