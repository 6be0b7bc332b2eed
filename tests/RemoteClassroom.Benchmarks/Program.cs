Console.WriteLine("usage: benchmarks fan-out | check-in");
