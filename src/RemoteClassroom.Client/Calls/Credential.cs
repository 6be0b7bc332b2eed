using System.Net;
using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Client.Calls;

/// <summary>An access token that renews itself by its refresh token, one renewal at a time.</summary>
internal sealed class Credential : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ApiCalls _calls;
    private readonly TimeProvider _time;
    private Tokens _tokens;

    public Credential(ApiCalls calls, TimeProvider time, Tokens tokens)
    {
        _calls = calls;
        _time = time;
        _tokens = tokens;
    }

    /// <summary>Told of every renewal, so that a program can keep the new refresh token.</summary>
    public Action<Tokens>? Renewed { get; set; }

    public Tokens Tokens => Volatile.Read(ref _tokens);

    /// <summary>A token that is good for a while yet, if it can be had.</summary>
    public async ValueTask<string> AccessAsync(CancellationToken cancellationToken)
    {
        var tokens = Tokens;
        if (tokens.RefreshToken.Length > 0 && tokens.ExpiresAt - _time.GetUtcNow() < Early)
        {
            await RenewAsync(tokens.AccessToken, cancellationToken);
        }

        return Tokens.AccessToken;
    }

    /// <summary>Renews the token that was refused, unless somebody else just did.</summary>
    /// <returns>False if it cannot be renewed any more: sign in again.</returns>
    public async Task<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Tokens.AccessToken != refused)
            {
                return true;
            }

            if (Tokens.RefreshToken.Length == 0)
            {
                return false;
            }

            var renewed = await _calls.SendAsync<Tokens>(null, HttpMethod.Post, "auth/refresh", new Refresh(Tokens.RefreshToken), key: null, again: true, cancellationToken);
            Volatile.Write(ref _tokens, renewed);
            Renewed?.Invoke(renewed);
            return true;
        }
        catch (ClassroomException refusal) when (refusal.Problem.Status == (int)HttpStatusCode.Unauthorized)
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
