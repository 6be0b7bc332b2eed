using System.Globalization;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;
using RemoteClassroom.Domain.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>
/// How missing people are chased (催办). Read from the section <c>Chasing</c> (<c>Chasing__CoolDownMinutes</c>, <c>Chasing__Webhook__Url</c>, … in the environment). Without any of
/// it reminders reach the hall's page, the board and the log.
/// </summary>
public sealed class ChasingOptions
{
    /// <summary>The environment variable of the webhook's secret.</summary>
    public const string SecretName = "RC_WEBHOOK_SECRET";

    /// <summary>How long the same level of the same hall is left alone, in minutes: 1 to 240.</summary>
    public int CoolDownMinutes { get; set; } = (int)ChasePolicy.Default.CoolDown.TotalMinutes;

    /// <summary>After how many minutes without enough people the level above is told: 1 to 240, not less than <see cref="CoolDownMinutes"/>.</summary>
    public int StepAfterMinutes { get; set; } = (int)ChasePolicy.Default.StepAfter.TotalMinutes;

    /// <summary>From which share of those due on no further level is told, in a hundred: 1 to 100.</summary>
    public int EnoughPercent { get; set; } = ChasePolicy.Default.EnoughPercent;

    /// <summary>Whether the server tells the level above by itself, while the round is open; otherwise only who presses again does.</summary>
    public bool StepByItself { get; set; } = true;

    /// <summary>The webhook; without an address there is none.</summary>
    public WebhookOptions Webhook { get; set; } = new();

    /// <summary>The domain's view of it.</summary>
    public ChasePolicy Policy => new(TimeSpan.FromMinutes(CoolDownMinutes), TimeSpan.FromMinutes(StepAfterMinutes), EnoughPercent);

    /// <summary>Reads them from command line, environment and settings.</summary>
    /// <exception cref="OptionsValidationException">They cannot work; each fault is named.</exception>
    public static ChasingOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ChasingOptions options;
        try
        {
            options = configuration.GetSection("Chasing").Get<ChasingOptions>() ?? new ChasingOptions();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(nameof(ChasingOptions), typeof(ChasingOptions), [unreadable.Message]);
        }

        options.Webhook.Secret = configuration[SecretName] is { Length: > 0 } secret ? secret : options.Webhook.Secret;
        options.Webhook.SecretOnCommandLine = (configuration as IConfigurationRoot)?.Providers.OfType<CommandLineConfigurationProvider>()
            .Any(line => Array.Exists([SecretName, "Chasing:Webhook:Secret"], name => line.TryGet(name, out _))) ?? false;
        return options;
    }
}

/// <summary>Where the webhook posts and how it signs.</summary>
public sealed class WebhookOptions
{
    /// <summary>The address: https, or http on loopback. Null: no webhook.</summary>
    public Uri? Url { get; set; }

    /// <summary>The shared secret, at least 32 characters. Never from the command line, which every user of the machine can read.</summary>
    public string? Secret { get; set; }

    /// <summary>A file whose first line is the secret; null without.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Whether the receiver may stand in a private network (10.0.0.0/8, 192.168.0.0/16, link-local and the like). An address on loopback needs no leave.</summary>
    public bool AllowPrivate { get; set; }

    /// <summary>Whether the command line holds a secret all the same.</summary>
    public bool SecretOnCommandLine { get; set; }

    /// <summary>Whether the address names this machine.</summary>
    public bool IsLoopback => Url is { IsAbsoluteUri: true, IsLoopback: true };

    /// <summary>The secret, wherever it is kept.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string ReadSecret() => Secret ?? (SecretFile is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : null) ?? "";
}

/// <summary>Refuses options that cannot work, naming each and what to write instead.</summary>
internal sealed class ChasingOptionsValidator : IValidateOptions<ChasingOptions>
{
    private const int MostMinutes = 240;
    private const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, ChasingOptions options)
    {
        var faults = new List<string>();
        foreach (var (key, minutes) in (ReadOnlySpan<(string, int)>)[("CoolDownMinutes", options.CoolDownMinutes), ("StepAfterMinutes", options.StepAfterMinutes)])
        {
            if (minutes is < 1 or > MostMinutes)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Chasing:{key}: 1 to {MostMinutes}."));
            }
        }

        if (options.StepAfterMinutes < options.CoolDownMinutes)
        {
            faults.Add("Chasing:StepAfterMinutes: not less than Chasing:CoolDownMinutes.");
        }

        if (options.EnoughPercent is < 1 or > 100)
        {
            faults.Add("Chasing:EnoughPercent: 1 to 100.");
        }

        if (options.Webhook.Url is not null)
        {
            CheckWebhook(options.Webhook, faults);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckWebhook(WebhookOptions webhook, List<string> faults)
    {
        var url = webhook.Url!;
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0 || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            faults.Add("Chasing:Webhook:Url: an address with https (http only on this machine itself), without a name or password in it.");
        }

        if (webhook.SecretOnCommandLine)
        {
            faults.Add($"Chasing:Webhook:Secret: every user of this machine can read the command line; put the secret into {ChasingOptions.SecretName} or into a file named by Chasing:Webhook:SecretFile.");
            return;
        }

        try
        {
            if (webhook.ReadSecret().Length < ShortestSecret)
            {
                faults.Add($"Chasing:Webhook:Secret: at least {ShortestSecret} characters, in {ChasingOptions.SecretName} or in the first line of Chasing:Webhook:SecretFile; the receiver needs the same.");
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add($"Chasing:Webhook:SecretFile: {webhook.SecretFile} cannot be read.");
        }
    }
}
