namespace RemoteClassroom.Server.Composition;

/// <summary>With what the process ends, so that a supervisor knows whether starting it again can help.</summary>
public static class ExitCodes
{
    /// <summary>Stopped because it was told to.</summary>
    public const int Stopped = 0;

    /// <summary>Of <c>verify-ledger</c>: an entry is not as it was written.</summary>
    public const int Broken = 1;

    /// <summary>It cannot run as it was started: an option, an address that is taken, an unfit database. Starting it again without a change is no use.</summary>
    public const int Usage = 2;

    /// <summary>The other nodes declared this one dead, or its silo failed for good. Start it again: it joins as a new node.</summary>
    public const int DeclaredDead = 3;

    /// <summary>This node lost the database while others still reach it: its halls are better served by them. Start it again: it joins when the database answers.</summary>
    public const int DatabaseLost = 5;

    /// <summary>The database needs a newer version of the server. Start that one.</summary>
    public const int TooOld = 4;
}
