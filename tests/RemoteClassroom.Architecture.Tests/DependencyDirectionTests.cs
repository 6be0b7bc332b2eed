using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace RemoteClassroom.Architecture.Tests;

/// <summary>The direction of dependencies: Domain and Contracts know nobody, and nobody but the server knows everybody.</summary>
public sealed class DependencyDirectionTests
{
    private const string Prefix = "RemoteClassroom.";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Contracts"] = [],
        ["Province"] = [],
        ["Grains"] = ["Domain", "Contracts"],
        ["Relay"] = ["Domain", "Contracts"],
        ["Media"] = ["Domain", "Contracts"],
        ["Storage"] = ["Domain"],
        ["Storage.Sqlite"] = ["Domain", "Storage"],
        ["Storage.PostgreSql"] = ["Domain", "Storage"],
        ["Client"] = ["Contracts"],
    };

    private static readonly Assembly[] House = LoadHouse();

    private static readonly ArchUnitNET.Domain.Architecture Drawing = new ArchLoader().LoadAssemblies(House).Build();

    public static TheoryData<string> Rooms() => [.. House.Select(Short).Where(name => name != "Server")];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_only_to_those_it_may_know(string room)
    {
        Assert.True(Allowed.ContainsKey(room), $"'{room}' is new: say here whom it may know.");
        var known = House.Single(assembly => Short(assembly) == room).GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);
        Assert.Empty(known.Except(Allowed[room], StringComparer.Ordinal));
    }

    [Fact]
    public void The_domain_knows_no_clock_no_disk_no_network_no_database_and_no_framework()
    {
        string[] forbidden =
        [
            "System.TimeProvider", "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket",
            "System.Data.Common.DbConnection", "System.Threading.Timer", "System.Random",
        ];
        Types().That().ResideInAssembly(House.Single(assembly => Short(assembly) == "Domain"))
            .Should().NotDependOnAny(Types().That().HaveFullName(string.Join("|", forbidden)))
            .WithoutRequiringPositiveResults().Check(Drawing);
        var frameworks = House.Single(assembly => Short(assembly) == "Domain").GetReferencedAssemblies()
            .Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(frameworks);
    }

    [Fact]
    public void No_folder_is_called_by_a_name_that_says_nothing()
    {
        string[] empty = ["Helpers", "Utils", "Common", "Managers", "Services"];
        var found = House.SelectMany(assembly => assembly.GetTypes()).Select(type => type.Namespace ?? "")
            .Where(space => space.StartsWith(Prefix, StringComparison.Ordinal)).SelectMany(space => space.Split('.')).Intersect(empty, StringComparer.Ordinal);
        Assert.Empty(found);
    }

    private static string Short(Assembly assembly) => assembly.GetName().Name![Prefix.Length..];

    private static Assembly[] LoadHouse() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, Prefix + "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => !name!.EndsWith(".Tests", StringComparison.Ordinal) && name != "RemoteClassroom.TestKit")
            .Select(name => Assembly.Load(new AssemblyName(name!)))];
}
