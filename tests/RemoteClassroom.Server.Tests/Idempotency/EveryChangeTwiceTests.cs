using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Tests.Access;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Tests.Idempotency;

/// <summary>Every changing call of the contract, found among the endpoints: sent twice at once, and again after a restart, it has one effect and one answer.</summary>
public sealed class EveryChangeTwiceTests
{
    // It goes without a header: its entries carry ids of their own.
    private const string Batch = "POST /api/v1/sessions/{}/check-ins/batch";

    private static readonly string[] WithoutKeys =
    [
        "POST /api/v1/auth/activate", "POST /api/v1/auth/activation", "POST /api/v1/auth/confirm", "POST /api/v1/auth/password", "POST /api/v1/auth/sign-ins/{}/revoke", "POST /api/v1/auth/first", "POST /api/v1/auth/login", "POST /api/v1/auth/logout", "POST /api/v1/auth/refresh",
        "POST /api/v1/pairings", "POST /api/v1/pairings/{}/token", "POST /api/v1/scans", "POST /api/v1/sessions/{}/heartbeat", Batch, "POST /api/v1/sessions/{}/ledger/unmasked", "POST /api/v1/trainees/{}/unmask", "DELETE /api/v1/live/{}/{}", "HEAD /api/v1/live/{}/{}", "PUT /api/v1/live/{}/{}",
    ];

    [Fact]
    public async Task Twice_at_once_and_again_after_a_restart_has_one_effect_and_one_answer()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var samples = new ChangeSamples(host, world);
        var sent = new List<(string Route, ChangeSample Sample, Answer Answer)>();
        foreach (var route in RoutesOf(host, idempotent: true).Append(Batch))
        {
            var sample = await samples.OfAsync(route);
            Assert.True(sample is not null, $"{route} has no sample");
            var before = await CountAsync(host);
            var answers = await Task.WhenAll(SendAsync(host, sample), SendAsync(host, sample));
            var after = await CountAsync(host);
            Assert.True(answers[0].Status is >= 200 and < 300, $"{route}: {answers[0].Status} {answers[0].Body}");
            Assert.True(Same(answers[0], answers[1]), $"{route}: {answers[0].Status} {answers[0].Body} and {answers[1].Status} {answers[1].Body}");
            if (sample.Table is { } table)
            {
                var added = after[table] - before[table];
                Assert.True(added == (sample.Method == "DELETE" ? -1 : 1), $"{route}: {added} rows were added to {table}");
            }

            sent.Add((route, sample, answers[0]));
        }

        var all = await CountAsync(host);
        await host.RestartAsync();
        foreach (var (route, sample, answer) in sent)
        {
            var again = await SendAsync(host, sample);
            Assert.True(Same(answer, again), $"{route} after the restart: {answer.Status} {answer.Body}, then {again.Status} {again.Body}");
        }

        Assert.Equal(all, await CountAsync(host));
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_only_the_contracts_exceptions_go_without_keys()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var samples = new ChangeSamples(host, world);
        Assert.Equal(WithoutKeys.Order(StringComparer.Ordinal), RoutesOf(host, idempotent: false));
        foreach (var route in RoutesOf(host, idempotent: true))
        {
            var sample = await samples.OfAsync(route) ?? throw new InvalidOperationException(route);
            var api = host.Anybody().As(sample.Bearer);
            Assert.Equal("idempotency_key_required", (await api.SendAsync(sample.Method, sample.Path, sample.Content, null)).Code);
            Assert.Equal("malformed", (await api.SendAsync(sample.Method, sample.Path, sample.Content, null, ("Idempotency-Key", "not-a-uuid"))).Code);
            Assert.True((await SendAsync(host, sample)).Status < 300, route);

            // The same wish with one more space is another body.
            var other = sample.Content switch
            {
                null => (object)"{ }",
                HttpContent => sample with { Body = (byte[])[.. (byte[])sample.Body!, (byte)'\n'] } is var longer ? longer.Content! : null!,
                var body => System.Text.Json.JsonSerializer.Serialize(body, body.GetType(), Contracts.ContractsJson.Options) + " ",
            };
            var mismatch = await api.SendAsync(sample.Method, sample.Path, other, sample.Key);
            Assert.True(mismatch.Code == "idempotency_mismatch" && mismatch.Status == 422, $"{route}: {mismatch.Status} {mismatch.Body}");
        }
    }

    private static Task<Answer> SendAsync(ServerHost host, ChangeSample sample) =>
        (sample.Bearer.Length == 0 ? host.Anybody() : host.Anybody().As(sample.Bearer)).SendAsync(sample.Method, sample.Path, sample.Content, sample.Key);

    private static bool Same(Answer one, Answer other) => one.Status == other.Status && one.Body == other.Body;

    private static IReadOnlyList<string> RoutesOf(ServerHost host, bool idempotent) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Pipeline.ApiBase, StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "GET").Select(method => (endpoint, method)))
            .Where(pair => pair.endpoint.Metadata.GetMetadata<IdempotentMetadata>() is not null == idempotent)
            .Select(pair => $"{pair.method} {AccessMatrixTests.Plain(pair.endpoint)}").Order(StringComparer.Ordinal),
    ];

    private static async Task<SortedDictionary<string, long>> CountAsync(ServerHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        // The audit's chain and the tries of reminders grow by themselves, some time after what they are about.
        foreach (var table in await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name NOT IN ('audit_chain', 'reminder_tries')").ToListAsync())
        {
#pragma warning disable EF1002 // The name comes from the schema itself.
            counts[table] = (await db.Database.SqlQueryRaw<long>($"SELECT count(*) AS Value FROM \"{table}\"").ToListAsync())[0];
#pragma warning restore EF1002
        }

        return counts;
    }
}
