using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Retry;
using RemoteClassroom.Client.Retry;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Client.Calls;

/// <summary>Sends calls: the same key at every try, tries for ever with full jitter and the server's advice, refreshes tokens that have ended.</summary>
internal sealed class ApiCalls : IDisposable
{
    private const string ApiBase = "api/v1/";
    private const string KeyHeader = "Idempotency-Key";
    private readonly ClassroomClientOptions _options;
    private readonly HttpClient _http;
    private readonly BackOff _backOff;
    private readonly ResiliencePipeline<ApiAnswer> _forEver;

    public ApiCalls(ClassroomClientOptions options)
    {
        _options = options;
        _backOff = new BackOff(options.Retry, options.Random);
        _http = options.Handler is { } given
            ? new HttpClient(given, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = options.AttemptTimeout });
        _http.BaseAddress = new Uri(options.Server.GetLeftPart(UriPartial.Authority) + "/");
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _forEver = new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } answer ? Transient.Is(answer.Status) : Transient.Is(arguments.Outcome.Exception)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(_backOff.Delay(arguments.AttemptNumber, arguments.Outcome.Result?.Wait)),
            })
            .Build();
    }

    /// <summary>Sends one call.</summary>
    /// <param name="credential">Whose; null for nobody's.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="body">Makes the body of a try; null for none.</param>
    /// <param name="key">The idempotency key, the same at every try; null for calls that take none.</param>
    /// <param name="again">Whether to try again for ever.</param>
    /// <param name="timeout">How long one try may take; null for the usual time.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <exception cref="ClassroomException">The server refused for good.</exception>
    public async Task<ApiAnswer> SendAsync(
        Credential? credential, HttpMethod method, string path, Func<HttpContent>? body, Guid? key, bool again, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? _options.AttemptTimeout;
        async ValueTask<ApiAnswer> Try(CancellationToken token)
        {
            var access = credential is null ? null : await credential.AccessAsync(token);
            var answer = await OnceAsync(access, method, path, body, key, limit, token);
            if (answer.Status != HttpStatusCode.Unauthorized || access is null || !await credential!.RenewAsync(access, token))
            {
                return answer;
            }

            return await OnceAsync(await credential.AccessAsync(token), method, path, body, key, limit, token);
        }

        var result = again ? await _forEver.ExecuteAsync(Try, cancellationToken) : await Try(cancellationToken);
        return result.Ok ? result : throw new ClassroomException(result.Refusal);
    }

    /// <summary>Sends JSON and reads JSON.</summary>
    public async Task<T> SendAsync<T>(Credential? credential, HttpMethod method, string path, object? body, Guid? key, bool again, CancellationToken cancellationToken)
    {
        // Serialised once: every try must carry the same bytes, or the key would not match its body.
        var bytes = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ContractsJson.Options);
        var answer = await SendAsync(credential, method, path, bytes is null ? null : () => Json(bytes), key, again, timeout: null, cancellationToken);
        return Read<T>(answer.Body);
    }

    public static T Read<T>(byte[] body) =>
        JsonSerializer.Deserialize<T>(body, ContractsJson.Options) ?? throw new JsonException("The server's answer is empty.");

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Json(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<ApiAnswer> OnceAsync(string? access, HttpMethod method, string path, Func<HttpContent>? body, Guid? key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, ApiBase + path);
        request.Content = body?.Invoke();
        if (access is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        }

        if (key is { } given)
        {
            request.Headers.Add(KeyHeader, given.ToString("D"));
        }

        using var clock = new CancellationTokenSource(timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            var problem = response.IsSuccessStatusCode ? null : ReadProblem(response, bytes);
            return new ApiAnswer(response.StatusCode, bytes, problem, Transient.Advice(problem, response, _options.Time.GetUtcNow()));
        }
        catch (OperationCanceledException late) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{method} {path} had no answer within {timeout.TotalSeconds:0.#} s.", late);
        }
    }

    private static Problem? ReadProblem(HttpResponseMessage response, byte[] bytes)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            return Read<Problem>(bytes);
        }
        catch (JsonException)
        {
            // A proxy's own page under the same media type says no more than its status does.
            return null;
        }
    }
}
