using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>What the load client is to do.</summary>
/// <param name="Mode"><c>scan</c>: codes for tickets; <c>check-in</c>: with the tickets in hand; <c>whole-way</c>: both, one after the other for each person.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="Acknowledged">The file in it that check-ins' ids are added to.</param>
/// <param name="Connections">How many connections, each with one request under way.</param>
/// <param name="From">The first person.</param>
/// <param name="Count">How many people.</param>
/// <param name="Rate">How many people are due a second; 0: all at once, each as soon as a connection is free.</param>
internal sealed record LoadOrder(string Mode, string Folder, string Acknowledged, int Connections, int From, int Count, int Rate);

/// <summary>What a run of the client came to; one line of JSON.</summary>
/// <param name="Mode">scan, check-in or whole-way.</param>
/// <param name="Rate">How many were due a second; 0: all at once.</param>
/// <param name="People">How many people.</param>
/// <param name="Done">How many got their answer.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="PerSecond">People a second.</param>
/// <param name="P50Ms">Half were done within this time: from when each was due where a rate was kept, else from when a connection was free for him.</param>
/// <param name="P99Ms">99 of 100 were.</param>
/// <param name="CpuMicrosEach">What the client itself took of the processors it shares with the server, in µs for each person.</param>
/// <param name="Retried">Requests sent again after a 503.</param>
/// <param name="Fault">The first answer that was not as it should be.</param>
internal sealed record LoadResult(string Mode, int Rate, int People, int Done, double Seconds, double PerSecond, double P50Ms, double P99Ms, double CpuMicrosEach, int Retried, string? Fault);

/// <summary>
/// The load client, a process of its own: so many connections, each with one request under way, worked by one thread. What it works on and what it got are files:
/// <c>halls.tsv</c> (number, key), <c>people.tsv</c> (hall's line, roster number, digits), <c>tickets.txt</c>, and the acknowledged check-ins.
/// </summary>
internal sealed class LoadClient
{
    private readonly LoadOrder _order;
    private readonly IPEndPoint _server;
    private readonly (long Hall, byte[] Key)[] _halls;
    private readonly (int Hall, string RosterNo, string Digits)[] _people;
    private readonly (long Step, string Code)[] _codes;
    private readonly string[] _tickets;
    private readonly string?[] _acknowledged;
    private readonly int[] _micros;
    private readonly PriorityQueue<Line, long> _later = new();
    private long _started;
    private int _next;
    private int _working;
    private int _retried;
    private string? _fault;

