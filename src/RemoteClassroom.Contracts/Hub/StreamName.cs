using System.Diagnostics.CodeAnalysis;

namespace RemoteClassroom.Contracts.Hub;

/// <summary>The audiences of a session.</summary>
public enum StreamKind
{
    /// <summary><c>s/{session}/screen</c>: every hall's screen.</summary>
    Screen,
    /// <summary><c>s/{session}/staff</c>: lecturer and assistants.</summary>
    Staff,
    /// <summary><c>b/{session}/{branch}</c>: one hall.</summary>
    Branch,
    /// <summary><c>a/{session}/{orgUnit}</c>: attendance totals of one unit.</summary>
    Attendance,
}

/// <summary>The name of a stream; ids are lower-case UUIDs with hyphens, and only that spelling is accepted.</summary>
/// <param name="Kind">Which audience.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Target">The branch or unit; empty for screen and staff.</param>
public readonly record struct StreamName(StreamKind Kind, Guid SessionId, Guid Target = default)
{
    /// <summary>The screens' stream of a session.</summary>
    public static StreamName Screen(Guid sessionId) => new(StreamKind.Screen, sessionId);

    /// <summary>The staff's stream of a session.</summary>
    public static StreamName Staff(Guid sessionId) => new(StreamKind.Staff, sessionId);

    /// <summary>One hall's own stream.</summary>
    public static StreamName Branch(Guid sessionId, Guid branchId) => new(StreamKind.Branch, sessionId, branchId);

    /// <summary>The attendance totals of a unit.</summary>
    public static StreamName Attendance(Guid sessionId, Guid unitId) => new(StreamKind.Attendance, sessionId, unitId);

    /// <summary>The one spelling of the name.</summary>
    public string Format() => Kind switch
    {
        StreamKind.Screen => $"s/{SessionId:D}/screen",
        StreamKind.Staff => $"s/{SessionId:D}/staff",
        StreamKind.Branch => $"b/{SessionId:D}/{Target:D}",
        _ => $"a/{SessionId:D}/{Target:D}",
    };

    /// <inheritdoc />
    public override string ToString() => Format();

    /// <summary>Reads a name.</summary>
    /// <param name="text">What a client sent.</param>
    /// <param name="name">The name, if this returns true.</param>
    /// <returns>False for anything but the one spelling.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out StreamName name)
    {
        name = default;
        if (text is null || text.Length > 96)
        {
            return false;
        }

        var parts = text.Split('/');
        if (parts.Length != 3 || !Guid.TryParseExact(parts[1], "D", out var session))
        {
            return false;
        }

        StreamName? found = (parts[0], parts[2]) switch
        {
            ("s", "screen") => Screen(session),
            ("s", "staff") => Staff(session),
            ("b", var target) when Guid.TryParseExact(target, "D", out var branch) => Branch(session, branch),
            ("a", var target) when Guid.TryParseExact(target, "D", out var unit) => Attendance(session, unit),
            _ => null,
        };
        name = found ?? default;
        return found is { } stream && string.Equals(stream.Format(), text, StringComparison.Ordinal);
    }
}
