using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Halls;

/// <summary>How one thing of a hall is doing.</summary>
public enum HallCheck
{
    /// <summary>Nothing can be said: it was not told, or there is nothing yet that it could be judged by.</summary>
    Unknown,
    /// <summary>Well.</summary>
    Good,
    /// <summary>Somebody must see to it.</summary>
    Bad,
}

/// <summary>What is known of a hall at one moment.</summary>
/// <param name="Online">Whether its screen is within reach.</param>
/// <param name="Picture">What the screen shows.</param>
/// <param name="Programme">Whether there is anything to play.</param>
/// <param name="ClockOffsetMs">The server's clock minus the screen's own; null: not told.</param>
/// <param name="OperatorThere">Whether the operator's page was heard of within the last thirty seconds.</param>
/// <param name="RosterHeld">The version of the roster on that page; empty: none; null: not told.</param>
/// <param name="RosterCurrent">The version of the roster as it stands; null: not known.</param>
public readonly record struct HallCondition(
    bool Online, HallPicture Picture, bool Programme, int? ClockOffsetMs, bool OperatorThere, string? RosterHeld, string? RosterCurrent);

/// <summary>Whether a hall can begin, by six checks.</summary>
/// <param name="Link">Its screen is within reach.</param>
/// <param name="Picture">The picture moves.</param>
/// <param name="Sound">The sound is on.</param>
/// <param name="Clock">The screen's own clock is right: without a link it shows codes by it.</param>
/// <param name="Operator">Somebody is there.</param>
/// <param name="Roster">The operator's page holds the roster as it stands.</param>
public readonly record struct HallReadiness(HallCheck Link, HallCheck Picture, HallCheck Sound, HallCheck Clock, HallCheck Operator, HallCheck Roster)
{
    /// <summary>Nothing is wrong, as far as is known.</summary>
    public bool Ready => Weight == 0;

    /// <summary>For the order: the graver fault outweighs all lesser ones together. Link, picture, sound, clock, operator, roster; 0: nothing is wrong.</summary>
    public int Weight => Bit(Link, 32) + Bit(Picture, 16) + Bit(Sound, 8) + Bit(Clock, 4) + Bit(Operator, 2) + Bit(Roster, 1);

    private static int Bit(HallCheck check, int weight) => check == HallCheck.Bad ? weight : 0;
}

/// <summary>The rules of the duty desk (值班台).</summary>
public static class Readiness
{
    /// <summary>How far a screen's clock may be off: a third of a code's step, so that codes made without a link are still taken.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Judges a hall. What a screen out of reach told before counts no more; its operator may be there all the same.</summary>
    public static HallReadiness Of(HallCondition hall) => new(
        hall.Online ? HallCheck.Good : HallCheck.Bad,
        hall.Online ? PictureOf(hall) : HallCheck.Unknown,
        hall.Online ? SoundOf(hall) : HallCheck.Unknown,
        hall.Online && hall.ClockOffsetMs is { } offset ? Judge(Math.Abs((long)offset) <= ClockTolerance.TotalMilliseconds) : HallCheck.Unknown,
        Judge(hall.OperatorThere),
        hall.OperatorThere && hall.RosterHeld is { } held && hall.RosterCurrent is { } current ? Judge(held == current) : HallCheck.Unknown);

    // A screen that waits while there is something to play does not get it; before there is anything, it does what it should.
    private static HallCheck PictureOf(HallCondition hall) => hall.Picture switch
    {
        HallPicture.Playing or HallPicture.Silent or HallPicture.Slate => HallCheck.Good,
        HallPicture.Frozen => HallCheck.Bad,
        HallPicture.Waiting when hall.Programme => HallCheck.Bad,
        _ => HallCheck.Unknown,
    };

    private static HallCheck SoundOf(HallCondition hall) => hall.Picture switch
    {
        HallPicture.Playing => HallCheck.Good,
        HallPicture.Silent => HallCheck.Bad,
        _ => HallCheck.Unknown,
    };

    private static HallCheck Judge(bool well) => well ? HallCheck.Good : HallCheck.Bad;
}
