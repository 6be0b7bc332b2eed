using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RemoteClassroom.TestKit.ByContract;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body's text.</param>
public sealed record WireAnswer(int Status, string Text)
{
    /// <summary>The body as JSON; null if it is none.</summary>
    public JsonNode? Json => Text.Length > 0 && Text[0] is '{' or '[' ? JsonNode.Parse(Text) : null;

    /// <summary>The refusal's code; null for a success.</summary>
    public string? Code => Status >= 400 ? Json?["code"]?.GetValue<string>() : null;

    /// <summary>Whether it is a 2xx.</summary>
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The body; fails, telling the answer, if it is not a 2xx.</summary>
    public JsonNode Must() => Ok ? Json ?? new JsonObject() : throw new InvalidOperationException($"{Status} {Text}");
}

/// <summary>Speaks HTTP from the text of the public contract alone: it knows no type of the product.</summary>
public sealed class ContractHttp : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A caller without a credential; give it one by <see cref="As"/>.</summary>
    /// <param name="server">Where the server listens.</param>
    public ContractHttp(Uri server)
        : this(new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) }, null)
    {
    }

    private ContractHttp(HttpClient http, string? bearer) => (_http, Bearer) = (http, bearer);

    /// <summary>The credential.</summary>
    public string? Bearer { get; }

    /// <summary>The same server with another credential.</summary>
    public ContractHttp As(string bearer) => new(_http, bearer);

    /// <summary>Signs in.</summary>
    public async Task<ContractHttp> LoginAsync(string user, string password)
    {
        var tokens = (await PostAsync("auth/login", new JsonObject { ["user"] = user, ["password"] = password }, null)).Must();
        return As(tokens["accessToken"]!.GetValue<string>());
    }

    /// <summary>GET below <c>/api/v1/</c>.</summary>
    public Task<WireAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <summary>POST with a new idempotency key.</summary>
    public Task<WireAnswer> PostAsync(string path, JsonNode? body = null) => PostAsync(path, body, Guid.NewGuid());

    /// <summary>POST with this idempotency key, or with none.</summary>
    public Task<WireAnswer> PostAsync(string path, JsonNode? body, Guid? key) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), key);

    /// <summary>POST of a CSV file.</summary>
    public Task<WireAnswer> PostCsvAsync(string path, string csv) => PostCsvAsync(path, csv, Guid.NewGuid());

    /// <summary>POST of a CSV file with this idempotency key.</summary>
    public Task<WireAnswer> PostCsvAsync(string path, string csv, Guid key) => SendAsync(HttpMethod.Post, path, new StringContent(csv, Encoding.UTF8, "text/csv"), key);

    /// <summary>DELETE with this idempotency key.</summary>
    public Task<WireAnswer> DeleteAsync(string path, Guid key) => SendAsync(HttpMethod.Delete, path, null, key);

    /// <summary>Sends until an answer comes that says what became of it: after a lost connection or a 503 it asks again with the same key.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">What.</param>
    /// <param name="key">The key of all tries.</param>
    /// <param name="deadline">How long to go on.</param>
    public Task<WireAnswer> PersistAsync(string path, JsonNode? body, Guid key, TimeSpan deadline) => PersistAsync(path, () => PostAsync(path, body?.DeepClone(), key), deadline);

    /// <summary>GET until it is answered with anything but 503, 429 or a broken connection.</summary>
    public Task<WireAnswer> PersistAsync(string path, TimeSpan deadline) => PersistAsync(path, () => GetAsync(path), deadline);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static async Task<WireAnswer> PersistAsync(string path, Func<Task<WireAnswer>> ask, TimeSpan deadline)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await ask();
                if (answer.Status is not (503 or 429))
                {
                    return answer;
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException && TimeProvider.System.GetElapsedTime(started) < deadline)
            {
                // The server is gone, perhaps with the answer: ask again.
            }

            if (TimeProvider.System.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"No answer to {path} within {deadline}.");
            }

            await Task.Delay(Random.Shared.Next(20, 200));
        }
    }

    private async Task<WireAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, Guid? key)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = content };
        if (key is { } idempotency)
        {
            request.Headers.Add("Idempotency-Key", idempotency.ToString());
        }

        if (Bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        }

        using var answer = await _http.SendAsync(request);
        return new WireAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
