using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Server.Phone;

/// <summary>The document for phones as it is for a second or so.</summary>
/// <param name="Document">The document; its <c>askAgainMs</c> is the middle of what is told.</param>
/// <param name="Head">UTF-8 JSON up to the value of <c>askAgainMs</c>.</param>
/// <param name="Tail">What follows it.</param>
/// <param name="ETag">Of everything but that value: a weak one.</param>
internal sealed record NowCut(NowDocument Document, byte[] Head, byte[] Tail, string ETag);

/// <summary>
/// Makes the small document that phones read, once a second a session however many ask. The next visit's time is told to each phone a little different,
/// so that a hall's phones do not come back in step.
/// </summary>
internal sealed class NowBoard(ISessionStates states, IVotes votes, TimeProvider time)
{
    /// <summary>How long a cut is given out.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private const int MostSessions = 2_000;
    private const int MostQuestions = 50;

    private readonly ConcurrentDictionary<Guid, Slot> _slots = new();

    /// <summary>The document; null if there is no such session.</summary>
    public async ValueTask<NowCut?> GetAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (_slots.Count > MostSessions)
        {
            _slots.Clear();
        }

        return await _slots.GetOrAdd(sessionId, static _ => new Slot()).GetAsync(() => CutAsync(sessionId), time).WaitAsync(cancellationToken);
    }

    /// <summary>When a phone is to ask again: the document's advice, a quarter more or less.</summary>
    public static int Jitter(int askAgainMs) => askAgainMs * RandomNumberGenerator.GetInt32(75, 126) / 100;

    private async Task<NowCut?> CutAsync(Guid sessionId)
    {
        // Shared by all who wait: nobody's leaving cancels it.
        var state = await states.GetAsync(sessionId, fresh: false, CancellationToken.None);
        if (state is null)
        {
            return null;
        }

        var counts = state.Questions.Shown.Count > 0 ? await votes.CountAsync(sessionId, CancellationToken.None) : null;
        var questions = state.Questions.Shown
            .Select(id => state.Questions.Find(id)!)
            .Select(question => new NowQuestion(
                question.QuestionId, question.Text, question.Anonymous ? null : question.Hall, counts?.GetValueOrDefault(question.QuestionId) ?? 0,
                question.Phase == QuestionPhase.Answering ? QuestionState.Answering : QuestionState.Approved))
            .OrderByDescending(question => question.Votes)
            .Take(MostQuestions)
            .ToList();
        var round = state.OpenRound is { } open ? new RoundInfo(open.RoundId, KindOf(open.Purpose), open.OpenedAt, open.ClosesAt) : null;
        var (want, askAgain) = state.Phase == Phase.Ended ? (NowWant.Ended, 600_000) : round is not null ? (NowWant.CheckIn, 15_000) : (NowWant.Watch, state.Phase == Phase.Scheduled ? 60_000 : 20_000);
        return Cut(new NowDocument(sessionId, state.Title, PhaseOf(state.Phase), want, askAgain, questions, round, state.Rehearsal ? true : null));
    }

    private static NowCut Cut(NowDocument document)
    {
        // A value that occurs nowhere else in a document marks the place.
        var json = JsonSerializer.SerializeToUtf8Bytes(document with { AskAgainMs = -1 }, ContractsJson.Options);
        var mark = "\"askAgainMs\":-1"u8;
        var at = json.AsSpan().IndexOf(mark);
        var head = json[..(at + mark.Length - 2)];
        var tail = json[(at + mark.Length)..];
        return new NowCut(document, head, tail, $"W/\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"");
    }

    private static RoundKind KindOf(RoundPurpose purpose) => purpose switch
    {
        RoundPurpose.SignIn => RoundKind.SignIn,
        RoundPurpose.SpotCheck => RoundKind.SpotCheck,
        _ => RoundKind.SignOut,
    };

    private static SessionPhase PhaseOf(Phase phase) => phase switch
    {
        Phase.Open => SessionPhase.Open,
        Phase.Live => SessionPhase.Live,
        Phase.Paused => SessionPhase.Paused,
        Phase.Ended => SessionPhase.Ended,
        _ => SessionPhase.Scheduled,
    };

    private sealed class Slot
    {
        private readonly Lock _gate = new();
        private Task<NowCut?>? _cut;
        private long _at;

        public Task<NowCut?> GetAsync(Func<Task<NowCut?>> make, TimeProvider time)
        {
            lock (_gate)
            {
                if (_cut is null || _cut.IsFaulted || _cut.IsCanceled || (_cut.IsCompleted && time.GetElapsedTime(_at) > Fresh))
                {
                    _at = time.GetTimestamp();
                    _cut = make();
                }

                return _cut;
            }
        }
    }
}
