using System.Text.Json;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>One stream of a join, read.</summary>
/// <param name="Name">The stream.</param>
/// <param name="Cursor">Where the client stands; null: a snapshot first.</param>
internal readonly record struct JoinWish(StreamName Name, string? Cursor)
{
    /// <summary>How many streams a connection may follow.</summary>
    public const int MaxStreams = 8;

    /// <summary>Reads a <see cref="JoinRequest"/>.</summary>
    /// <returns>Why it cannot be read; null if it can.</returns>
    public static HubError? Read(JsonElement request, out List<JoinWish> wishes)
    {
        wishes = [];
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("streams", out var streams) || streams.ValueKind != JsonValueKind.Array)
        {
            return Malformed("Send {streams: [{stream, cursor?}]}.");
        }

        if (Stranger(request, "streams", "streams") is { } unknown)
        {
            return unknown;
        }

        if (streams.GetArrayLength() is 0 or > MaxStreams)
        {
            return Malformed($"Join 1 to {MaxStreams} streams.");
        }

        foreach (var item in streams.EnumerateArray())
        {
            if (ReadOne(item, out var wish) is { } error)
            {
                return error;
            }

            if (wishes.Exists(earlier => earlier.Name == wish.Name))
            {
                return Malformed("Name each stream once.");
            }

            wishes.Add(wish);
        }

        return null;
    }

    private static HubError? ReadOne(JsonElement item, out JoinWish wish)
    {
        wish = default;
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.String
            || !StreamName.TryParse(stream.GetString(), out var name))
        {
            return Malformed("Name a stream as s/{session}/screen, s/{session}/staff, b/{session}/{branch} or a/{session}/{unit}.");
        }

        if (item.TryGetProperty("cursor", out var cursor) && cursor.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return Malformed("Echo a cursor as it was received.");
        }

        wish = new JoinWish(name, cursor.ValueKind == JsonValueKind.String ? cursor.GetString() : null);
        return Stranger(item, "stream", "cursor");
    }

    private static HubError? Stranger(JsonElement item, string one, string other)
    {
        foreach (var property in item.EnumerateObject())
        {
            if (!property.NameEquals(one) && !property.NameEquals(other))
            {
                return new HubError(ErrorCodes.UnknownField, "The request carries a field that the contract does not know.");
            }
        }

        return null;
    }

    private static HubError Malformed(string detail) => new(ErrorCodes.Malformed, detail);
}
