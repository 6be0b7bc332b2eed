using System.Buffers;
using System.Text.Json;

namespace RemoteClassroom.Relay.Edges;

/// <summary>
/// Which messages a client may send after the handshake: calls of the hub's three methods with one argument, pings and the close. SignalR would answer some of
/// the others with an error, look for methods that do not exist, or open client streams; here they are not let through.
/// </summary>
internal static class InboundMessage
{
    private const int Invocation = 1;
    private const int Ping = 6;
    private const int Close = 7;
    private const int MaxDepth = 12;

    /// <summary>Whether the contract knows such a message.</summary>
    /// <param name="json">One message without its separator.</param>
    public static bool IsKnown(ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && Judge(ref reader) && !reader.Read();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with broken UTF-16 escapes, found only when it is compared.
            return false;
        }
    }

    private static bool Judge(ref Utf8JsonReader reader)
    {
        var seen = default(Members);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!seen.Take(ref reader))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && seen.Type switch
        {
            Invocation => seen.Arguments && seen.Target switch { Target.Join => seen.InvocationId, Target.Other => true, _ => false },
            Ping or Close => seen is { Arguments: false, Target: Target.None, InvocationId: false },
            _ => false,
        };
    }

    private enum Target
    {
        None,
        Join,
        Other,
    }

    private struct Members
    {
        public int Type;
        public Target Target;
        public bool Arguments;
        public bool InvocationId;

        /// <summary>Takes the property that the reader stands on; false if it is not one of the protocol's, comes twice or has the wrong shape.</summary>
        public bool Take(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                return Type == 0 && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out Type) && Type != 0;
            }

            if (reader.ValueTextEquals("target"u8))
            {
                return Target == Target.None && reader.Read() && reader.TokenType == JsonTokenType.String && (Target = Method(ref reader)) != Target.None;
            }

            if (reader.ValueTextEquals("invocationId"u8))
            {
                return !InvocationId && reader.Read() && reader.TokenType == JsonTokenType.String && (InvocationId = true);
            }

            if (reader.ValueTextEquals("arguments"u8))
            {
                return !Arguments && (Arguments = true) && OneObject(ref reader);
            }

            // Of a close; of no use to us, but a client may say so.
            var known = reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("allowReconnect"u8);
            return known && reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
        }

        private static Target Method(ref Utf8JsonReader reader) =>
            reader.ValueTextEquals("Join"u8) ? Target.Join
            : reader.ValueTextEquals("Heartbeat"u8) || reader.ValueTextEquals("Leave"u8) ? Target.Other
            : Target.None;

        private static bool OneObject(ref Utf8JsonReader reader)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return reader.Read() && reader.TokenType == JsonTokenType.EndArray;
        }
    }
}
