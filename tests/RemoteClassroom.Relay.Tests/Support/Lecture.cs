using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>A made-up lecture from a seed: legal events, with texts and persons planted that no screen may ever see.</summary>
internal sealed class Lecture
{
    private readonly Random _random;
    private readonly MemoryLog _log;
    private readonly Guid[] _halls;
    private SessionState _state = SessionState.Empty;

    public Lecture(MemoryLog log, int seed, int halls)
    {
        (_log, _random) = (log, new Random(seed));
        _halls = [.. Enumerable.Range(0, halls).Select(_ => NewId())];
        SessionId = NewId();
        Say(new SessionScheduled("Soil and water", DateTimeOffset.UnixEpoch.AddYears(60), false));
        Say(new SessionOpened());
    }

    public Guid SessionId { get; }

    public IReadOnlyList<Guid> Halls => _halls;

    /// <summary>Persons who asked; none of their ids may leave the server.</summary>
    public List<Guid> Persons { get; } = [];

    public SessionState State => _state;

    /// <summary>Texts of questions that never were approved.</summary>
    public IEnumerable<string> SecretTexts => _state.Questions.ById.Values.Where(question => !question.WasApproved).Select(question => question.Text);

    public long Head { get; private set; }

    /// <summary>Appends the next random event.</summary>
    public long Go() => Say(Draw());

    /// <summary>Appends that event.</summary>
    public long Say(SessionEvent change)
    {
        Head = _log.Append(SessionId, change);
        _state = _state.Apply(change, _log.All(SessionId)[^1].At);
        return Head;
    }

    /// <summary>Appends a question from a hall, which every other view hides until it is approved.</summary>
    public long Ask(Guid hall, string text, bool byPerson = true, bool anonymous = false)
    {
        Guid? person = byPerson ? NewId() : null;
        if (person is { } id)
        {
            Persons.Add(id);
        }

        return Say(new QuestionAsked(NewId(), hall, $"Hall {Array.IndexOf(_halls, hall)}", person, text, anonymous));
    }

    private SessionEvent Draw()
    {
        while (true)
        {
            SessionEvent? drawn = _random.Next(12) switch
            {
                0 or 1 or 2 => Question(),
                3 or 4 => Move(QuestionPhase.Pending, id => new QuestionApproved(id)),
                5 => Move(_random.Next(2) == 0 ? QuestionPhase.Pending : QuestionPhase.Approved, id => new QuestionDismissed(id)),
                6 => Move(QuestionPhase.Approved, id => new QuestionAnswering(id)),
                7 => Move(QuestionPhase.Answering, id => new QuestionAnswered(id)),
                8 => _state.OpenRound is { } round ? new RoundClosed(round.RoundId, null) : new RoundOpened(NewId(), RoundPurpose.SignIn, null),
                9 => _state.Media is null ? new MediaStarted($"/live/{_random.Next()}/index.m3u8") : new MediaStopped(),
                _ => _state.Phase switch
                {
                    Phase.Open => new SessionStarted(),
                    Phase.Live => new SessionPaused(),
                    _ => new SessionResumed(),
                },
            };
            if (drawn is not null)
            {
                return drawn;
            }
        }
    }

    private QuestionAsked Question()
    {
        Guid? person = _random.Next(3) > 0 ? NewId() : null;
        if (person is { } id)
        {
            Persons.Add(id);
        }

        var hall = _random.Next(_halls.Length);
        return new QuestionAsked(NewId(), _halls[hall], $"Hall {hall}", person, $"text-{NewId():N} \"why\" 土壤 <b>", _random.Next(3) == 0);
    }

    private SessionEvent? Move(QuestionPhase from, Func<Guid, SessionEvent> make)
    {
        Guid[] candidates = [.. _state.Questions.ById.Values.Where(question => question.Phase == from).Select(question => question.QuestionId)];
        return candidates.Length == 0 ? null : make(candidates[_random.Next(candidates.Length)]);
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
