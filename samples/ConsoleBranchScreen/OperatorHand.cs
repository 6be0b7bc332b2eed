using RemoteClassroom.Client;
using RemoteClassroom.Client.CheckIns;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Halls;

namespace ConsoleBranchScreen;

/// <summary>
/// The operator at the console: a typed number checks that person of the roster in, with or without a link. Each entry is signed and on disk before it is said to be taken; deliveries go on for ever, over restarts, too.
/// </summary>
internal sealed class OperatorHand(ClassroomClient client, Guid session, Guid venue)
{
    private HallRoster? _roster;

    public async Task RunAsync(Func<Guid?> round, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "console-branch-screen")).FullName;
        using var key = await DeviceKey.OpenAsync(Path.Combine(folder, $"{session:N}.{venue:N}.key"), cancellationToken);
        await using var outbox = await OfflineOutbox.OpenSignedAsync(
            session, venue, key, new DeviceClock(TimeProvider.System), Path.Combine(folder, $"{session:N}.{venue:N}.outbox"), cancellationToken: cancellationToken);
        await Task.WhenAll(DeliverAsync(outbox, cancellationToken), TypeAsync(outbox, round, cancellationToken));
    }

    /// <summary>The client tries for ever, with jitter; an entry leaves the outbox only when the server said what became of it.</summary>
    private async Task DeliverAsync(OfflineOutbox outbox, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(2));
        do
        {
            _roster ??= await client.HallRosterAsync(session, venue, cancellationToken);
            foreach (var result in await outbox.SendAsync(client, cancellationToken))
            {
                Say(result.Status switch
                {
                    BatchStatus.Recorded or BatchStatus.Already => "delivered",
                    BatchStatus.Kept => "delivered; an administrator will judge it, for nothing proves its time",
                    _ => $"refused: {result.Code}",
                });
            }
        }
        while (await pause.WaitForNextTickAsync(cancellationToken));
    }

    private async Task TypeAsync(OfflineOutbox outbox, Func<Guid?> round, CancellationToken cancellationToken)
    {
        while (await Console.In.ReadLineAsync(cancellationToken) is { } typed)
        {
            var people = _roster?.People ?? [];
            if (typed.Trim() is "" or "?")
            {
                Say(string.Join("  ", people.Select((person, i) => $"{i + 1} {person.Name} {person.RosterNo}")));
            }
            else if (round() is not { } open)
            {
                Say("No round is open.");
            }
            else if (int.TryParse(typed, out var number) && number >= 1 && number <= people.Count)
            {
                var entry = await outbox.AddAsync(people[number - 1].TraineeId, TimeProvider.System.GetUtcNow(), open, cancellationToken: cancellationToken);
                Say($"{people[number - 1].Name} is taken down as number {entry.Seq}; {outbox.Count} wait for the link.");
            }
            else
            {
                Say("Type the number in front of a name; \"?\" lists them.");
            }
        }
    }

    private static void Say(string text) => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {text}");
}
