// A cluster without docker: PostgreSQL, three nodes and a plain proxy as processes of this machine, on loopback.
//   dotnet run --project samples/ClusterOnLoopback -- [--port 5080] [--nodes 3]
// Needs PostgreSQL's programs (Debian: apt-get install postgresql). Everything, the database too, is gone when it ends; a node that ends by itself is started again, as a supervisor would.
using RemoteClassroom.TestKit.Clusters;
using RemoteClassroom.TestKit.Processes;

var port = Option("--port", 5080);
var nodes = Option("--nodes", 3);
if (port is null or < 1 or > 65_535 || nodes is null or < 1 or > 16)
{
    Console.Error.WriteLine("Options: --port 1..65535, --nodes 1..16");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    stop.Cancel();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

Console.WriteLine($"Starting PostgreSQL and {nodes} nodes …");
await using var cluster = await LoopbackCluster.StartAsync(nodes.Value, port: port.Value);
Console.WriteLine();
Console.WriteLine($"Open {cluster.Address} – administrator {ServerProcess.AdministratorName}, password {ServerProcess.AdministratorPassword}");
for (var node = 0; node < cluster.Nodes.Count; node++)
{
    Console.WriteLine($"  node{node + 1}  {cluster.Nodes[node].Address}healthz/ready   process {cluster.Nodes[node].ProcessId}   (try: kill -9 {cluster.Nodes[node].ProcessId})");
}

Console.WriteLine($"  database  {cluster.ConnectionString}");
Console.WriteLine("Ctrl-C ends it all.");

while (!stop.IsCancellationRequested)
{
    foreach (var node in cluster.Nodes.Where(node => node.HasEnded))
    {
        Console.WriteLine($"The node at {node.Address} has ended; starting it again.");
        await node.StartAsync();
    }

    await Task.Delay(TimeSpan.FromSeconds(1), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

// In order: screens take leave before their node goes.
Console.WriteLine("Stopping …");
await Task.WhenAll(cluster.Nodes.Where(node => !node.HasEnded).Select(node => node.StopAsync(TimeSpan.FromSeconds(40))));
return 0;

int? Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : at + 1 < args.Length && int.TryParse(args[at + 1], out var value) ? value : null;
}
