using CsCheck;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Sessions;

/// <summary>A second, independent account of what a session allows, as plain tables; the decider is held against it.</summary>
internal sealed class SessionModel
{
    private static readonly Dictionary<(Phase, Type), Phase> Moves = new()
    {
        [(Phase.Scheduled, typeof(OpenSession))] = Phase.Open,
        [(Phase.Open, typeof(StartSession))] = Phase.Live,
        [(Phase.Live, typeof(PauseSession))] = Phase.Paused,
        [(Phase.Paused, typeof(ResumeSession))] = Phase.Live,
        [(Phase.Open, typeof(EndSession))] = Phase.Ended,
        [(Phase.Live, typeof(EndSession))] = Phase.Ended,
        [(Phase.Paused, typeof(EndSession))] = Phase.Ended,
    };

    private static readonly Dictionary<(string, Type), string> QuestionMoves = new()
    {
        [("pending", typeof(ApproveQuestion))] = "approved",
        [("pending", typeof(DismissQuestion))] = "dismissed",
        [("approved", typeof(DismissQuestion))] = "dismissed",
        [("approved", typeof(AnswerQuestion))] = "answering",
        [("answering", typeof(FinishQuestion))] = "answered",
    };

    private readonly Dictionary<Guid, (string State, Guid Asker)> _questions = [];
    private readonly Dictionary<Guid, DateTimeOffset?> _rounds = [];
    private string? _media;

    public Phase Phase { get; private set; }

    public Guid? OpenRound { get; private set; }

    public bool IsCut { get; private set; }

    /// <summary>When the open round is due to close.</summary>
    public DateTimeOffset? Due => OpenRound is { } open ? _rounds[open] : null;

    public IReadOnlyDictionary<Guid, (string State, Guid Asker)> Questions => _questions;

    /// <summary>The code it must be refused with; null if it must be carried out (and then it is carried out here).</summary>
    public string? Expect(SessionCommand command, DateTimeOffset now) => command switch
    {
        ScheduleSession c => Phase != Phase.None ? "illegal_transition" : c.Title.Trim().Length is 0 or > 120 || c.Hotline?.Trim().Length > 40 ? "validation" : Do(() => Phase = Phase.Scheduled),
        _ when Phase == Phase.None => "not_found",
        OpenSession or StartSession or PauseSession or ResumeSession or EndSession => Move(command),
        OpenRound c => InSession() ? OpenRound is not null ? "conflict" : c.ClosesAt <= now ? "validation" : Do(() => { OpenRound = c.RoundId; _rounds[c.RoundId] = c.ClosesAt; }) : "illegal_transition",
        CloseRound c => !_rounds.ContainsKey(c.RoundId) ? "not_found" : OpenRound != c.RoundId ? "round_closed" : Do(() => OpenRound = null),
        ExtendRound c => !_rounds.TryGetValue(c.RoundId, out var due) ? "not_found" : OpenRound != c.RoundId ? "round_closed" : due is null ? "conflict"
            : c.ClosesAt <= due || c.ClosesAt <= now ? "validation" : Do(() => _rounds[c.RoundId] = c.ClosesAt),
        CutToSlate => InSession() && !IsCut ? Do(() => IsCut = true) : "illegal_transition",
        RestoreProgramme => IsCut ? Do(() => IsCut = false) : "illegal_transition",
        NoteMediaStarted c => Phase is Phase.Scheduled or Phase.Ended ? "illegal_transition" : _media == c.Url ? "conflict" : Do(() => _media = c.Url),
        NoteMediaStopped => _media is null ? "conflict" : Do(() => _media = null),
        AskQuestion c => Ask(c),
        ApproveQuestion c => MoveQuestion(c.QuestionId, command),
        DismissQuestion c => MoveQuestion(c.QuestionId, command),
        AnswerQuestion c => MoveQuestion(c.QuestionId, command),
        FinishQuestion c => MoveQuestion(c.QuestionId, command),
        _ => throw new InvalidOperationException(command.ToString()),
    };

