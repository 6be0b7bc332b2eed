using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Roles as they are stored: lower-case words.</summary>
internal static class Roles
{
    /// <summary>The stored word.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Lecturer => "lecturer",
        Role.Assistant => "assistant",
        Role.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    /// <summary>The role of a stored word.</summary>
    /// <exception cref="InvalidDataException">The word is not known: a newer version wrote it.</exception>
    public static Role Parse(string word) => word switch
    {
        "administrator" => Role.Administrator,
        "lecturer" => Role.Lecturer,
        "assistant" => Role.Assistant,
        "operator" => Role.Operator,
        _ => throw new InvalidDataException($"An account has the role '{word}', which this version does not know."),
    };
}
