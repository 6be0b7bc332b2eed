using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;
using RemoteClassroom.Benchmarks.Province;

return args is [{ } command, .. var rest]
    ? command switch
    {
        "check-in" => await CheckInBenchmark.RunAsync(rest),
        "check-in-client" => await LoadClient.RunAsync(rest),
        "check-in-rival" => await RivalServer.RunAsync(rest),
        "fan-out" => await FanOutBenchmark.RunAsync(rest),
        "fan-out-rival" => await SignalRServer.RunAsync(),
        "province" => await ProvinceBenchmark.RunAsync(rest),
        "fan-out-screens" => await ScreensProgram.RunAsync(rest),
        _ => Usage(),
    }
    : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: benchmarks check-in [options] | province [options] | fan-out [--quick] [--clients N] [--pairs N] [--paced N] [--bursts N] [--profile DIR] [--same-runtime]");
    return 2;
}
