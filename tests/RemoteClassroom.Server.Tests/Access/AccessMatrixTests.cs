using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Access;

/// <summary>Every route × every role × an object at every place, against the table that is written out in <see cref="AccessTable"/>.</summary>
public sealed partial class AccessMatrixTests
{
    [Fact]
    public async Task Every_route_lets_through_exactly_whom_the_table_names()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var callers = await CallersAsync(host, world);
        var samples = new Samples(host, world);
        var faults = new List<string>();
        foreach (var route in RoutesOf(host))
        {
            if (!AccessTable.Rows.TryGetValue(route, out var row))
            {
                faults.Add($"{route}: has no row in the table");
                continue;
            }

            foreach (var (role, expected) in row.ByRole)
            {
                var seen = await SeenAsync(route, role, Enum.GetValues<Place>()[..expected.Length], callers, world, samples);
                if (seen != expected)
                {
                    faults.Add($"{route} as {role}: expected {expected}, saw {seen}");
                }
            }
        }

        faults.AddRange(AccessTable.Rows.Keys.Except(RoutesOf(host)).Select(route => $"{route}: stands in the table but is not a route"));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task<Dictionary<string, Api>> CallersAsync(ServerHost host, World world)
    {
        var own = world.Own;
        return new Dictionary<string, Api>(StringComparer.Ordinal)
        {
            ["anonymous"] = host.Anybody(),
            ["administrator"] = await world.AccountAsync("an-administrator", Role.Administrator, own.UnitId),
            ["lecturer"] = await world.AccountAsync("a-lecturer", Role.Lecturer, own.UnitId),
            ["assistant"] = await world.AccountAsync("an-assistant", Role.Assistant, own.UnitId),
            ["operator"] = await world.AccountAsync("an-operator", Role.Operator, venue: own.VenueId),
            ["screen"] = host.Anybody().As((await world.PairAsync(own.VenueId)).AccessToken),
            ["person"] = world.Person(own.SessionId, own),
            ["platform"] = await world.AccountAsync("a-platform-keeper", Role.PlatformAdministrator),
            ["security"] = await world.AccountAsync("a-security-keeper", Role.SecurityAdministrator, own.UnitId),
            ["auditor"] = await world.AccountAsync("a-auditor", Role.Auditor, own.UnitId),
        };
    }

    private static async Task<string> SeenAsync(string route, string role, Place[] places, Dictionary<string, Api> callers, World world, Samples samples)
    {
        var seen = "";
        foreach (var place in places)
        {
            var sample = await samples.OfAsync(route, role, world.Spots[place]);
            if (sample is null)
            {
                return "no sample";
            }

            // Signing out would end the caller's own sign-in: a fresh one of the same kind stands in.
            var caller = route.EndsWith("/auth/logout", StringComparison.Ordinal) && role is not ("anonymous" or "person") ? callers[role].As((await samples.FreshAsync()).AccessToken) : callers[role];
            var method = route[..route.IndexOf(' ', StringComparison.Ordinal)];
            var answer = await caller.SendAsync(method, sample.Path, sample.Body, Guid.NewGuid());
            seen += answer.Status switch
            {
                401 => 'u',
                403 => 'x',
                404 => '-',
                >= 500 => throw new InvalidOperationException($"{route} as {role} at {place}: {answer.Status} {answer.Body}"),
                _ => '+',
            };
        }

        return seen;
    }

    internal static IReadOnlyList<string> RoutesOf(ServerHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {Plain(endpoint)}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    internal static string Plain(RouteEndpoint endpoint)
    {
        var plain = Parameter().Replace(endpoint.RoutePattern.RawText ?? "", "{}").TrimEnd('/');
        return plain.StartsWith('/') || plain.StartsWith('{') ? plain : "/" + plain;
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex Parameter();
}
