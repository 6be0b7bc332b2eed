using RemoteClassroom.Benchmarks.Board;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;

return args is [{ } command, .. var rest]
    ? command switch
    {
        "board" => await BoardBenchmark.RunAsync(rest),
        "check-in" => await CheckInBenchmark.RunAsync(rest),
        "check-in-client" => await LoadClient.RunAsync(rest),
        "check-in-rival" => await RivalServer.RunAsync(rest),
        "fan-out" => await FanOutBenchmark.RunAsync(rest),
        "fan-out-server" => rest[0] == "relay" ? await RelayServer.RunAsync(rest[1..]) : await SignalRServer.RunAsync(rest[1..]),
        "fan-out-screens" => await ScreensProgram.RunAsync(rest),
        _ => Usage(),
    }
    : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: benchmarks board [options] | check-in [options] | fan-out [--quick] [--clients N] [--pairs N] [--paced N] [--bursts N] [--same-runtime]");
    return 2;
}