    private static string? Do(Action action)
    {
        action();
        return null;
    }

    private bool InSession() => Phase is Phase.Open or Phase.Live or Phase.Paused;

    private string? Move(SessionCommand command) => !Moves.TryGetValue((Phase, command.GetType()), out var to) ? "illegal_transition" : Do(() =>
    {
        Phase = to;
        OpenRound = to == Phase.Ended ? null : OpenRound;
    });

    private string? Ask(AskQuestion c)
    {
        if (c.Text.Trim().Length is 0 or > 200)
        {
            return "validation";
        }

        var asker = c.PersonId ?? c.BranchId;
        var waiting = _questions.Values.Count(question => question.State == "pending" && question.Asker == asker);
        return !InSession() ? "illegal_transition" : waiting >= (c.PersonId is null ? 5 : 1) ? "conflict" : Do(() => _questions[c.QuestionId] = ("pending", asker));
    }

    private string? MoveQuestion(Guid id, SessionCommand command) =>
        !_questions.TryGetValue(id, out var question) ? "not_found"
        : !QuestionMoves.TryGetValue((question.State, command.GetType()), out var to) ? "illegal_transition"
        : Do(() => _questions[id] = (to, question.Asker));
}

/// <summary>Random commands over few ids, so that they meet.</summary>
internal static class SessionGen
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Guid> Asker = Gen.Int[1, 2].Select(Id);

    /// <summary>The kind of command and a number that picks its ids; rounds and questions to be opened get the running number as id.</summary>
    public static readonly Gen<(int Kind, int Pick, Guid Asker, string Text)[]> Steps =
        Gen.Select(Gen.Int[0, 23], Gen.Int[0, 11], Asker, Gen.OneOf(Gen.Const("How is the fee worked out?"), Gen.Const("  "), Gen.Const(new string('x', 201)))).Array[1, 120];

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static SessionCommand Command((int Kind, int Pick, Guid Asker, string Text) step, int running, SessionModel model, DateTimeOffset now)
    {
        var old = model.Questions.Count == 0 ? Id(step.Pick) : model.Questions.Keys.ElementAt(step.Pick % model.Questions.Count);
        return step.Kind switch
        {
            0 => new ScheduleSession(step.Pick == 0 ? "  " : "A lecture", Start, step.Pick % 2 == 0, Hotline: step.Pick == 1 ? new string('0', 41) : null),
            1 => new OpenSession(),
            2 => new StartSession(),
            3 => new PauseSession(),
            4 => new ResumeSession(),
            5 => step.Pick < 3 ? new EndSession([1]) : new StartSession(),
            6 or 7 => new OpenRound(Id(1_000 + running), (RoundPurpose)(step.Pick % 3), step.Pick == 0 ? now : step.Pick == 1 ? now.AddMinutes(5) : null),
            8 or 9 => new CloseRound(model.OpenRound is { } open && step.Pick > 3 ? open : Id(1_000 + step.Pick), step.Pick % 2 == 0 ? null : [3]),
            10 => new NoteMediaStarted($"/live/{step.Pick % 2}/index.m3u8"),
            11 => new NoteMediaStopped(),
            12 or 13 => new AskQuestion(Id(2_000 + running), Id(50), "Hall 50", step.Asker, step.Text, step.Pick % 2 == 0),
            14 => new AskQuestion(Id(2_000 + running), Id(50 + (step.Pick % 2)), "A hall", null, "Can everybody hear this?", false),
            15 or 16 => new ApproveQuestion(old),
            17 => new DismissQuestion(old),
            18 or 19 => new AnswerQuestion(old),
            20 => new ExtendRound(model.OpenRound is { } going && step.Pick > 1 ? going : Id(1_000 + step.Pick), step.Pick % 2 == 0 ? now : now.AddMinutes(step.Pick)),
            21 or 22 => step.Pick % 3 == 0 ? new RestoreProgramme(null) : new CutToSlate(new Doer("assistant", "李*")),
            _ => new FinishQuestion(old),
        };
    }
}
