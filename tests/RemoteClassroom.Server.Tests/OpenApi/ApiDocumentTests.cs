using System.Text.Json;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.OpenApi;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task The_document_holds_every_call_the_hubs_messages_and_strict_numbers()
    {
        await using var host = await ServerHost.StartAsync();
        var answer = await host.Anybody().GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        var schemas = answer.Json.GetProperty("components").GetProperty("schemas");
        foreach (var type in (Type[])[typeof(JoinRequest), typeof(JoinAnswer), typeof(Frame), typeof(Snapshot), typeof(Totals), typeof(Bye), typeof(ScreenState), typeof(StaffState), typeof(BranchState), typeof(QuestionRef)])
        {
            Assert.True(schemas.TryGetProperty(type.Name, out _), $"{type.Name} is missing");
        }

        Assert.Equal("integer", schemas.GetProperty("CommandDone").GetProperty("properties").GetProperty("offset").GetProperty("type").GetString());
        var paths = answer.Json.GetProperty("paths");
        var open = paths.GetProperty("/api/v1/sessions/{s}/open").GetProperty("post");
        Assert.Contains(open.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.Equal(
            "#/components/schemas/CreateSession",
            paths.GetProperty("/api/v1/sessions").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        var operations = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Where(operation => operation.Value.TryGetProperty("operationId", out _))
            .Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Empty(operations.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(References(answer.Json).Except(schemas.EnumerateObject().Select(schema => $"#/components/schemas/{schema.Name}")));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
