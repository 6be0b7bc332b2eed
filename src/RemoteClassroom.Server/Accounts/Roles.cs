using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Roles as they are stored: the contract's words.</summary>
internal static class Roles
{
    /// <summary>What the first administrator holds beside his own role until each is given to somebody else.</summary>
    public static string OfTheFirst { get; } = string.Join(' ', Role.PlatformAdministrator.Word(), Role.SecurityAdministrator.Word(), Role.Auditor.Word());

    /// <summary>The roles of stored words with spaces between.</summary>
    public static IEnumerable<Role> ParseAll(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    /// <summary>The stored word.</summary>
    public static string Word(this Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Lecturer => "lecturer",
        Role.Assistant => "assistant",
        Role.Operator => "operator",
        Role.PlatformAdministrator => "platformAdministrator",
        Role.SecurityAdministrator => "securityAdministrator",
        Role.Auditor => "auditor",
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
        "platformAdministrator" => Role.PlatformAdministrator,
        "securityAdministrator" => Role.SecurityAdministrator,
        "auditor" => Role.Auditor,
        _ => throw new InvalidDataException($"An account has the role '{word}', which this version does not know."),
    };
}
