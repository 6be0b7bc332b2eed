namespace RemoteClassroom.Domain.Attendance;

/// <summary>What a hall's screen makes of the programme, as its heartbeats tell.</summary>
public enum HallPicture
{
    /// <summary>Not told: what was told before stands.</summary>
    None,
    /// <summary>Frames advance and the sound is on.</summary>
    Playing,
    /// <summary>Frames advance, but nobody hears anything (有画面没声音).</summary>
    Silent,
    /// <summary>There is something to play, but the picture stands still or does not come.</summary>
    Frozen,
    /// <summary>There is nothing to play.</summary>
    Waiting,
    /// <summary>The programme is cut and the slate is on the screen.</summary>
    Slate,
}
