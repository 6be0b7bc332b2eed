using RemoteClassroom.Client.Calls;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Client;

/// <summary>
/// The contract's HTTP calls, typed. A call is tried again, for ever until it is cancelled, as long as trying can help (broken link, 429, 5xx, outcome unknown), always under the same
/// idempotency key; a refusal that is final throws <see cref="ClassroomException"/>. Safe for threads.
/// </summary>
public sealed partial class ClassroomClient : IDisposable
{
    private readonly ApiCalls _calls;
    private readonly bool _ownsCalls;
    private Credential? _credential;

    /// <summary>Makes a client without a credential.</summary>
    /// <param name="options">How it behaves.</param>
    public ClassroomClient(ClassroomClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _calls = new ApiCalls(options);
        _ownsCalls = true;
    }

    private ClassroomClient(ClassroomClient other, Tokens? tokens)
    {
        Options = other.Options;
        _calls = other._calls;
        if (tokens is not null)
        {
            Use(tokens);
        }
    }

    /// <summary>How it behaves.</summary>
    public ClassroomClientOptions Options { get; }

    /// <summary>The tokens it uses now; null without a credential.</summary>
    public Tokens? Tokens => _credential?.Tokens;

    /// <summary>Told when tokens were renewed or signed in with: who wants to survive a restart keeps them.</summary>
    public Action<Tokens>? TokensChanged { get; set; }

    /// <summary>A client for another caller that shares this one's connections; it must not outlive this one.</summary>
    /// <param name="tokens">The other caller's tokens; null for none.</param>
    public ClassroomClient As(Tokens? tokens) => new(this, tokens);

    /// <summary>A client for a caller whose token is not renewed, such as a person who checked in.</summary>
    /// <param name="accessToken">The token.</param>
    public ClassroomClient As(string accessToken) => new(this, new Tokens(accessToken, "", DateTimeOffset.MaxValue));

    /// <summary>Uses tokens from now on, e.g. ones kept from an earlier run.</summary>
    /// <param name="tokens">The tokens.</param>
    public void Use(Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _credential?.Dispose();
        _credential = new Credential(_calls, Options.Time, tokens);
        _credential.Renewed += renewed => TokensChanged?.Invoke(renewed);
        TokensChanged?.Invoke(tokens);
    }

    /// <summary>A bearer token that is good now; null without a credential.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> AccessTokenAsync(CancellationToken cancellationToken = default) =>
        _credential is { } credential ? await credential.AccessAsync(cancellationToken) : null;

    /// <summary>Renews the access token although it has not ended; for one that the server refused.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if it cannot be renewed: sign in or pair again.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken = default) =>
        _credential is { } credential && await credential.RenewAsync(credential.Tokens.AccessToken, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _credential?.Dispose();
        if (_ownsCalls)
        {
            _calls.Dispose();
        }
    }

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        _calls.SendAsync<T>(_credential, HttpMethod.Get, path, null, key: null, again: true, cancellationToken);

    private Task<T> ChangeAsync<T>(HttpMethod method, string path, object? body, Guid? key, CancellationToken cancellationToken) =>
        _calls.SendAsync<T>(_credential, method, path, body, key ?? Guid.NewGuid(), again: true, cancellationToken);

    private Task<T> ChangeAsync<T>(string path, object? body, Guid? key, CancellationToken cancellationToken) =>
        ChangeAsync<T>(HttpMethod.Post, path, body, key, cancellationToken);

    private Task<T> PostAsync<T>(string path, object? body, bool again, CancellationToken cancellationToken) =>
        _calls.SendAsync<T>(_credential, HttpMethod.Post, path, body, key: null, again, cancellationToken);

    private Task<Page<T>> ListAsync<T>(string path, string? cursor, int? limit, CancellationToken cancellationToken, params (string Name, string? Value)[] query) =>
        GetAsync<Page<T>>(path + Query([.. query, ("cursor", cursor), ("limit", limit?.ToString())]), cancellationToken);

    private static string Query(params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
