using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Server.Phone;

/// <summary>The hidden fields that make a form safe to send twice and impossible to send from elsewhere.</summary>
/// <param name="Token">The antiforgery token.</param>
/// <param name="Key">The idempotency key.</param>
internal readonly record struct FormGuard(string Token, Guid Key)
{
    /// <summary>A guard with a new key.</summary>
    public static FormGuard New(string token, TimeProvider time) => new(token, Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>The fields.</summary>
    public Markup Fields => Markup.Of($"<input type=\"hidden\" name=\"form\" value=\"{Token}\"><input type=\"hidden\" name=\"key\" value=\"{Key.ToString("D")}\">");
}

/// <summary>What the check-in form is for and what was typed into it already.</summary>
/// <param name="Ticket">The sealed ticket.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="Who">The roster number or name typed so far.</param>
/// <param name="Digits">The digits typed so far.</param>
/// <param name="KnownName">The masked name of who used this phone last, to check in by one tap; null if nobody did.</param>
/// <param name="Rehearsal">Whether the session is a rehearsal, which the page must say.</param>
internal sealed record CheckInForm(string Ticket, string Hall, string Who = "", string Digits = "", string? KnownName = null, bool Rehearsal = false);

/// <summary>The pages themselves, in one language.</summary>
internal sealed class PhonePages(PhoneTexts texts)
{
    /// <summary>How many questions a page lists.</summary>
    public const int MostQuestions = 15;

    /// <summary>The texts of this language.</summary>
    public PhoneTexts Texts => texts;

    /// <summary>Two fields and a button; or one button for who was here before.</summary>
    /// <param name="form">What it is for, and what was typed.</param>
    /// <param name="guard">The form's guard.</param>
    /// <param name="fault">What is wrong.</param>
    /// <param name="stranger">The guard of a second form, for who is on no roster and leaves what he typed; null: none.</param>
    public string CheckIn(CheckInForm form, FormGuard guard, string? fault = null, FormGuard? stranger = null)
    {
        var ticket = Markup.Of($"{guard.Fields}<input type=\"hidden\" name=\"ticket\" value=\"{form.Ticket}\">");
        var content = form.KnownName is { } name
            ? Markup.Of(
                $"""
                <form method="post" action="/c">{ticket}<input type="hidden" name="known" value="1"><button>{texts.With("oneTap", "name", name)}</button></form>
                <form method="post" action="/c">{ticket}<input type="hidden" name="known" value="0"><button class="plain">{texts["notMe"]}</button></form>
                """)
            : Markup.Of(
                $"""
                <form method="post" action="/c">{ticket}
                <label for="who">{texts["who"]}</label><input type="text" id="who" name="who" value="{form.Who}" maxlength="64" required autocomplete="off" autocorrect="off" autocapitalize="off" spellcheck="false">
                <label for="digits">{texts["digits"]}</label><input type="tel" id="digits" name="digits" value="{form.Digits}" inputmode="numeric" pattern="[0-9]*" maxlength="4" required autocomplete="off" autocorrect="off">
                <button>{texts["checkIn"]}</button></form>
                """);
        var leave = stranger is { } kept
            ? Markup.Of(
                $"""
                <form method="post" action="/c/walk-in">{kept.Fields}<input type="hidden" name="ticket" value="{form.Ticket}"><input type="hidden" name="who" value="{form.Who}"><input type="hidden" name="digits" value="{form.Digits}">
                <button class="plain">{texts["walkIn"]}</button></form>
                """)
            : Markup.Empty;
        return PhoneLayout.Page(texts, texts["title"], Markup.Of($"{Note(fault)}<h1>{form.Hall}</h1>{content}{leave}"), rehearsal: form.Rehearsal);
    }

    /// <summary>The same form with a single button, after a fault that goes away by itself; nothing has to be typed again.</summary>
    public string TryAgain(string fault, string action, FormGuard guard, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var hidden = Markup.Join(fields.Select(field => Markup.Of($"<input type=\"hidden\" name=\"{field.Key}\" value=\"{field.Value}\">")));
        return PhoneLayout.Page(texts, texts["title"], Markup.Of($"{Note(fault)}<form method=\"post\" action=\"{action}\">{guard.Fields}{hidden}<button>{texts["checkIn"]}</button></form>"));
    }

    /// <summary>Green all over.</summary>
    public string Done(string hall, string time, int ordinal, bool already, bool rehearsal) => PhoneLayout.Page(
        texts,
        texts["success"],
        Markup.Of(
            $"""
            <div class="mark" aria-hidden="true">✓</div><h1>{(already ? texts.With("already", "time", time) : texts["success"])}</h1>
            <p class="big">{hall}</p><p class="big">{time} · {texts.With("ordinal", "n", ordinal.ToString())}</p><a class="button" href="/p">{texts["goOn"]}</a>
            """),
        done: true,
        rehearsal: rehearsal);

    /// <summary>Nothing can be done here but scan again, or type the digits.</summary>
    public string Message(string text, bool ends = false) => PhoneLayout.Page(
        texts,
        texts["title"],
        Markup.Of($"<p class=\"card\">{text}</p>{(ends ? Markup.Empty : Markup.Of($"<a class=\"button plain\" href=\"/h\">{texts["typeInstead"]}</a>"))}"));

    /// <summary>For whom the code does not scan: the hall's number and six digits.</summary>
    public string Hall(string form, string hall, string? fault = null) => PhoneLayout.Page(
        texts,
        texts["hallTitle"],
        Markup.Of(
            $"""
            {Note(fault)}<h1>{texts["hallTitle"]}</h1><p>{texts["hallHint"]}</p><form method="post" action="/h"><input type="hidden" name="form" value="{form}">
            <label for="hall">{texts["hallNo"]}</label><input type="tel" id="hall" name="hall" value="{hall}" inputmode="numeric" pattern="[0-9]*" maxlength="10" required autocomplete="off" autocorrect="off">
            <label for="digits">{texts["hallDigits"]}</label><input type="tel" id="digits" name="digits" inputmode="numeric" pattern="[0-9 ]*" maxlength="8" required autocomplete="off" autocorrect="off">
            <button>{texts["next"]}</button></form>
            """));

    /// <summary>For who checked in: what is wanted now, asking and voting.</summary>
    /// <param name="now">What is wanted.</param>
    /// <param name="canWatch">Whether there is a picture to watch.</param>
    /// <param name="ask">Guards the question's form.</param>
    /// <param name="guard">Makes the guards of the votes' forms.</param>
    /// <param name="voted">The questions that this person votes for.</param>
    /// <param name="said">What became of the form that was sent; null if none was.</param>
    /// <param name="typed">A question that was not taken, to mend.</param>
    public string Person(NowDocument now, bool canWatch, FormGuard ask, Func<FormGuard> guard, IReadOnlySet<Guid> voted, (string Text, bool Good)? said = null, string typed = "")
    {
        var want = now.Want switch
        {
            NowWant.CheckIn => texts["wantCheckIn"],
            NowWant.Ended => texts["ended"],
            _ => texts["watch"],
        };
        var key = now.Want switch { NowWant.CheckIn => "checkIn", NowWant.Ended => "ended", _ => "watch" } + now.Round?.RoundId.ToString("D");
        return PhoneLayout.Page(
            texts,
            now.Title,
            Markup.Of(
                $"""
                {Note(said?.Text, said?.Good ?? false)}<p class="card">{want}</p><p><small>{now.Title}</small></p>
                {(now.Want == NowWant.Ended ? Markup.Empty : Ask(ask, typed))}
                <h2>{texts["questions"]}</h2>{Questions(now, guard, voted)}{(canWatch ? Markup.Of($"<a class=\"button plain\" href=\"/p/watch\">{texts["video"]}</a>") : Markup.Empty)}<a class="button plain" href="/p">{texts["refresh"]}</a>
                """),
            watch: (now.SessionId, key),
            rehearsal: now.Rehearsal == true);
    }

    /// <summary>The lecture on the phone: its price, and after a tap the picture.</summary>
    /// <param name="title">The session's title.</param>
    /// <param name="url">The playlist; null while there is none.</param>
    /// <param name="agreed">Whether the price was read.</param>
    public string Video(string title, string? url, bool agreed)
    {
        var content = url is null
            ? Markup.Of($"<p class=\"card\">{texts["videoNone"]}</p>")
            : agreed
                ? Markup.Of($"<video src=\"{url}\" controls autoplay playsinline preload=\"auto\">{texts["videoCannot"]}</video><p>{texts["videoCannot"]}</p>")
                : Markup.Of($"<p class=\"card\">{texts["videoCost"]}</p><p>{texts["videoWifi"]}</p><a class=\"button\" href=\"/p/watch?go=1\">{texts["videoGo"]}</a>");
        return PhoneLayout.Page(texts, title, Markup.Of($"<h1>{title}</h1>{content}<a class=\"button plain\" href=\"/p\">{texts["back"]}</a>"));
    }

    private Markup Ask(FormGuard guard, string typed) => Markup.Of(
        $"""
        <h2>{texts["ask"]}</h2><form method="post" action="/p/questions">{guard.Fields}<label for="text">{texts["askText"]}</label><textarea id="text" name="text" maxlength="200" required>{typed}</textarea>
        <label class="tick"><input type="checkbox" name="anonymous" value="1"><span>{texts["askAnonymous"]}</span></label><button>{texts["askSend"]}</button></form>
        """);

    private Markup Questions(NowDocument now, Func<FormGuard> guard, IReadOnlySet<Guid> voted) => now.Questions.Count == 0
        ? Markup.Of($"<p>{texts["noQuestions"]}</p>")
        : Markup.Of($"<ul>{Markup.Join(now.Questions.Take(MostQuestions).Select(question => Question(question, now.Want != NowWant.Ended, guard, voted.Contains(question.QuestionId))))}</ul>");

    private Markup Question(NowQuestion question, bool canVote, Func<FormGuard> guard, bool voted)
    {
        var hall = question.Hall is { } name ? Markup.Of($"<small>{name}</small> ") : Markup.Empty;
        var answering = question.State == QuestionState.Answering ? Markup.Of($" <small>● {texts["answering"]}</small>") : Markup.Empty;
        var vote = canVote
            ? Markup.Of(
                $"<form method=\"post\" action=\"/p/votes\">{guard().Fields}<input type=\"hidden\" name=\"question\" value=\"{question.QuestionId.ToString("D")}\">{(voted ? Markup.Of($"<p class=\"voted\">✓ {texts["votedFor"]}</p><button class=\"plain\" name=\"cast\" value=\"0\">{texts["unvote"]}</button>") : Markup.Of($"<button class=\"plain\" name=\"cast\" value=\"1\">{texts["vote"]}</button>"))}</form>")
            : Markup.Empty;
        return Markup.Of($"<li>{question.Text}<br>{hall}<small>{texts.With("votes", "n", question.Votes.ToString())}</small>{answering}{vote}</li>");
    }

    private static Markup Note(string? text, bool good = false) =>
        string.IsNullOrEmpty(text) ? Markup.Empty : Markup.Of($"<p class=\"note{(good ? " good" : "")}\" role=\"{(good ? "status" : "alert")}\">{text}</p>");
}
