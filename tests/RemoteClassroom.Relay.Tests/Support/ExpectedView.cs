using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>What each audience is to see of a log, worked out from the contract's words alone, event by event, with nothing of the relay's.</summary>
internal sealed class ExpectedView
{
    private readonly List<(long Offset, string Line)> _lines = [];

    public ExpectedView(StreamName stream, IEnumerable<LoggedEvent> log)
    {
        var asked = new Dictionary<Guid, QuestionAsked>();
        var approved = new HashSet<Guid>();
        var rounds = new Dictionary<Guid, (RoundOpened Event, DateTimeOffset At)>();
        foreach (var logged in log)
        {
            var shown = Show(stream, logged, asked, approved, rounds);
            if (shown is var (type, data))
            {
                _lines.Add((logged.Offset, Line(logged.Offset, type, logged.At, data)));
            }
        }
    }

    public int Count => _lines.Count;

    public long LastOffset => _lines.Count == 0 ? 0 : _lines[^1].Offset;

    /// <summary>One event, spelled so that equal events are equal texts.</summary>
    public static string Line(long offset, string type, DateTimeOffset at, JsonNode? data) => $"{offset}|{type}|{Micros.Of(at)}|{Sorted(data)}\n";

    /// <summary>The hash of the events in (after, upTo].</summary>
    public string Hash(long after, long upTo)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (offset, line) in _lines)
        {
            if (offset > after && offset <= upTo)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(line));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static (string Type, JsonNode Data)? Show(
        StreamName stream, LoggedEvent logged, Dictionary<Guid, QuestionAsked> asked, HashSet<Guid> approved, Dictionary<Guid, (RoundOpened Event, DateTimeOffset At)> rounds)
    {
        var hall = stream.Kind == StreamKind.Branch;
        switch (logged.Event)
        {
            case SessionScheduled e: return ("sessionScheduled", new JsonObject { ["title"] = e.Title, ["startsAt"] = Iso(e.StartsAt) });
            case SessionOpened: return ("sessionOpened", Phase("open"));
            case SessionStarted: return ("sessionStarted", Phase("live"));
            case SessionPaused: return ("sessionPaused", Phase("paused"));
            case SessionResumed: return ("sessionResumed", Phase("live"));
            case SessionEnded: return ("sessionEnded", Phase("ended"));
            case RoundOpened e:
                rounds[e.RoundId] = (e, logged.At);
                return hall ? null : ("roundOpened", Round(e, logged.At, null));
            case RoundClosed e: return hall ? null : ("roundClosed", Round(rounds[e.RoundId].Event, rounds[e.RoundId].At, logged.At));
            case MediaStarted e: return hall ? null : ("mediaStarted", new JsonObject { ["url"] = e.Url, ["since"] = Iso(logged.At) });
            case MediaStopped: return hall ? null : ("mediaStopped", new JsonObject());
            case QuestionAsked e:
                asked[e.QuestionId] = e;
                return stream.Kind switch
                {
                    StreamKind.Staff => ("questionAsked", ForStaff(e, logged.At)),
                    StreamKind.Branch when e.BranchId == stream.Target => ("questionAsked", Ref(e.QuestionId, "pending")),
                    _ => null,
                };
            case QuestionApproved e:
                approved.Add(e.QuestionId);
                return stream.Kind == StreamKind.Screen
                    ? ("questionApproved", Public(asked[e.QuestionId]))
                    : Of(stream, asked[e.QuestionId], "questionApproved", "approved");
            case QuestionDismissed e:
                return stream.Kind == StreamKind.Screen && !approved.Contains(e.QuestionId) ? null : Of(stream, asked[e.QuestionId], "questionDismissed", "dismissed");
            case QuestionAnswering e: return Of(stream, asked[e.QuestionId], "questionAnswering", "answering");
            case QuestionAnswered e: return Of(stream, asked[e.QuestionId], "questionAnswered", "answered");
            default: throw new InvalidOperationException($"The contract's words do not say who sees {logged.Event}.");
        }
    }

    private static (string Type, JsonNode Data)? Of(StreamName stream, QuestionAsked question, string type, string state) =>
        stream.Kind == StreamKind.Branch && question.BranchId != stream.Target ? null : (type, Ref(question.QuestionId, state));

    private static JsonObject Phase(string phase) => new() { ["phase"] = phase };

    private static JsonObject Ref(Guid question, string state) => new() { ["questionId"] = question.ToString("D"), ["state"] = state };

    private static JsonObject Public(QuestionAsked question)
    {
        var shown = new JsonObject { ["questionId"] = question.QuestionId.ToString("D"), ["state"] = "approved", ["text"] = question.Text };
        if (!question.Anonymous)
        {
            shown["hall"] = question.Hall;
        }

        return shown;
    }

    private static JsonObject ForStaff(QuestionAsked question, DateTimeOffset at) => new()
    {
        ["questionId"] = question.QuestionId.ToString("D"),
        ["state"] = "pending",
        ["text"] = question.Text,
        ["hall"] = question.Hall,
        ["branchId"] = question.BranchId.ToString("D"),
        ["byPerson"] = question.PersonId is not null,
        ["anonymous"] = question.Anonymous,
        ["askedAt"] = Iso(at),
    };

    private static JsonObject Round(RoundOpened round, DateTimeOffset openedAt, DateTimeOffset? closedAt)
    {
        var shown = new JsonObject { ["roundId"] = round.RoundId.ToString("D"), ["kind"] = "signIn", ["openedAt"] = Iso(openedAt) };
        if (closedAt is { } closed)
        {
            shown["closedAt"] = Iso(closed);
        }

        return shown;
    }

    private static string Iso(DateTimeOffset at) => JsonSerializer.Serialize(at).Trim('"');

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject obj => "{" + string.Join(",", obj.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + ":" + Sorted(pair.Value))) + "}",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonSerializer.Serialize(Instant(value.GetValue<string>())),
        null => "null",
        _ => node.ToJsonString(),
    };

    /// <summary>Instants may be spelled in more than one way.</summary>
    private static string Instant(string text) =>
        text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, out var at) ? Micros.Of(at).ToString() : text;
}
