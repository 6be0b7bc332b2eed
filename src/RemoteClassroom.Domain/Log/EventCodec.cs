using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Log;

/// <summary>Events to and from their stored form. A name here is for ever: a log written once is read by every later version.</summary>
public static class EventCodec
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly FrozenDictionary<string, Type> ByName = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["sessionScheduled"] = typeof(SessionScheduled),
        ["sessionOpened"] = typeof(SessionOpened),
        ["sessionStarted"] = typeof(SessionStarted),
        ["sessionPaused"] = typeof(SessionPaused),
        ["sessionResumed"] = typeof(SessionResumed),
        ["sessionEnded"] = typeof(SessionEnded),
        ["roundOpened"] = typeof(RoundOpened),
        ["roundClosed"] = typeof(RoundClosed),
        ["roundExtended"] = typeof(RoundExtended),
        ["programmeCut"] = typeof(ProgrammeCut),
        ["programmeRestored"] = typeof(ProgrammeRestored),
        ["mediaStarted"] = typeof(MediaStarted),
        ["mediaStopped"] = typeof(MediaStopped),
        ["questionAsked"] = typeof(QuestionAsked),
        ["questionApproved"] = typeof(QuestionApproved),
        ["questionDismissed"] = typeof(QuestionDismissed),
        ["questionAnswering"] = typeof(QuestionAnswering),
        ["questionAnswered"] = typeof(QuestionAnswered),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every stored name with its record; for the checked-in list of serialised contracts.</summary>
    public static IReadOnlyDictionary<string, Type> Names => ByName;

    /// <summary>The stored name and JSON of an event.</summary>
    public static (string Type, string Data) Encode(SessionEvent change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var type = change.GetType();
        return (ByType[type], JsonSerializer.Serialize(change, type, Json));
    }

    /// <summary>Reads an event back.</summary>
    /// <exception cref="InvalidDataException">The name is not known: the log was written by a newer version, or is damaged.</exception>
    public static SessionEvent Decode(string type, string data) =>
        ByName.TryGetValue(type, out var known) && JsonSerializer.Deserialize(data, known, Json) is SessionEvent change
            ? change
            : throw new InvalidDataException($"The log holds an event '{type}' that this version cannot read.");
}
