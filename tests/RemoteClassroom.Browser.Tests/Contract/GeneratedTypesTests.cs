using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Contract;

/// <summary>The web app's types come from a kept copy of the server's OpenAPI document: its messages must be those that the server serves.</summary>
[Collection(ClassroomCollection.Name)]
public sealed class GeneratedTypesTests(Classroom classroom)
{
    [Fact]
    public async Task The_messages_of_the_kept_OpenAPI_document_are_the_servers()
    {
        using var http = new HttpClient();
        var served = JsonNode.Parse(await http.GetStringAsync(new Uri(classroom.Server.Address, "openapi/v1.json"), TestContext.Current.CancellationToken));
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "src/RemoteClassroom.Web/openapi.json"), TestContext.Current.CancellationToken));
        var schemas = served!["components"]!["schemas"]!.AsObject();
        var changed = kept!["components"]!["schemas"]!.AsObject().Where(schema => !JsonNode.DeepEquals(schema.Value, schemas[schema.Key])).Select(schema => schema.Key).ToList();
        Assert.True(
            changed.Count == 0,
            $"These messages of the contract have changed: {string.Join(", ", changed)}. In src/RemoteClassroom.Web run `npm run openapi -- http://127.0.0.1:5080` beside a running server, and mend what `npm run check` then says.");
    }
}
