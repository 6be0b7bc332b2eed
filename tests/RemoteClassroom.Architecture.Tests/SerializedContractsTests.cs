using System.Reflection;
using System.Text;

namespace RemoteClassroom.Architecture.Tests;

/// <summary>
/// What is written down or sent must stay readable: the stored events, the messages between nodes and the public contract, as one checked-in
/// list, so that a change to any of them shows in review. To accept a change, copy the file that the failing test wrote over the list.
/// </summary>
public sealed class SerializedContractsTests
{
    [Fact]
    public void The_serialised_contracts_are_the_ones_on_the_list()
    {
        var now = Describe();
        var path = Path.Combine(AppContext.BaseDirectory, "SerializedContracts.txt");
        var listed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (now != listed)
        {
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "SerializedContracts.received.txt"), now);
        }

        var changed = now.Split('\n').Except(listed.Split('\n'), StringComparer.Ordinal).Select(line => "+ " + line)
            .Concat(listed.Split('\n').Except(now.Split('\n'), StringComparer.Ordinal).Select(line => "- " + line));
        Assert.True(now == listed, "SerializedContracts.txt differs; the new one lies beside the test program as SerializedContracts.received.txt:\n" + string.Join('\n', changed.Take(60)));
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        text.Append("# stored events\n");
        foreach (var (name, type) in Domain.Log.EventCodec.Names.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(' ').Append(Members(type)).Append('\n');
        }

        text.Append("\n# between nodes\n");
        foreach (var type in Assembly.Load("RemoteClassroom.Grains").GetTypes().Where(IsGrainMessage).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Alias(type) ?? type.FullName).Append(' ').Append(Members(type)).Append('\n');
        }

        text.Append("\n# public contract\n");
        foreach (var type in Assembly.Load("RemoteClassroom.Contracts").GetExportedTypes().Where(type => type.IsEnum || IsRecord(type)).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName!["RemoteClassroom.Contracts.".Length..]).Append(' ').Append(type.IsEnum ? string.Join(" | ", Enum.GetNames(type)) : Members(type)).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsGrainMessage(Type type) => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "GenerateSerializerAttribute");

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    private static string? Alias(Type type) =>
        type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "AliasAttribute")?.ConstructorArguments[0].Value as string;

    private static string Members(Type type) =>
        "(" + string.Join(", ", type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.Name != "EqualityContract").Select(property => $"{Name(property.PropertyType)} {property.Name}")) + ")";

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }
}
