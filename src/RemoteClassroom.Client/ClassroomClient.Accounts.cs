using System.Net;
using RemoteClassroom.Client.Calls;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;

namespace RemoteClassroom.Client;

public sealed partial class ClassroomClient
{
    /// <summary>Signs in and uses the tokens from then on. Too many failures throw at once instead of waiting.</summary>
    /// <param name="user">The account's name.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Tokens> LoginAsync(string user, string password, CancellationToken cancellationToken = default)
    {
        var tokens = await _calls.SendAsync<Tokens>(null, HttpMethod.Post, "auth/login", new Login(user, password), key: null, again: false, cancellationToken);
        Use(tokens);
        return tokens;
    }

    /// <summary>Who the caller is.</summary>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Me> MeAsync(CancellationToken cancellationToken = default) => GetAsync<Me>("auth/me", cancellationToken);

    /// <summary>Makes an account.</summary>
    /// <param name="account">Its name, password, role and place.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<AccountCreated> CreateAccountAsync(CreateAccount account, Guid? key = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<AccountCreated>("accounts", account, key, cancellationToken);

    /// <summary>Lists the accounts of the caller's scope.</summary>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<AccountInfo>> AccountsAsync(string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<AccountInfo>("accounts", cursor, limit, cancellationToken);

    /// <summary>Asks to be paired as a screen.</summary>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<PairingStarted> StartPairingAsync(CancellationToken cancellationToken = default) =>
        PostAsync<PairingStarted>("pairings", new { }, again: true, cancellationToken);

    /// <summary>Approves a screen: it belongs to the hall from then on.</summary>
    /// <param name="userCode">What the screen shows.</param>
    /// <param name="venueId">The hall.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task ApprovePairingAsync(string userCode, Guid venueId, Guid? key = null, CancellationToken cancellationToken = default) =>
        await ChangeAsync<object>("pairings/approve", new ApprovePairing(userCode, venueId), key, cancellationToken);

    /// <summary>Asks once whether the pairing was approved; if so, uses its tokens from then on.</summary>
    /// <param name="pairing">The pairing.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <returns>Null while nobody approved it.</returns>
    /// <exception cref="ClassroomException">The code has ended: start another pairing.</exception>
    public async Task<PairingDone?> PollPairingAsync(PairingStarted pairing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairing);
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new PairingPoll(pairing.PollSecret), ContractsJson.Options);
        var answer = await _calls.SendAsync(
            null, HttpMethod.Post, $"pairings/{pairing.PairingId:D}/token", () => new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } }, key: null, again: true, timeout: null, cancellationToken);
        if (answer.Status == HttpStatusCode.Accepted)
        {
            return null;
        }

        var done = ApiCalls.Read<PairingDone>(answer.Body);

        // The answer does not say when the token ends; it is renewed when the server refuses it.
        Use(new Tokens(done.AccessToken, done.RefreshToken, DateTimeOffset.MaxValue));
        return done;
    }

    /// <summary>Waits until the pairing is approved.</summary>
    /// <param name="pairing">The pairing.</param>
    /// <param name="every">How often to ask.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PairingDone> WaitForPairingAsync(PairingStarted pairing, TimeSpan every, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await PollPairingAsync(pairing, cancellationToken) is { } done)
            {
                return done;
            }

            await Task.Delay(every, Options.Time, cancellationToken);
        }
    }
}
