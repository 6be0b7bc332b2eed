using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;

namespace RemoteClassroom.Server.Http;

/// <summary>Finds out, for a body that could not be read, which field is at fault. Slow, and therefore only looked at after a failure.</summary>
internal static class BodyFault
{
    /// <summary>The refusal for a body that is no <paramref name="type"/>.</summary>
    public static Refusal Explain(ReadOnlyMemory<byte> json, Type type)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ContractsJson.Strict.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return new Refusal(ErrorCodes.Malformed, "The body is not JSON, names a field twice, or is nested too deeply.");
        }

        using (document)
        {
            return Look(document.RootElement, type, "") ?? new Refusal(ErrorCodes.Malformed, "The body does not have the shape of this command.");
        }
    }

    private static Refusal? Look(JsonElement element, Type type, string path)
    {
        var info = ContractsJson.Strict.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => element.ValueKind == JsonValueKind.Object ? LookInto(element, info, path) : WrongKind(path, "a JSON object"),
            JsonTypeInfoKind.Enumerable => element.ValueKind == JsonValueKind.Array ? LookThrough(element, info, path) : WrongKind(path, "a JSON array"),
            _ => LookAt(element, info, path),
        };
    }

    private static Refusal? LookInto(JsonElement element, JsonTypeInfo info, string path)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Find(info, property.Name) is null)
            {
                var field = Join(path, Short(property.Name));
                return new Refusal(ErrorCodes.UnknownField, $"This command has no field '{field}'. Leave it out, or mend its spelling.", field);
            }
        }

        foreach (var known in info.Properties)
        {
            var field = Join(path, known.Name);
            if (!element.TryGetProperty(known.Name, out var value))
            {
                if (known.IsRequired)
                {
                    return new Refusal(ErrorCodes.Validation, $"The field '{field}' is needed.", field);
                }

                continue;
            }

            if (value.ValueKind == JsonValueKind.Null)
            {
                if (!known.IsSetNullable)
                {
                    return new Refusal(ErrorCodes.Validation, $"The field '{field}' must not be null.", field);
                }

                continue;
            }

            if (Look(value, known.PropertyType, field) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Refusal? LookThrough(JsonElement element, JsonTypeInfo info, string path)
    {
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (Look(item, info.ElementType!, $"{path}[{index++}]") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Refusal? LookAt(JsonElement element, JsonTypeInfo info, string path)
    {
        try
        {
            element.Deserialize(info);
            return null;
        }
        catch (JsonException)
        {
            return info.Type.IsEnum && element.ValueKind == JsonValueKind.String
                ? new Refusal(ErrorCodes.Validation, $"'{path}' must be one of {string.Join(", ", Enum.GetNames(info.Type).Select(JsonNamingPolicy.CamelCase.ConvertName))}.", path)
                : WrongKind(path, Expected(info.Type));
        }
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo info, string name) => info.Properties.FirstOrDefault(property => property.Name == name);

    private static Refusal WrongKind(string path, string expected) =>
        path.Length == 0
            ? new Refusal(ErrorCodes.Malformed, $"The body must be {expected}.")
            : new Refusal(ErrorCodes.Malformed, $"The field '{path}' must be {expected}.", path);

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(Guid) => "a UUID in lower case with hyphens",
        _ when type == typeof(DateTimeOffset) => "an instant after RFC 3339",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a string",
        _ when type.IsPrimitive => "a number within range",
        _ => "of another kind",
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Short(string name) => name.Length <= 64 ? name : name[..64];
}
