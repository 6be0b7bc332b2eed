using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace RemoteClassroom.Server.OpenApi;

/// <summary>The contract leaves a member out rather than writing null: so the document must call it neither required nor null.</summary>
internal static class AbsentMembers
{
    /// <summary>Mends the schema of one type.</summary>
    /// <param name="schema">The schema as the framework wrote it.</param>
    /// <param name="type">The type it describes.</param>
    public static void Describe(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            if (property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                schema.Required?.Remove(property.Name);
                if (schema.Properties?.TryGetValue(property.Name, out var member) is true && member is OpenApiSchema known)
                {
                    ForgetNull(known);
                }
            }
        }
    }

    /// <summary>Mends members that refer to another schema: the framework writes "null or that" once all references are known.</summary>
    /// <param name="schemas">The document's schemas.</param>
    public static void Describe(IEnumerable<IOpenApiSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
            {
                if (member.OneOf is [{ Type: JsonSchemaType.Null }, var one])
                {
                    schema.Properties![name] = one;
                }
            }
        }
    }

    private static void ForgetNull(OpenApiSchema member)
    {
        if (member.Type is { } written && written != JsonSchemaType.Null)
        {
            member.Type = written & ~JsonSchemaType.Null;
        }

        if (member.Enum is { } values)
        {
            member.Enum = [.. values.Where(value => value is not null && value.GetValueKind() != System.Text.Json.JsonValueKind.Null)];
        }
    }
}
