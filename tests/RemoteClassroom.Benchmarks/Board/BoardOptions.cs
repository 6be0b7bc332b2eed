using System.Globalization;

namespace RemoteClassroom.Benchmarks.Board;

/// <summary>What the board's benchmark is to do.</summary>
internal sealed record BoardOptions
{
    /// <summary>1 is the whole province of 10,300 halls and 264,000 people.</summary>
    public double Scale { get; private init; } = 1;

    /// <summary>How long to measure.</summary>
    public int Seconds { get; private init; } = 60;

    /// <summary>Check-ins a second: 264,000 in ten minutes are 440.</summary>
    public int PerSecond { get; private init; } = 440;

    /// <summary>How many administrators ask, one request at a time each.</summary>
    public int Readers { get; private init; } = 6;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It cannot be understood; the message is the usage.</exception>
    public static BoardOptions Parse(string[] arguments)
    {
        var options = new BoardOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            int Number() => i + 1 < arguments.Length && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Usage(name);
            options = name switch
            {
                "--quick" => options with { Scale = 0.04, Seconds = 10 },
                "--seconds" => options with { Seconds = Number() },
                "--per-second" => options with { PerSecond = Number() },
                "--readers" => options with { Readers = Number() },
                _ => throw Usage(name),
            };
        }

        return options;
    }

    private static FormatException Usage(string fault) => new($"{fault}? usage: board [--quick] [--seconds N] [--per-second N] [--readers N]");
}
