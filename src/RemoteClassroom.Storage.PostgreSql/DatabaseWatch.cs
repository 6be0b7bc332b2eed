using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Asks the database for its time twice a second, on a connection of its own: so the node knows within two seconds that it lost the database, and that its clock is right.</summary>
internal sealed partial class DatabaseWatch(PostgreSqlConnectionString connectionString, DatabaseClock clock, ILogger<DatabaseWatch> logger) : BackgroundService, IDatabaseHealth
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    /// <summary>A database that does not tell its time within this has no time for anything else; together with <see cref="Every"/> under two seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1_200);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString.Value)
    {
        Pooling = false,
        Timeout = 2,
        CommandTimeout = 2,
        ApplicationName = "RemoteClassroom watch",
    }.ConnectionString;

    private volatile TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _connection;
    private long _awaySince;
    private long _difference;

    /// <inheritdoc />
    public bool Answers => Volatile.Read(ref _awaySince) == 0;

    /// <inheritdoc />
    public TimeSpan AwayFor => Volatile.Read(ref _awaySince) is not 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <inheritdoc />
    public Task Lost => _lost.Task;

    /// <inheritdoc />
    public TimeSpan ClockDifference => new(Volatile.Read(ref _difference));

    /// <summary>One look, before anything else is started: from then on the clock is right.</summary>
    public async Task LookFirstAsync()
    {
        for (var look = 0; look < 3; look++)
        {
            await LookAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                Note(await TryLookAsync());
                await Task.Delay(Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            Drop();
        }
    }

    private async Task<bool> TryLookAsync()
    {
        // Twice: a connection that went stale while the database was restarted is no loss.
        for (var attempt = 1; ; attempt++)
        {
            var look = LookAsync();
            try
            {
                await look.WaitAsync(Limit);
                return true;
            }
            catch (TimeoutException)
            {
                // It may hang for long; whatever becomes of it, this connection is used no more.
                _ = look.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                Drop();
                return false;
            }
            catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
            {
                Drop();
                if (attempt == 2)
                {
                    LogSilent(logger, error);
                    return false;
                }
            }
        }
    }

    private async Task LookAsync()
    {
        var connection = _connection;
        if (connection is null)
        {
            connection = new NpgsqlConnection(_connectionString);
            _connection = connection;
            await connection.OpenAsync();
        }

        await using var command = new NpgsqlCommand("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint", connection);
        var asked = Stopwatch.GetTimestamp();
        var micros = (long)(await command.ExecuteScalarAsync())!;
        var answered = Stopwatch.GetTimestamp();
        clock.Follow(Domain.Log.Micros.ToInstant(micros), asked, answered);
        Volatile.Write(ref _difference, (TimeProvider.System.GetUtcNow() - clock.GetUtcNow()).Ticks);
    }

    private void Note(bool answers)
    {
        if (!answers && Answers)
        {
            Volatile.Write(ref _awaySince, Stopwatch.GetTimestamp());
            LogLost(logger);
            _lost.TrySetResult();
        }
        else if (answers && !Answers)
        {
            LogBack(logger, AwayFor);
            _lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _awaySince, 0);
        }
    }

    // Closing may wait for the network: nobody waits for it.
    private void Drop()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } old)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await old.DisposeAsync();
                }
                catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
                {
                    LogSilent(logger, error);
                }
            });
        }
    }

    [LoggerMessage(40, LogLevel.Debug, "The watch's connection ended")]
    private static partial void LogSilent(ILogger logger, Exception error);

    [LoggerMessage(41, LogLevel.Error, "The database does not answer any more; calls that need it are refused until it does")]
    private static partial void LogLost(ILogger logger);

    [LoggerMessage(42, LogLevel.Warning, "The database answers again, after {Away}")]
    private static partial void LogBack(ILogger logger, TimeSpan away);
}

/// <summary>Npgsql's connection string as it was given.</summary>
/// <param name="Value">The string.</param>
internal sealed record PostgreSqlConnectionString(string Value);
