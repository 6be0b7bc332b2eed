using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Server.Tests.Hosting;

/// <summary>An answer of the server.</summary>
public sealed record Answer(int Status, string Body, HttpResponseHeaders Headers, string? ContentType)
{
    public string? Code => Status >= 400 && Body.Length > 0 ? Json.GetProperty("code").GetString() : null;

    public string? Field => Json.TryGetProperty("field", out var named) ? named.GetString() : null;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The body as a record of the contract; fails with the answer's text if it is no 2xx.</summary>
    public T As<T>() => Status is >= 200 and < 300
        ? JsonSerializer.Deserialize<T>(Body, ContractsJson.Options)!
        : throw new InvalidOperationException($"{Status} {Body}");
}

/// <summary>Calls the server as one caller.</summary>
public sealed class Api(HttpClient http, string? bearer)
{
    public string? Bearer { get; } = bearer;

    public Api As(string token) => new(http, token);

    public async Task<Api> LoginAsync(string user, string password) => As((await SendAsync("POST", "/api/v1/auth/login", new Login(user, password), key: null)).As<Tokens>().AccessToken);

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path, null, key: null);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync("POST", path, body, Guid.NewGuid());

    /// <summary>Sends a request. A string is sent as it is, as JSON; HttpContent as it is; anything else as the contract writes it.</summary>
    public async Task<Answer> SendAsync(string method, string path, object? body, Guid? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                string text => new StringContent(text, Encoding.UTF8, "application/json"),
                _ => new StringContent(JsonSerializer.Serialize(body, body.GetType(), ContractsJson.Options), Encoding.UTF8, "application/json"),
            },
        };
        if (key is { } idempotency)
        {
            request.Headers.Add("Idempotency-Key", idempotency.ToString());
        }

        if (Bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}
