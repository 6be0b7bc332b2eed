using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.TestKit.Processes;

/// <summary>Ports for processes that cannot be asked for port 0. Below the range from which the system takes its own, so that no outgoing connection sits on one.</summary>
public static class FreePort
{
    private static int _next = 20_000 + (Environment.ProcessId * 37 % 10_000);

    /// <summary>A loopback TCP port that nobody listened on just now; each call gives another.</summary>
    public static int Take()
    {
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            var port = 20_000 + (Interlocked.Increment(ref _next) % 12_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new InvalidOperationException("No free port was found.");
    }
}
