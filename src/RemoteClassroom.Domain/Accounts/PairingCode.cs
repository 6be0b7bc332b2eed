using System.Security.Cryptography;

namespace RemoteClassroom.Domain.Accounts;

/// <summary>The digits that a screen shows to be paired: seven random ones and a check digit (Damm), so that a slip of one digit or of two neighbours is always noticed.</summary>
public static class PairingCode
{
    /// <summary>How many digits a code has.</summary>
    public const int Length = 8;

    // A totally anti-symmetric quasigroup of order 10, after H. M. Damm (2004).
    private static readonly byte[] Table =
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    /// <summary>A new random code.</summary>
    public static string Create() => WithCheckDigit(RandomNumberGenerator.GetInt32(10_000_000).ToString("D7"));

    /// <summary>The digits with their check digit behind them.</summary>
    /// <param name="digits">Decimal digits.</param>
    public static string WithCheckDigit(string digits) => $"{digits}{Check(digits)}";

    /// <summary>The code as it is stored: without the spaces and hyphens that people write; null if it cannot be a code.</summary>
    /// <param name="typed">What somebody typed.</param>
    public static string? Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (typed.Length > 4 * Length)
        {
            return null;
        }

        var code = typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return code.Length == Length && code.All(char.IsAsciiDigit) && Check(code) == 0 ? code : null;
    }

    private static int Check(string digits)
    {
        var state = 0;
        foreach (var digit in digits)
        {
            state = Table[(state * 10) + (digit - '0')];
        }

        return state;
    }
}
