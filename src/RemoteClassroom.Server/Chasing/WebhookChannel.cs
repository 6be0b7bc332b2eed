using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Domain.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>
/// Posts reminders, signed, to one address. One call tries up to three times, each for five seconds, with full jitter between; a breaker keeps from a receiver that is
/// down. What fails then is tried again by the outbox, minutes long. No redirect is followed, no cookie kept, no proxy asked, and of the answer only the status is read.
/// </summary>
internal sealed class WebhookChannel : IReminderChannel, IDisposable
{
    /// <summary>Its name.</summary>
    public const string Word = "webhook";

    private const int Retries = 2;
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AllTries = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Uri _url;
    private readonly string _secret;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _once;
    private readonly ResiliencePipeline<Posted> _tries;

    public WebhookChannel(WebhookOptions options, TimeProvider time)
    {
        (_url, _secret, _time) = (options.Url!, options.ReadSecret(), time);
        var (loopback, allowPrivate) = (options.IsLoopback, options.AllowPrivate);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = 8, PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = OneTry,
            ConnectCallback = (context, cancellationToken) => WebhookAddress.ConnectAsync(context.DnsEndPoint, loopback, allowPrivate, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _once = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(OneTry).Build();
        _tries = new ResiliencePipelineBuilder<Posted> { TimeProvider = time }
            .AddTimeout(AllTries)
            .AddRetry(new RetryStrategyOptions<Posted>
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Result: ChannelResult.Failed } posted && (posted.RetryAfter ?? TimeSpan.Zero) <= LongestPause),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Pause(arguments.AttemptNumber) + (arguments.Outcome.Result?.RetryAfter ?? TimeSpan.Zero)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Posted>
            {
                FailureRatio = 0.8, MinimumThroughput = 6, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Result: ChannelResult.Failed }),
            })
            .Build();
    }

    public string Name => Word;

    public int AtOnce => 8;

    public async Task<ChannelOutcome> DeliverAsync(ReminderMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(message), ContractsJson.Options);
        var tries = new List<DeliveryTry>();
        try
        {
            var last = await _tries.ExecuteAsync(async token => await TryAsync(message.DeliveryId, body, tries, token), cancellationToken);
            return new ChannelOutcome(last.Result, tries, last.RetryAfter);
        }
        catch (BrokenCircuitException open)
        {
            // Known to be down: that is no try of this reminder, unless it was one of those that showed it.
            return new ChannelOutcome(tries.Count > 0 ? ChannelResult.Failed : ChannelResult.Postponed, tries, open.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return new ChannelOutcome(ChannelResult.Failed, tries);
        }
    }

    public void Dispose() => _http.Dispose();

    private static TimeSpan Pause(int attempt) =>
        TimeSpan.FromTicks((long)(Random.Shared.NextDouble() * Math.Min(LongestPause.Ticks, FirstPause.Ticks * Math.Pow(2, attempt))));

    private async ValueTask<Posted> TryAsync(Guid delivery, byte[] body, List<DeliveryTry> tries, CancellationToken cancellationToken)
    {
        var (at, watch) = (_time.GetUtcNow(), Stopwatch.GetTimestamp());
        Posted posted;
        try
        {
            posted = await _once.ExecuteAsync(async token => await PostAsync(delivery, body, at, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            posted = new Posted(ChannelResult.Failed, "timeout");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            posted = ReasonOf(broken);
        }

        tries.Add(new DeliveryTry(at, posted.Result, posted.Reason, (int)Stopwatch.GetElapsedTime(watch).TotalMilliseconds));
        return posted;
    }

    private async Task<Posted> PostAsync(Guid delivery, byte[] body, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookSignature.DeliveryHeader, delivery.ToString("D"));
        request.Headers.Add(WebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(_secret, at, body));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return Judge(response, at);
    }

    private static Posted Judge(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var reason = string.Create(CultureInfo.InvariantCulture, $"status_{status}");
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => null,
        };
        return status switch
        {
            >= 200 and < 300 => new Posted(ChannelResult.Sent, ""),
            >= 300 and < 400 => new Posted(ChannelResult.Refused, "redirected"),
            (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.Conflict or 425 or (int)HttpStatusCode.TooManyRequests or >= 500 => new Posted(ChannelResult.Failed, reason, wait),
            _ => new Posted(ChannelResult.Refused, reason),
        };
    }

    private static Posted ReasonOf(Exception broken) =>
        broken is PrivateAddressException || broken.InnerException is PrivateAddressException ? new Posted(ChannelResult.Refused, "private_address")
        : broken.InnerException is AuthenticationException ? new Posted(ChannelResult.Failed, "tls")
        : new Posted(ChannelResult.Failed, "unreachable");

    private static ReminderPosted BodyOf(ReminderMessage message) => new(
        "reminder", message.DeliveryId, message.ReminderId, message.At, message.Identity.SessionId, message.Title, message.Identity.RoundId, RoundKinds.Of(message.Purpose), message.Identity.BranchId,
        message.HallName, message.HallNumber, message.Place, message.Target.Level, message.Target.Id, message.Target.Name, message.Identity.Occasion, message.Figures.Expected, message.Figures.Arrived,
        message.Figures.Missing, message.Figures.Unknown, new(Domain.Chasing.ReminderText.Chinese(message), Domain.Chasing.ReminderText.English(message)), message.From);

    private sealed record Posted(ChannelResult Result, string Reason, TimeSpan? RetryAfter = null);
}
