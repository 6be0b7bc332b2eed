using System.Reflection;

namespace RemoteClassroom.Storage.Tests.Stores;

/// <summary>Whatever is tested on one database is tested on the other.</summary>
public sealed class SameOnBothTests
{
    [Fact]
    public void The_suites_run_on_both_databases_alike()
    {
        var onSqlite = On<SqliteStores>();
        var onPostgreSql = On<PostgreSqlStores>();
        Assert.NotEmpty(onSqlite);
        Assert.Equal(onSqlite, onPostgreSql);
        // Every suite is there: an abstract one that nobody derives from would test nothing.
        var suites = typeof(SameOnBothTests).Assembly.GetTypes().Where(type => type.IsAbstract && type.Name.EndsWith("Suite", StringComparison.Ordinal)).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(suites, onSqlite.Select(test => test[..test.IndexOf('.', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal));
    }

    // "Suite.Test" with the number of its cases.
    private static List<string> On<TStores>()
        where TStores : IStores => typeof(SameOnBothTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.BaseType is { IsAbstract: true } && type.GetConstructors().Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(TStores))))
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => $"{type.BaseType!.Name}.{method.Name}×{Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count())}"))
        .Order(StringComparer.Ordinal)
        .ToList();
}
