using System.Globalization;

namespace RemoteClassroom.Benchmarks.Province;

/// <summary>What the province's run is to do.</summary>
internal sealed record ProvinceOptions
{
    /// <summary>The part that comes in the rush.</summary>
    public const double RushShare = 0.6;

    /// <summary>1 is the whole province of 10,300 halls and 264,000 people.</summary>
    public double Scale { get; private init; } = 1;

    /// <summary>How long the rush lasts.</summary>
    public int RushSeconds { get; private init; } = 120;

    /// <summary>How long the others take; 240 s are 440 a second in the whole province.</summary>
    public int RestSeconds { get; private init; } = 240;

    /// <summary>How many administrators look on: each follows a unit live and goes from one of the board's requests to the next.</summary>
    public int Watchers { get; private init; } = 50;

    /// <summary>How many of so many people should have come by a moment.</summary>
    public int Due(TimeSpan since, int people)
    {
        var (rush, rest) = (Math.Min(1, since.TotalSeconds / RushSeconds), Math.Clamp((since.TotalSeconds - RushSeconds) / RestSeconds, 0, 1));
        return (int)(people * ((RushShare * rush) + ((1 - RushShare) * rest)));
    }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It cannot be understood; the message is the usage.</exception>
    public static ProvinceOptions Parse(string[] arguments)
    {
        var options = new ProvinceOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            int Number() => i + 1 < arguments.Length && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Usage(name);
            options = name switch
            {
                "--quick" => options with { Scale = 0.04, RushSeconds = 10, RestSeconds = 20, Watchers = 10 },
                "--rush-seconds" => options with { RushSeconds = Number() },
                "--rest-seconds" => options with { RestSeconds = Number() },
                "--watchers" => options with { Watchers = Number() },
                _ => throw Usage(name),
            };
        }

        return options;
    }

    private static FormatException Usage(string fault) => new($"{fault}? usage: province [--quick] [--rush-seconds N] [--rest-seconds N] [--watchers N]");
}
