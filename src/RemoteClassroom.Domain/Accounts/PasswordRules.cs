namespace RemoteClassroom.Domain.Accounts;

/// <summary>
/// What a password must be: long rather than odd, and none that guessers try first. Pure.
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 10;

    // Up to here a common word with digits around it is still one of the first that are tried.
    private const int Padded = 14;

    /// <summary>Most characters.</summary>
    public const int Longest = 128;

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwerty", "qwertyuiop", "qwertyui", "asdfghjkl", "zxcvbnm", "letmein", "welcome", "iloveyou", "admin", "administrator", "root",
        "changeme", "secret", "default", "guest", "test", "login", "master", "dragon", "monkey", "sunshine", "princess", "football", "baseball", "superman", "trustno", "whatever",
        "woaini", "woaiwojia", "woaizhongguo", "zhongguo", "mima", "wodemima", "nihao", "beijing", "gansu", "lanzhou", "classroom", "remoteclassroom", "teacher", "student", "abcdefg", "abcdefgh", "abcdefghij",
        "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5", "qazwsxedc", "qweasdzxc", "a1b2c3d4e5", "1a2b3c4d5e", "abc123", "aa123456", "qq123456", "asd123456", "zxc123456", "5201314", "1314520", "147258369", "123321", "112233", "88888888", "66666666",
    };

    private static readonly string[] Runs = ["0123456789012345678901234567890", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"];

    /// <summary>Why a password is not taken, and what to do; null if it is good.</summary>
    /// <param name="password">The password.</param>
    /// <param name="user">The account's name.</param>
    public static string? Fault(string password, string user)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(user);
        if (password.Length is < Shortest or > Longest)
        {
            return $"Give a password of {Shortest} to {Longest} characters.";
        }

        var bare = password.Trim(Ornament.ToCharArray());
        if (password.Contains(user, StringComparison.OrdinalIgnoreCase) && password.Length - user.Length < Shortest / 2)
        {
            return "The password must not be the account's name, nor that name with a few characters added.";
        }

        return Common.Contains(password) || (password.Length <= Padded && Common.Contains(bare)) || IsRun(password) || IsRepeated(password)
            ? "This password is one of the first that guessers try; take several words that do not belong together."
            : null;
    }

    // What people add to a common word to make it long enough.
    private const string Ornament = "0123456789!@#$%^&*.,-_+=? ";

    private static bool IsRun(string password)
    {
        var backwards = new string([.. password.Reverse()]);
        return Runs.Any(run => run.Contains(password, StringComparison.OrdinalIgnoreCase) || run.Contains(backwards, StringComparison.OrdinalIgnoreCase));
    }

    // One to four characters over and over.
    private static bool IsRepeated(string password)
    {
        for (var length = 1; length <= 4; length++)
        {
            var same = true;
            for (var i = length; i < password.Length && same; i++)
            {
                same = password[i] == password[i - length];
            }

            if (same)
            {
                return true;
            }
        }

        return false;
    }
}
