using System.Globalization;
using System.Text;

namespace RemoteClassroom.Domain.Audit;

/// <summary>Who did it, as the audit keeps it: never by name.</summary>
/// <param name="Id">The account or device; null for the server itself, or where nobody was known.</param>
/// <param name="Role">The account's role as a lower-case word; <c>screen</c>, <c>server</c> or <c>nobody</c>.</param>
public sealed record AuditActor(Guid? Id, string Role)
{
    /// <summary>What the server does by itself.</summary>
    public static AuditActor Server { get; } = new(null, "server");

    /// <summary>Somebody without a credential.</summary>
    public static AuditActor Nobody { get; } = new(null, "nobody");
}

/// <summary>What it was done to.</summary>
/// <param name="Kind">One of <see cref="AuditKinds"/>.</param>
/// <param name="Id">Which; null where there is none.</param>
/// <param name="UnitPath">The path of the unit that it belongs to, as it was then; empty for the whole tree. Who may read the line depends on it.</param>
public sealed record AuditObject(string Kind, Guid? Id, string UnitPath);

/// <summary>One line of the audit: who did what to which thing, when, and how it ended.</summary>
/// <param name="Id">Of the line; a version 7 UUID.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="On">To what.</param>
/// <param name="Done">False: it was tried and refused.</param>
/// <param name="Detail">Names and values, as <see cref="AuditDetail"/> writes them; empty for none.</param>
/// <param name="Reason">Why, in the words of the one who did it; null where nobody is asked.</param>
public sealed record AuditLine(Guid Id, DateTimeOffset At, AuditActor Actor, string Action, AuditObject On, bool Done, string Detail, string? Reason)
{
    /// <summary>The longest reason.</summary>
    public const int LongestReason = 200;

    /// <summary>A line to be written.</summary>
    /// <exception cref="ArgumentException">The action is none of <see cref="AuditActions"/>, or the detail holds what it must not.</exception>
    public static AuditLine Of(DateTimeOffset at, AuditActor actor, string action, AuditObject on, bool done = true, string? reason = null, params (string Name, object Value)[] detail)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(on);
        return AuditActions.All.Contains(action)
            ? new AuditLine(Guid.CreateVersion7(at), Log.Micros.Truncate(at), actor, action, on, done, AuditDetail.Write(detail), reason)
            : throw new ArgumentException($"'{action}' is not an action of the audit.", nameof(action));
    }
}

/// <summary>
/// The small structured part of a line: names with numbers, ids, truth values and plain words, as <c>name=value</c> joined by blanks. A text that somebody wrote
/// cannot get in: that keeps names, numbers of people and secrets out of the audit.
/// </summary>
public static class AuditDetail
{
    private const int LongestWord = 40;

    /// <summary>Writes it.</summary>
    /// <exception cref="ArgumentException">A value is not a number, id, truth value or plain word.</exception>
    public static string Write(params ReadOnlySpan<(string Name, object Value)> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(Word(name)).Append('=').Append(value switch
            {
                Guid id => id.ToString("D"),
                int number => number.ToString(CultureInfo.InvariantCulture),
                long number => number.ToString(CultureInfo.InvariantCulture),
                bool flag => flag ? "true" : "false",
                string word => Word(word),
                _ => throw new ArgumentException($"A {value.GetType().Name} does not belong into the audit.", nameof(values)),
            });
        }

        return text.ToString();
    }

    /// <summary>Reads it back.</summary>
    public static IReadOnlyDictionary<string, string> Read(string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return detail.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    private static string Word(string word) =>
        word.Length is > 0 and <= LongestWord && char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetter(c) || c is '.' or '-' or '_')
            ? word
            : throw new ArgumentException("Only plain words without digits belong into the audit.", nameof(word));
}
