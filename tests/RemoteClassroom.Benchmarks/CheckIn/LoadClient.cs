using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>What a run of the client came to; one line of JSON.</summary>
/// <param name="Mode">scan, check-in or whole-way.</param>
/// <param name="People">How many people.</param>
/// <param name="Done">How many got their answer.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="PerSecond">People a second.</param>
/// <param name="P50Ms">Half were done within this time.</param>
/// <param name="P99Ms">99 of 100 were.</param>
/// <param name="Retried">Requests sent again after a 503.</param>
/// <param name="Fault">The first answer that was not as it should be.</param>
internal sealed record LoadResult(string Mode, int People, int Done, double Seconds, double PerSecond, double P50Ms, double P99Ms, int Retried, string? Fault);

/// <summary>
/// The load client, a process of its own: so many connections, each with one request under way. What it works on and what it got are files:
/// <c>halls.tsv</c> (number, key), <c>people.tsv</c> (hall's line, roster number, digits), <c>tickets.txt</c>, <c>acknowledged.txt</c>.
/// </summary>
internal sealed class LoadClient
{
    private readonly string _folder;
    private readonly string _mode;
    private readonly IPEndPoint _server;
    private readonly int _connections;
    private readonly (long Hall, byte[] Key)[] _halls;
    private readonly (int Hall, string RosterNo, string Digits)[] _people;
    private readonly (long Step, string Code)[] _codes;
    private readonly string[] _tickets;
    private readonly string?[] _acknowledged;
    private readonly int[] _micros;
    private int _next = -1;
    private int _retried;
    private string? _fault;

    private LoadClient(string mode, Uri server, string folder, int connections, int people)
    {
        (_mode, _folder, _connections) = (mode, folder, connections);
        _server = new IPEndPoint(IPAddress.Parse(server.Host), server.Port);
        _halls = [.. File.ReadLines(Path.Combine(folder, "halls.tsv")).Select(line => line.Split('\t')).Select(cells => (long.Parse(cells[0], CultureInfo.InvariantCulture), Convert.FromBase64String(cells[1])))];
        _people = [.. File.ReadLines(Path.Combine(folder, "people.tsv")).Take(people).Select(line => line.Split('\t')).Select(cells => (int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], cells[2]))];
        _codes = new (long, string)[_halls.Length];
        _tickets = mode == "check-in" ? [.. File.ReadLines(Path.Combine(folder, "tickets.txt")).Take(_people.Length)] : new string[_people.Length];
        _acknowledged = new string?[_people.Length];
        _micros = new int[_people.Length];
    }

    /// <summary>Runs as its own process.</summary>
    /// <param name="arguments">mode, address, folder, connections, people.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var client = new LoadClient(
            arguments[0], new Uri(arguments[1]), arguments[2], int.Parse(arguments[3], CultureInfo.InvariantCulture), int.Parse(arguments[4], CultureInfo.InvariantCulture));
        var result = await client.RunAsync();
        Console.WriteLine(JsonSerializer.Serialize(result));
        return result.Fault is null ? 0 : 1;
    }

    private async Task<LoadResult> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_connections, _people.Length)).Select(_ => Task.Run(WorkAsync)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var written = _mode == "scan" ? _tickets : _acknowledged;
        await File.WriteAllLinesAsync(Path.Combine(_folder, _mode == "scan" ? "tickets.txt" : "acknowledged.txt"), written.Where(text => text is not null)!);
        var done = written.Count(text => text is not null);
        var sorted = _micros.Where(micros => micros > 0).Order().ToArray();
        double At(double part) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))] / 1_000.0;
        return new LoadResult(_mode, _people.Length, done, Math.Round(seconds, 3), Math.Round(done / seconds), At(0.5), At(0.99), _retried, _fault ?? (done < _people.Length ? $"{_people.Length - done} unanswered" : null));
    }

    private async Task WorkAsync()
    {
        using var connection = new RawConnection(_server);
        while (Interlocked.Increment(ref _next) is var i && i < _people.Length && _fault is null)
        {
            var began = Stopwatch.GetTimestamp();
            if (_mode != "check-in")
            {
                await ScanAsync(connection, i);
            }

            if (_mode != "scan" && _tickets[i] is not null)
            {
                await CheckInAsync(connection, i);
            }

            _micros[i] = (int)Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
    }

    private async Task ScanAsync(RawConnection connection, int i)
    {
        var body = $"{{\"code\":\"{CodeOf(_people[i].Hall)}\"}}";
        if (await PersistAsync(connection, "/api/v1/scans", null, body) is var (status, answer) && status == 200)
        {
            _tickets[i] = Field(answer, "\"ticket\":\""u8)!;
        }
    }

    private async Task CheckInAsync(RawConnection connection, int i)
    {
        var (_, rosterNo, digits) = _people[i];
        var body = $"{{\"ticket\":\"{_tickets[i]}\",\"rosterNo\":\"{rosterNo}\",\"lastDigits\":\"{digits}\"}}";
        if (await PersistAsync(connection, "/api/v1/check-ins", Guid.NewGuid(), body) is var (status, answer) && status == 201)
        {
            _acknowledged[i] = Field(answer, "\"checkInId\":\""u8);
        }
    }

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> PersistAsync(RawConnection connection, string path, Guid? key, string body)
    {
        while (true)
        {
            try
            {
                var answer = await connection.PostAsync(path, key, body);
                if (answer.Status is 200 or 201)
                {
                    return answer;
                }

                if (answer.Status != 503)
                {
                    _fault ??= $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)}";
                    return answer;
                }
            }
            catch (SocketException broken)
            {
                _fault ??= $"the connection broke: {broken.SocketErrorCode}";
                return (0, default);
            }

            Interlocked.Increment(ref _retried);
            await Task.Delay(Random.Shared.Next(20, 200));
        }
    }

    // As a hall's screen does: one code a step.
    private string CodeOf(int hall)
    {
        var step = BranchCodes.StepOf(TimeProvider.System.GetUtcNow());
        var (known, code) = _codes[hall];
        if (known != step || code is null)
        {
            code = BranchCodes.CodeAt(_halls[hall].Key, _halls[hall].Hall, step);
            lock (_codes)
            {
                _codes[hall] = (step, code);
            }
        }

        return code;
    }

    private static string? Field(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.Span.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var rest = json.Span[(at + name.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }
}
