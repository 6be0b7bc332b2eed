using RemoteClassroom.Benchmarks.CheckIn;

return args is [{ } command, .. var rest]
    ? command switch
    {
        "check-in" => await CheckInBenchmark.RunAsync(rest),
        "check-in-client" => await LoadClient.RunAsync(rest),
        "check-in-rival" => await RivalServer.RunAsync(rest),
        _ => Usage(),
    }
    : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: benchmarks check-in [options] | fan-out [options]");
    return 2;
}
