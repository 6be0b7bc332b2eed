using Microsoft.Extensions.Options;
using RemoteClassroom.Domain.Privacy;

namespace RemoteClassroom.Server.Privacy;

/// <summary>How long things are kept, in whole days; read from the section <c>Retention</c> (<c>--Retention:AuditDays 400</c>, or <c>Retention__AuditDays=400</c> in the environment).</summary>
public sealed class RetentionOptions
{
    /// <summary>Lines of the audit; 183 at least, 730 unless told otherwise.</summary>
    public int AuditDays { get; set; } = RetentionTimes.Usual.Audit.Days;

    /// <summary>What people wrote who were on no roster; 7 at least, 183 unless told otherwise.</summary>
    public int WalkInDays { get; set; } = RetentionTimes.Usual.WalkIns.Days;

    /// <summary>Sign-ins, screens and slips that are over; 1 at least, 90 unless told otherwise.</summary>
    public int SignInDays { get; set; } = RetentionTimes.Usual.SignIns.Days;

    /// <summary>As the rule takes them.</summary>
    public RetentionTimes ToTimes() => new(TimeSpan.FromDays(AuditDays), TimeSpan.FromDays(WalkInDays), TimeSpan.FromDays(SignInDays));

    /// <summary>Reads them from command line, environment and settings.</summary>
    public static RetentionOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection("Retention").Get<RetentionOptions>() ?? new RetentionOptions();
    }
}

/// <summary>Refuses times that the law, the database or the halls cannot live with.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var faults = new List<string>();
        foreach (var (key, days, least) in (ReadOnlySpan<(string, int, TimeSpan)>)
            [
                (nameof(options.AuditDays), options.AuditDays, RetentionTimes.LeastAudit), (nameof(options.WalkInDays), options.WalkInDays, RetentionTimes.LeastWalkIns),
                (nameof(options.SignInDays), options.SignInDays, RetentionTimes.LeastSignIns),
            ])
        {
            if (days < least.Days || days > RetentionTimes.Most.Days)
            {
                faults.Add($"Retention:{key}: {least.Days} to {RetentionTimes.Most.Days} days.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