    private LoadClient(Uri server, LoadOrder order)
    {
        (_order, _server) = (order, new IPEndPoint(IPAddress.Parse(server.Host), server.Port));
        _halls = [.. Lines("halls.tsv").Select(line => line.Split('\t')).Select(cells => (long.Parse(cells[0], CultureInfo.InvariantCulture), Convert.FromBase64String(cells[1])))];
        _people = [.. Mine("people.tsv").Select(line => line.Split('\t')).Select(cells => (int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2]))];
        _codes = new (long, string)[_halls.Length];
        _tickets = order.Mode == "check-in" ? [.. Mine("tickets.txt")] : new string[_people.Length];
        _acknowledged = new string?[_people.Length];
        _micros = new int[_people.Length];
    }

    /// <summary>Runs as its own process.</summary>
    /// <param name="arguments">The address, and the order as JSON.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var result = await new LoadClient(new Uri(arguments[0]), JsonSerializer.Deserialize<LoadOrder>(arguments[1])!).RunAsync();
        Console.WriteLine(JsonSerializer.Serialize(result));
        return result.Fault is null ? 0 : 1;
    }

    private IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(_order.Folder, file));

    private IEnumerable<string> Mine(string file) => Lines(file).Skip(_order.From).Take(_order.Count);

    private async Task<LoadResult> RunAsync()
    {
        using var readiness = new Readiness();
        var lines = Enumerable.Range(0, Math.Min(_order.Connections, _people.Length)).Select(_ => new Line(new RawConnection(_server))).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            readiness.Watch(lines[i].Connection.Socket, i);
        }

        var used = Environment.CpuUsage.TotalTime;
        _started = Stopwatch.GetTimestamp();
        Work(lines, readiness);
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var micros = Math.Round((Environment.CpuUsage.TotalTime - used).TotalMicroseconds / _people.Length, 1);
        Array.ForEach(lines, line => line.Connection.Dispose());
        var written = _order.Mode == "scan" ? _tickets : _acknowledged;
        await File.AppendAllLinesAsync(Path.Combine(_order.Folder, _order.Mode == "scan" ? "tickets.txt" : _order.Acknowledged), written.Where(text => text is not null)!);
        var done = written.Count(text => text is not null);
        var sorted = _micros.Where(micros => micros > 0).Order().ToArray();
        double At(double part) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))] / 1_000.0;
        return new LoadResult(
            _order.Mode, _order.Rate, _people.Length, done, Math.Round(seconds, 3), Math.Round(done / seconds), At(0.5), At(0.99), micros, _retried,
            _fault ?? (done < _people.Length ? $"{_people.Length - done} unanswered" : null));
    }

    // One thread for all connections, as few turns of the system as there are requests.
    private void Work(Line[] lines, Readiness readiness)
    {
        _working = lines.Length;
        Array.ForEach(lines, Begin);
        var ready = new List<int>(lines.Length);
        while (_working > 0)
        {
            readiness.Wait(ready, _later.TryPeek(out _, out var next) ? (int)Math.Ceiling(Math.Max(0, next - Stopwatch.GetTimestamp()) * 1_000.0 / Stopwatch.Frequency) : -1);
            foreach (var number in ready)
            {
                Answered(lines[number]);
            }

            while (_later.TryPeek(out var line, out next) && next <= Stopwatch.GetTimestamp())
            {
                _later.Dequeue();
                line.GoOn!();
            }
        }
    }

    // Whoever's turn comes late, because every connection still waits for an answer, is late by that much.
    private void Begin(Line line)
    {
        if (_next >= _people.Length || _fault is not null)
        {
            _working--;
            return;
        }

        var (person, now) = (_next++, Stopwatch.GetTimestamp());
        (line.Person, line.Due) = (person, _order.Rate > 0 ? _started + (person * Stopwatch.Frequency / _order.Rate) : now);
        if (line.Due <= now)
        {
            Ask(line);
            return;
        }

        line.GoOn = () => Ask(line);
        _later.Enqueue(line, line.Due);
    }

    private void Ask(Line line)
    {
        line.Scans = _order.Mode != "check-in";
        if (line.Scans)
        {
            line.Connection.Scan(CodeOf(_people[line.Person].Hall));
        }
        else
        {
            CheckIn(line);
        }
    }

    private void CheckIn(Line line)
    {
        var (_, rosterNo, digits) = _people[line.Person];
        line.Scans = false;
        line.Connection.CheckIn(Guid.NewGuid(), _tickets[line.Person], rosterNo, digits);
    }

    private void Answered(Line line)
    {
        try
        {
            if (!line.Connection.TryRead(out var status, out var answer))
            {
                return;
            }

            switch (status, line.Scans)
            {
                case (503, _):
                    // The same again: with the same key.
                    _retried++;
                    line.GoOn = line.Connection.SendAgain;
                    _later.Enqueue(line, Stopwatch.GetTimestamp() + (Random.Shared.Next(20, 200) * Stopwatch.Frequency / 1_000));
                    break;
                case (200, true):
                    _tickets[line.Person] = Field(answer, "\"ticket\":\""u8)!;
                    Scanned(line);
                    break;
                case (201, false):
                    _acknowledged[line.Person] = Field(answer, "\"checkInId\":\""u8);
                    Finish(line);
                    break;
                default:
                    Fail($"{status} {Encoding.UTF8.GetString(answer)}");
                    break;
            }
        }
        catch (SocketException broken)
        {
            Fail($"the connection broke: {broken.SocketErrorCode}");
        }
    }

    private void Scanned(Line line)
    {
        if (_order.Mode == "scan")
        {
            Finish(line);
        }
        else
        {
            CheckIn(line);
        }
    }

    private void Finish(Line line)
    {
        _micros[line.Person] = (int)Stopwatch.GetElapsedTime(line.Due).TotalMicroseconds;
        Begin(line);
    }

    private void Fail(string fault)
    {
        _fault ??= fault;
        _working--;
    }

    // As a hall's screen does: one code a step.
    private string CodeOf(int hall)
    {
        var step = BranchCodes.StepOf(TimeProvider.System.GetUtcNow());
        var (known, code) = _codes[hall];
        if (known != step || code is null)
        {
            code = BranchCodes.CodeAt(_halls[hall].Key, _halls[hall].Hall, step);
            _codes[hall] = (step, code);
        }

        return code;
    }

    private static string? Field(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var rest = json[(at + name.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    /// <summary>A connection and whom it works on.</summary>
    private sealed class Line(RawConnection connection)
    {
        public RawConnection Connection => connection;

        public int Person { get; set; }

        /// <summary>When he was due, on the monotonic clock.</summary>
        public long Due { get; set; }

        /// <summary>Whether the request under way is his scan.</summary>
        public bool Scans { get; set; }

        /// <summary>What is to be done when its time has come.</summary>
        public Action? GoOn { get; set; }
    }
}
