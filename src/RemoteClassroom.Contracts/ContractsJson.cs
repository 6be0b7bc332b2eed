using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteClassroom.Contracts;

/// <summary>How the contract is written as JSON: camelCase names, enumerations as camelCase strings, absent instead of null.</summary>
public static class ContractsJson
{
    /// <summary>For answers, and for clients that must accept additions: unknown members are ignored, and a member that is absent because it is null may be.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>For commands: an unknown member is refused (<c>unknown_field</c>), and so is one named twice.</summary>
    public static JsonSerializerOptions Strict { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>Applies the contract's rules to <paramref name="options"/>, which a framework owns.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = 16;
        // First: a converter of the options goes before one that a type's attribute names, and the first that fits is taken.
        options.Converters.Add(new Hub.SnapshotReasonConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>As <see cref="Apply"/>, for one who reads answers: nulls are absent on the wire, so an absent member must not be a fault.</summary>
    public static void ApplyForReading(JsonSerializerOptions options)
    {
        Apply(options);
        options.RespectRequiredConstructorParameters = false;
    }

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General) { UnmappedMemberHandling = unmapped };
        options.AllowDuplicateProperties = unmapped == JsonUnmappedMemberHandling.Skip;
        if (unmapped == JsonUnmappedMemberHandling.Skip)
        {
            ApplyForReading(options);
        }
        else
        {
            Apply(options);
        }

        options.TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return options;
    }
}
