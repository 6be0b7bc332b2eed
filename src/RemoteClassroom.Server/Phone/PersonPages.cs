using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary><c>/p</c>: for a trainee who checked in: what is wanted now, asking and voting; and the lecture itself, for who sits behind a pillar and pays for it.</summary>
internal sealed class PersonPages(NowBoard board, ISessionStates states, IVotes votes, IGrainFactory grains, Devices devices, TimeProvider time)
{
    /// <summary><c>GET /p</c>.</summary>
    public Task ShowAsync(HttpContext context) => ShowAsync(context, null);

    /// <summary><c>GET /p/watch</c>: what it costs first, the picture only after a tap. The browser plays it by itself: no script, and on old phones no media sources are needed.</summary>
    public async Task WatchAsync(HttpContext context)
    {
        var pages = new PhonePages(PhoneTexts.For(context.Request));
        if (Caller.Of(context) is not PersonCaller person || await states.GetAsync(person.SessionId, fresh: false, context.RequestAborted) is not { } state)
        {
            await PhoneForms.WriteAsync(context, pages.Message(pages.Texts["signInFirst"]), StatusCodes.Status401Unauthorized);
            return;
        }

        var picture = PictureOf(state);
        await PhoneForms.WriteAsync(context, pages.Video(state.Title, picture, agreed: context.Request.Query["go"] == "1"), media: picture);
    }

    /// <summary><c>POST /p/questions</c>.</summary>
    public async Task AskAsync(HttpContext context)
    {
        if (Caller.Of(context) is not PersonCaller person || await PhoneForms.ReadAsync(context, devices) is not { } sent)
        {
            await ShowAsync(context, new Said(PhoneTexts.For(context.Request)["formOld"], false, StatusCodes.Status422UnprocessableEntity));
            return;
        }

        var text = PhoneForms.Value(sent.Form, "text");
        var anonymous = PhoneForms.Value(sent.Form, "anonymous") == "1";
        var change = Change.Of(sent.Guard.Key, $"POST /p/questions\n{text}\n{anonymous}");
        var answer = await grains.MainClassroom(person.SessionId).AskAsync(new CommandContext(person.Scope, change.Key, change.BodyHash), new AskRequest(person.BranchId, person.PersonId, text, anonymous));
        var texts = PhoneTexts.For(context.Request);
        await ShowAsync(context, answer.Refusal is { } refusal
            ? new Said(SayAsking(texts, refusal), false, answer.Status, text, sent.Guard.Key)
            : new Said(texts["asked"], true, StatusCodes.Status200OK));
    }

    /// <summary><c>POST /p/votes</c>.</summary>
    public async Task VoteAsync(HttpContext context)
    {
        var texts = PhoneTexts.For(context.Request);
        if (Caller.Of(context) is not PersonCaller person || await PhoneForms.ReadAsync(context, devices) is not { } sent ||
            !Guid.TryParseExact(PhoneForms.Value(sent.Form, "question"), "D", out var question))
        {
            await ShowAsync(context, new Said(texts["formOld"], false, StatusCodes.Status422UnprocessableEntity));
            return;
        }

        var cast = PhoneForms.Value(sent.Form, "cast") != "0";
        var change = Change.Of(sent.Guard.Key, $"POST /p/votes\n{question}\n{cast}");
        var answer = await grains.BranchClassroom(person.SessionId, person.BranchId).VoteAsync(new CommandContext(person.Scope, change.Key, change.BodyHash), question, person.PersonId, cast);
        await ShowAsync(context, answer.Refusal is { } refusal
            ? new Said(SayAsking(texts, refusal), false, answer.Status)
            : new Said(texts["voted"], true, StatusCodes.Status200OK));
    }

    private static string? PictureOf(SessionState state) => state is { Phase: Phase.Live, CutSince: null, Media.Url: var url } ? url : null;

    private static string SayAsking(PhoneTexts texts, Refusal refusal) => refusal.Code switch
    {
        ErrorCodes.Conflict => texts["askWaiting"],
        ErrorCodes.IllegalTransition or ErrorCodes.NotFound => texts["askClosed"],
        ErrorCodes.Validation => texts["askEmpty"],
        _ => PhoneForms.Say(texts, refusal),
    };

    private async Task ShowAsync(HttpContext context, Said? said)
    {
        var pages = new PhonePages(PhoneTexts.For(context.Request));
        var person = Caller.Of(context) as PersonCaller;
        var now = person is null ? null : await board.GetAsync(person.SessionId, context.RequestAborted);
        if (now is null)
        {
            await PhoneForms.WriteAsync(context, pages.Message(pages.Texts["signInFirst"]), StatusCodes.Status401Unauthorized);
            return;
        }

        var token = devices.Ensure(context);
        // Where the outcome is not known the same key must go out again; a refused one can.
        var ask = said?.Key is { } key ? new FormGuard(token, key) : FormGuard.New(token, time);
        var shown = now.Document.Questions.Take(PhonePages.MostQuestions).Select(question => question.QuestionId).ToList();
        var voted = await votes.OfPersonAsync(person!.PersonId, shown, context.RequestAborted);
        var canWatch = await states.GetAsync(person.SessionId, fresh: false, context.RequestAborted) is { } state && PictureOf(state) is not null;
        var html = pages.Person(now.Document, canWatch, ask, () => FormGuard.New(token, time), voted, said is null ? null : (said.Text, said.Good), said?.Typed ?? "");
        await PhoneForms.WriteAsync(context, html, said?.Status ?? StatusCodes.Status200OK);
    }

    private sealed record Said(string Text, bool Good, int Status, string Typed = "", Guid? Key = null);
}
