using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>The public door for everything around the measured requests.</summary>
internal sealed class BenchHttp : IDisposable
{
    private readonly HttpClient _http;

    public BenchHttp(Uri server)
        : this(new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) }, null)
    {
    }

    private BenchHttp(HttpClient http, string? bearer) => (_http, Bearer) = (http, bearer);

    /// <summary>The credential; null without one.</summary>
    public string? Bearer { get; }

    public BenchHttp As(string bearer) => new(_http, bearer);

    public async Task<BenchHttp> LoginAsync(string user, string password) =>
        As((await PostAsync("auth/login", new JsonObject { ["user"] = user, ["password"] = password }))["accessToken"]!.GetValue<string>());

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonNode> PostAsync(string path, JsonNode? body = null) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body?.ToJsonString() ?? "{}", Encoding.UTF8, "application/json"));

    public Task<JsonNode> PostCsvAsync(string path, string csv) => SendAsync(HttpMethod.Post, path, new StringContent(csv, Encoding.UTF8, "text/csv"));

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (Bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}
