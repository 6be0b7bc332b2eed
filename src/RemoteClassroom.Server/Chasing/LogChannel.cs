using RemoteClassroom.Domain.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Tells the server's own log, with named values and no person; always there.</summary>
internal sealed partial class LogChannel(TimeProvider time, ILogger<LogChannel> log) : IReminderChannel
{
    /// <summary>Its name.</summary>
    public const string Word = "log";

    public string Name => Word;

    public int AtOnce => 200;

    public Task<ChannelOutcome> DeliverAsync(ReminderMessage message, CancellationToken cancellationToken)
    {
        var (identity, figures) = (message.Identity, message.Figures);
        LogReminder(
            log, message.DeliveryId, identity.SessionId, identity.RoundId, identity.BranchId, message.HallNumber, identity.Level, message.Target.Id, identity.Occasion, figures.Arrived, figures.Expected,
            figures.Missing, figures.Unknown);
        return Task.FromResult(new ChannelOutcome(ChannelResult.Sent, [new DeliveryTry(time.GetUtcNow(), ChannelResult.Sent, "", 0)]));
    }

    [LoggerMessage(1, LogLevel.Information,
        "Reminder {Delivery}: session {Session}, round {Round}, hall {Hall} ({Number}), to level {Level} ({Target}) for the {Occasion}. time; {Arrived} of {Expected} came, {Missing} missing, {Unknown} unknown")]
    private static partial void LogReminder(
        ILogger logger, Guid delivery, Guid session, Guid round, Guid hall, long number, int level, Guid target, int occasion, int arrived, int expected, int missing, int unknown);
}
