using System.Globalization;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>What the check-in benchmark is to do.</summary>
internal sealed record CheckInOptions
{
    /// <summary>A twenty-fifth of the province, one pair: to see that everything works.</summary>
    public bool Quick { get; private init; }

    /// <summary>1 is the whole province of 10,300 halls and 264,000 people.</summary>
    public double Scale { get; private init; } = 1;

    /// <summary>Interleaved pairs (ours, rival) for each database.</summary>
    public int Pairs { get; private init; } = 5;

    /// <summary>How many requests the slower rival gets in each pair; rates are compared.</summary>
    public int RivalRequests { get; private init; } = 15_000;

    /// <summary>How many people a second are due in the paced part of each pair, of both sides.</summary>
    public int Rate { get; private init; } = 1_000;

    /// <summary>How many seconds the paced part lasts.</summary>
    public int PacedSeconds { get; private init; } = 10;

    /// <summary>Kept-alive connections of the client.</summary>
    public int Connections { get; private init; } = 256;

    /// <summary>sqlite, postgres or both.</summary>
    public IReadOnlyList<string> Databases { get; private init; } = ["sqlite", "postgres"];

    /// <summary>Only the scans and check-ins of ours: no rival, no whole way. To measure a step.</summary>
    public bool OursOnly { get; private init; }

    /// <summary>Where <c>perf</c> leaves a sampled profile of the server for each phase; null for none.</summary>
    public string? Profiles { get; private init; }

    /// <summary>Where the JSON lines go; null for the console alone.</summary>
    public string? Output { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It cannot be understood; the message is the usage.</exception>
    public static CheckInOptions Parse(string[] arguments)
    {
        var options = new CheckInOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            string Next() => i + 1 < arguments.Length ? arguments[++i] : throw Usage($"{name} wants a value");
            int Number() => int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Usage($"{name} wants a number");
            options = name switch
            {
                "--quick" => options with { Quick = true, Scale = 0.04, Pairs = 1, RivalRequests = 2_000, PacedSeconds = 2 },
                "--pairs" => options with { Pairs = Number() },
                "--rival-requests" => options with { RivalRequests = Number() },
                "--rate" => options with { Rate = Number() },
                "--connections" => options with { Connections = Number() },
                "--ours-only" => options with { OursOnly = true },
                "--profile" => options with { Profiles = Next() },
                "--scale" => options with { Scale = double.Parse(Next(), CultureInfo.InvariantCulture) },
                "--database" => options with
                {
                    Databases = Next() switch
                    {
                        "both" => ["sqlite", "postgres"],
                        "sqlite" => ["sqlite"],
                        "postgres" or "postgresql" => ["postgres"],
                        var other => throw Usage($"{other} is no database of ours"),
                    },
                },
                "--out" => options with { Output = Next() },
                _ => throw Usage($"{name} is not known"),
            };
        }

        return options;
    }

    private static FormatException Usage(string fault) =>
        new($"{fault}. usage: check-in [--quick] [--database sqlite|postgres|both] [--pairs N] [--rival-requests N] [--rate N] [--connections N] [--scale X] [--ours-only] [--profile DIR] [--out FILE]");
}
