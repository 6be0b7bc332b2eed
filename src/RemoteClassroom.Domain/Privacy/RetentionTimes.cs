namespace RemoteClassroom.Domain.Privacy;

/// <summary>How long what is kept about people's acts is kept. Receipts are not among it: seven days, by the contract. Nor is the ledger: it says who attended, and names nobody.</summary>
/// <param name="Audit">Lines of the audit; at least <see cref="LeastAudit"/>, which the database itself insists on.</param>
/// <param name="WalkIns">What somebody wrote whom no roster has, from when it was decided, or was written if it never was.</param>
/// <param name="SignIns">Sign-ins, paired screens and activation slips that are over.</param>
public sealed record RetentionTimes(TimeSpan Audit, TimeSpan WalkIns, TimeSpan SignIns)
{
    /// <summary>Half a year: what network security law asks of such logs at least.</summary>
    public static readonly TimeSpan LeastAudit = TimeSpan.FromDays(183);

    /// <summary>Shorter would take from a hall what it still has to decide.</summary>
    public static readonly TimeSpan LeastWalkIns = TimeSpan.FromDays(7);

    /// <summary>Shorter would hide from somebody who signed in as him.</summary>
    public static readonly TimeSpan LeastSignIns = TimeSpan.FromDays(1);

    /// <summary>Ten years: more is a slip of the finger.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(3_653);

    /// <summary>Two years of audit, half a year of walk-ins, ninety days of sign-ins.</summary>
    public static RetentionTimes Usual { get; } = new(TimeSpan.FromDays(730), TimeSpan.FromDays(183), TimeSpan.FromDays(90));
}

/// <summary>What one application of the retention took away.</summary>
/// <param name="AuditLines">Lines of the audit.</param>
/// <param name="WalkIns">Walk-ins whose details were blanked; the entries themselves stay, for they count.</param>
/// <param name="SignIns">Sign-ins and screens that were over.</param>
/// <param name="Slips">Activation slips that were over.</param>
public sealed record RetentionTaken(int AuditLines, int WalkIns, int SignIns, int Slips)
{
    /// <summary>Nothing.</summary>
    public static RetentionTaken None { get; } = new(0, 0, 0, 0);
}

/// <summary>Applies a retention to the database.</summary>
public interface IRetention
{
    /// <summary>
    /// Takes away what is older than the retention says, in small portions, each with its own line in the audit and in one transaction with it. What is stopped in the middle is gone on with
    /// the next time; on two nodes at once it does no harm.
    /// </summary>
    /// <param name="times">How long things are kept.</param>
    /// <param name="now">The moment from which age counts.</param>
    /// <param name="cancellationToken">Stops between two portions.</param>
    Task<RetentionTaken> ApplyAsync(RetentionTimes times, DateTimeOffset now, CancellationToken cancellationToken);
}
