using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Corrections;

/// <summary>
/// <c>verify-ledger [SESSION]</c> in the place of a server: looks along the chain of one session's ledger or of all, and says where the first broken link is. Changes nothing; a server may run meanwhile.
/// </summary>
internal sealed class VerifyLedgerCommand(string? session, string[] options)
{
    /// <summary>The command on the command line; null if a server is wanted.</summary>
    public static VerifyLedgerCommand? Find(string[] arguments) => arguments is [var verb, ..] && verb.TrimStart('-') == "verify-ledger"
        ? arguments.Length > 1 && !arguments[1].StartsWith('-') ? new VerifyLedgerCommand(arguments[1], arguments[2..]) : new VerifyLedgerCommand(null, arguments[1..])
        : null;

    /// <summary>Does it.</summary>
    /// <returns>0: every entry is as it was written. 1: one is not. 2: the command was not understood.</returns>
    public async Task<int> RunAsync()
    {
        if (session is not null && !Guid.TryParse(session, out _))
        {
            await Console.Error.WriteLineAsync("Write: verify-ledger [SESSION], then options such as --data DIR. A session is named by its id.");
            return ExitCodes.Usage;
        }

        var configured = ServerOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(ServerOptions.Complete(options)).Build());
        await using var services = new ServiceCollection().AddLogging().AddStorage(configured).BuildServiceProvider();
        var audit = services.GetRequiredService<ILedgerAudit>();
        var broken = false;
        foreach (var id in session is null ? await audit.SessionsAsync(CancellationToken.None) : [Guid.Parse(session)])
        {
            var found = await audit.VerifyAsync(id, CancellationToken.None);
            broken |= found.BrokenAt is not null;
            Console.WriteLine(found.BrokenAt is { } at
                ? $"{id:D} BROKEN at entry {at}: {found.Reason}"
                : $"{id:D} whole: {found.Entries} entries{(found.Unlinked > 0 ? $", {found.Unlinked} of them from before ledgers were chained" : "")}; ends at {found.HeadSeq} with {Convert.ToHexStringLower(found.HeadLink)}");
        }

        return broken ? ExitCodes.Broken : ExitCodes.Stopped;
    }
}
