using System.Collections.Concurrent;
using RemoteClassroom.Client;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Server.Demo;

/// <summary>The people in the halls: they scan and check in at a human pace, then some ask and vote.</summary>
internal sealed class DemoPeople(ClassroomClient anybody, TimeProvider time, Random random)
{
    private const int MaxAtOnce = 12;

    /// <summary>Tokens of who checked in, for asking and voting.</summary>
    public ConcurrentBag<string> Tokens { get; } = [];

    /// <summary>Checks people in until the time is over.</summary>
    /// <param name="halls">Where.</param>
    /// <param name="share">Which part of the people comes, 0 to 1.</param>
    /// <param name="during">Over how long they come; most in the first half.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CheckInAsync(IReadOnlyList<DemoHall> halls, double share, TimeSpan during, CancellationToken cancellationToken)
    {
        var arrivals = halls
            .SelectMany(hall => Enumerable.Range(0, hall.People.Count).Where(_ => random.NextDouble() < share).Select(nth => (At: during * Math.Pow(random.NextDouble(), 1.6), Hall: hall, Nth: nth)))
            .OrderBy(arrival => arrival.At).ToList();
        var hands = new SemaphoreSlim(MaxAtOnce);
        var begun = time.GetTimestamp();
        var under = new List<Task>();
        foreach (var (at, hall, nth) in arrivals)
        {
            var wait = at - time.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            await hands.WaitAsync(cancellationToken);
            under.RemoveAll(task => task.IsCompletedSuccessfully);
            under.Add(OneAsync(hall, nth, hands, cancellationToken));
        }

        await Task.WhenAll(under);
    }

    private async Task OneAsync(DemoHall hall, int nth, SemaphoreSlim hands, CancellationToken cancellationToken)
    {
        try
        {
            if (!hall.Online)
            {
                await hall.KeepAsync(nth, cancellationToken);
                return;
            }

            var person = hall.People[nth];
            var ticket = await anybody.ScanAsync(new Scan(hall.Code()), cancellationToken);
            if (random.Next(100) < 4)
            {
                await MistypeAsync(ticket.Ticket, person.RosterNo, cancellationToken);
            }

            var done = await anybody.CheckInAsync(new CheckIn(ticket.Ticket, person.RosterNo, LastDigits: person.Phone[^4..]), cancellationToken: cancellationToken);
            Tokens.Add(done.PersonToken);
        }
        catch (ClassroomException refusal) when (refusal.Code is ErrorCodes.RoundClosed or ErrorCodes.CodeExpired or ErrorCodes.CodeInvalid or ErrorCodes.TicketExpired or ErrorCodes.NotMatched)
        {
            // As in life: some come when the round is just closed, or somebody ended it at the console.
        }
        finally
        {
            hands.Release();
        }
    }

    private async Task MistypeAsync(string ticket, string rosterNo, CancellationToken cancellationToken)
    {
        try
        {
            await anybody.CheckInAsync(new CheckIn(ticket, rosterNo, LastDigits: "0000"), cancellationToken: cancellationToken);
        }
        catch (ClassroomException refusal) when (refusal.Code == ErrorCodes.NotMatched)
        {
            // Thick fingers; the next try is right.
        }
    }
}
