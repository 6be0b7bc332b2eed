namespace RemoteClassroom.Server.Composition;

/// <summary>What is logged, and in which form: one line each in a terminal, JSON with named values where something else reads.</summary>
internal static class Logs
{
    private const string Timestamp = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static void AddServerLogs(this ILoggingBuilder logging)
    {
        if (Console.IsOutputRedirected)
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = Timestamp;
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = Timestamp + " ";
            });
        }

        // The framework's own lines about requests hold addresses and, on request, values; ours say what the operator needs.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning);

        // With a log that could be written to, the framework opens an activity for every request, whether anybody listens to it or not.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // What a migration does with the order of columns, and that the silo runs under the collector chosen for it, says nothing to whoever starts a server.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error).AddFilter("Orleans.Runtime.Silo", LogLevel.Error);

        // The silo measures its first check from the machine's start; the keys lie in the database by design, and protect forms only.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
