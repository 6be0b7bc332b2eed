using System.Text.Json;
using RemoteClassroom.Client;
using RemoteClassroom.Client.CheckIns;
using RemoteClassroom.Client.Live;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;

namespace ConsoleBranchScreen;

/// <summary>One session on one hall's screen.</summary>
internal sealed class HallScreen(ClassroomClient client, SessionInfo session, Guid venue) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private HallCodes? _codes;
    private RoundInfo? _round;
    private ClassroomConnection? _connection;
    private readonly OperatorHand _hand = new(client, session.SessionId, venue);

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var code = await client.BranchCodeAsync(session.SessionId, venue, cancellationToken);
        var key = await client.BranchKeyAsync(session.SessionId, venue, cancellationToken);
        _codes = new HallCodes(Convert.FromBase64String(key.Key), code.Hall, key.StepMs);
        Say($"\"{session.Title}\", hall {code.Hall}");
        string[] streams = [StreamName.Screen(session.SessionId).Format(), StreamName.Branch(session.SessionId, venue).Format()];
        _connection = new ClassroomConnection(client, new ClassroomConnectionOptions { Streams = streams, Player = () => new PlayerReport("waiting") }, TakeAsync);
        await Task.WhenAll(_connection.RunAsync(either.Token), ShowCodesAsync(either.Token), _hand.RunAsync(() => _round?.RoundId, either.Token));
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose() => _ended.Dispose();

    /// <summary>Derived here and not asked for: the codes go on while the link is down.</summary>
    private async Task ShowCodesAsync(CancellationToken cancellationToken)
    {
        HallCode? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = TimeSpan.FromMilliseconds(500);
            if (_round is { } round && _connection is { } connection)
            {
                var now = connection.ServerNow;
                var shown = _codes!.At(now);
                if (shown != last)
                {
                    Say($"[{round.Kind}] scan {shown.Code} or type {shown.Digits}");
                    last = shown;
                }

                wait = shown.ValidUntil - now;
            }

            await Task.Delay(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ValueTask TakeAsync(StreamUpdate update)
    {
        switch (update)
        {
            case StreamUpdate.Linked link:
                Say(link.Code is null ? $"link: {link.State}" : $"link: {link.State} ({link.Code})");
                break;
            case StreamUpdate.Snapshotted { Snapshot: var snapshot } when snapshot.Stream.StartsWith("s/", StringComparison.Ordinal):
                Show(Read<ScreenState>(snapshot.State));
                break;
            case StreamUpdate.Advanced { Frame: var frame }:
                foreach (var viewEvent in frame.Events)
                {
                    Show(viewEvent);
                }

                break;
            case StreamUpdate.Counted { Totals: { Key: "attendance" } totals }:
                var counts = Read<HallAttendance>(totals.Data).Counts;
                Say($"here: {counts.Present + counts.Late} of {counts.Expected}");
                break;
            default:
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void Show(ScreenState state)
    {
        Say($"{state.Phase} since {state.PhaseSince:HH:mm:ss}; picture: {state.Media?.Url ?? "none"}");
        _round = state.Round;
        foreach (var question in state.Questions)
        {
            Say($"question ({question.State}) from {question.Hall ?? "a hall"}: {question.Text}");
        }

        EndIf(state.Phase);
    }

    private void Show(ViewEvent happened)
    {
        switch (happened.Type)
        {
            case EventTypes.RoundOpened:
                _round = Read<RoundInfo>(happened.Data);
                break;
            case EventTypes.RoundClosed:
                _round = null;
                Say("The round is closed.");
                break;
            case EventTypes.MediaStarted:
                Say($"picture: {Read<MediaInfo>(happened.Data).Url}");
                break;
            case EventTypes.QuestionApproved when happened.Data.TryGetProperty("text", out var text):
                Say($"question: {text.GetString()}");
                break;
            case EventTypes.SessionStarted or EventTypes.SessionPaused or EventTypes.SessionResumed or EventTypes.SessionEnded:
                var phase = Read<PhaseData>(happened.Data).Phase;
                Say($"{phase}");
                EndIf(phase);
                break;
            default:
                Say(happened.Type);
                break;
        }
    }

    private void EndIf(SessionPhase phase)
    {
        if (phase == SessionPhase.Ended)
        {
            _ended.Cancel();
        }
    }

    private static T Read<T>(JsonElement data) => data.Deserialize<T>(ContractsJson.Options) ?? throw new JsonException("The data is empty.");

    private static void Say(string text) => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {text}");
}
