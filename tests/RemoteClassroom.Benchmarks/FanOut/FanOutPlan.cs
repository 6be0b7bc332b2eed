namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>What the screens' process needs of a server that stands ready.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Stream">The stream that every screen joins.</param>
/// <param name="Screens">A credential for each screen; the rival asks for none, and every one is empty.</param>
/// <param name="Staff">The credential for the commands; empty for the rival.</param>
/// <param name="Commands">The addresses of the commands, in order: each brings one event to every screen.</param>
internal sealed record FanOutPlan(string Address, string Stream, IReadOnlyList<string> Screens, string Staff, IReadOnlyList<string> Commands)
{
    private const int TextLength = 120;

    /// <summary>The text in the event of a command; with what stands around it, an event is some 300 bytes of JSON.</summary>
    public static string Text(int command) => $"n={command} ".PadRight(TextLength, 'x');

    /// <summary>Which command a text is of.</summary>
    public static int CommandOf(string text) => int.Parse(text.AsSpan(2, text.IndexOf(' ', StringComparison.Ordinal) - 2));
}
