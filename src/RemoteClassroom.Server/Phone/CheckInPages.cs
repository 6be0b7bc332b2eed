using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.WalkIns;

namespace RemoteClassroom.Server.Phone;

/// <summary>
/// Checking in on a phone without app, install or JavaScript: <c>/c/{code}</c> is where the QR leads, <c>/h</c> is for whom it does not scan.
/// The forms post here, outside <c>/api/v1</c>, with a hidden idempotency key and an antiforgery token.
/// </summary>
internal sealed class CheckInPages(
    ScanDesk scans, CheckInDesk desk, Devices devices, ISessionDirectory directory, ISessionStates states, TicketSeal tickets, PersonTokenSeal persons, KnownPersonSeal known,
    ReportZone zone, TimeProvider time)
{
    /// <summary><c>GET /c/{code}</c>: the scanned code becomes a ticket at once; nobody's code expires while he types.</summary>
    public async Task ScannedAsync(HttpContext context, string code)
    {
        var scan = await scans.ScanAsync(code, null, null, devices.KeyOf(context.Request), context.RequestAborted);
        await AnswerScanAsync(context, scan, new PhonePages(PhoneTexts.For(context.Request)));
    }

    /// <summary><c>GET /h</c>: two numbers to type.</summary>
    public Task HallAsync(HttpContext context) =>
        PhoneForms.WriteAsync(context, new PhonePages(PhoneTexts.For(context.Request)).Hall(devices.Ensure(context), ""));

    /// <summary><c>POST /h</c>: the typed numbers.</summary>
    public async Task HallTypedAsync(HttpContext context)
    {
        var pages = new PhonePages(PhoneTexts.For(context.Request));
        if (await PhoneForms.ReadAsync(context, devices) is not { } sent)
        {
            await PhoneForms.WriteAsync(context, pages.Hall(devices.Ensure(context), "", pages.Texts["formOld"]), StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var hall = PhoneForms.Value(sent.Form, "hall");
        var scan = await scans.ScanAsync(null, long.TryParse(hall, out var number) ? number : 0, PhoneForms.Value(sent.Form, "digits"), devices.KeyOf(context.Request), context.RequestAborted);
        if (scan.Refusal is { } refusal && refusal.Code != ErrorCodes.RoundClosed)
        {
            var said = refusal.Code == ErrorCodes.CodeInvalid ? pages.Texts["digitsWrong"] : PhoneForms.Say(pages.Texts, refusal);
            await PhoneForms.WriteAsync(context, pages.Hall(sent.Guard.Token, hall, said), ErrorCodes.StatusOf(refusal.Code));
            return;
        }

        await AnswerScanAsync(context, scan, pages);
    }

    /// <summary><c>POST /c</c>: the two fields, or one tap by who was here before.</summary>
    public async Task CheckInAsync(HttpContext context)
    {
        var pages = new PhonePages(PhoneTexts.For(context.Request));
        if (await PhoneForms.ReadAsync(context, devices) is not { } sent)
        {
            await PhoneForms.WriteAsync(context, pages.Message(pages.Texts["formOld"]), StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var ticketText = PhoneForms.Value(sent.Form, "ticket");
        var branch = desk.Open(ticketText) is { } ticket ? await directory.BranchAsync(ticket.SessionId, ticket.BranchId, context.RequestAborted) : null;
        var form = new CheckInForm(ticketText, branch?.Name ?? "", PhoneForms.Value(sent.Form, "who"), PhoneForms.Value(sent.Form, "digits"), Rehearsal: branch is not null && await IsRehearsalAsync(desk.Open(ticketText)!, context.RequestAborted));
        var tapped = PhoneForms.Value(sent.Form, "known");
        if (tapped == "0")
        {
            await PhoneForms.WriteAsync(context, pages.CheckIn(form, FormGuard.New(sent.Guard.Token, time)));
            return;
        }

        var who = tapped == "1" && desk.Open(ticketText) is { } opened ? await KnownAsync(context, opened) : null;
        await DecideAsync(context, pages, form, sent.Guard, who, tapped);
    }

    /// <summary><c>POST /c/walk-in</c>: who is on no roster leaves name and digits, until an administrator decides.</summary>
    public async Task WalkInAsync(HttpContext context)
    {
        var pages = new PhonePages(PhoneTexts.For(context.Request));
        if (await PhoneForms.ReadAsync(context, devices) is not { } sent)
        {
            await PhoneForms.WriteAsync(context, pages.Message(pages.Texts["formOld"]), StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var (ticket, who, digits) = (PhoneForms.Value(sent.Form, "ticket"), PhoneForms.Value(sent.Form, "who"), PhoneForms.Value(sent.Form, "digits"));
        try
        {
            await context.RequestServices.GetRequiredService<WalkInDesk>()
                .KeepAsync(Change.Of(sent.Guard.Key, $"POST /c/walk-in\n{ticket}\n{who}\n{digits}"), new KeepWalkIn(ticket, who, digits), context.RequestAborted);
            await PhoneForms.WriteAsync(context, pages.Message(pages.Texts["walkInKept"]));
        }
        catch (RefusedException refused)
        {
            await PhoneForms.WriteAsync(context, pages.Message(PhoneForms.Say(pages.Texts, refused.Refusal)), ErrorCodes.StatusOf(refused.Refusal.Code));
        }
    }

    private async Task DecideAsync(HttpContext context, PhonePages pages, CheckInForm form, FormGuard guard, RosterLine? who, string tapped)
    {
        var isNumber = form.Who.Any(char.IsDigit);
        var change = Change.Of(guard.Key, $"POST /c\n{form.Ticket}\n{form.Who}\n{form.Digits}\n{tapped}");
        var answer = await desk.CheckInAsync(
            form.Ticket, who?.RosterNo ?? (isNumber ? form.Who : null), who is null && !isNumber ? form.Who : null, who?.LastDigits ?? form.Digits,
            change.Key, change.BodyHash, devices.HashOf(context.Request));
        if (answer.Refusal is { } refusal)
        {
            await RefuseAsync(context, pages, form, guard, refusal, tapped);
            return;
        }

        var done = JsonSerializer.Deserialize<CheckedIn>(answer.Body!, ContractsJson.Options)!;
        PersonCookie.Set(context, done.PersonToken);
        if (persons.Open(done.PersonToken) is { } person)
        {
            PersonCookie.Remember(context, known.Seal(person.TraineeId));
        }

        await PhoneForms.WriteAsync(context, pages.Done(form.Hall, zone.Clock(done.At), done.Ordinal, done.Already == true, form.Rehearsal));
    }

    private Task RefuseAsync(HttpContext context, PhonePages pages, CheckInForm form, FormGuard guard, Refusal refusal, string tapped)
    {
        var said = PhoneForms.Say(pages.Texts, refusal);
        var status = ErrorCodes.StatusOf(refusal.Code);
        return refusal.Code switch
        {
            // A name that nobody has may be a guest's; of a mistyped number nothing could be kept.
            ErrorCodes.NotMatched when tapped.Length == 0 && form.Who.Length > 0 && !form.Who.Any(char.IsDigit) =>
                PhoneForms.WriteAsync(context, pages.CheckIn(form, guard, said, FormGuard.New(guard.Token, time)), status),
            // What was typed stays, to be mended; a refusal left no receipt, so the key can stay too.
            ErrorCodes.NotMatched or ErrorCodes.Validation or ErrorCodes.RateLimited => PhoneForms.WriteAsync(context, pages.CheckIn(form, guard, said), status),
            ErrorCodes.Overloaded or ErrorCodes.OutcomeUnknown or ErrorCodes.StorageUnavailable => PhoneForms.WriteAsync(
                context,
                pages.TryAgain(said, "/c", guard, [new("ticket", form.Ticket), new("who", form.Who), new("digits", form.Digits), new("known", tapped)]),
                status),
            _ => PhoneForms.WriteAsync(context, pages.Message(said, PhoneForms.IsNotAsked(refusal)), status),
        };
    }

    private async Task AnswerScanAsync(HttpContext context, ScanOutcome scan, PhonePages pages)
    {
        if (scan.Refusal is { } refusal)
        {
            await PhoneForms.WriteAsync(context, pages.Message(PhoneForms.Say(pages.Texts, refusal), PhoneForms.IsNotAsked(refusal)), ErrorCodes.StatusOf(refusal.Code));
            return;
        }

        var who = await KnownAsync(context, scan.Ticket!);
        var form = new CheckInForm(
            tickets.Seal(scan.Ticket!), scan.Part!.Branch.Name, KnownName: who is null ? null : Masking.Name(who.Name), Rehearsal: await IsRehearsalAsync(scan.Ticket!, context.RequestAborted));
        await PhoneForms.WriteAsync(context, pages.CheckIn(form, FormGuard.New(devices.Ensure(context), time)));
    }

    private async Task<bool> IsRehearsalAsync(Ticket ticket, CancellationToken cancellationToken) =>
        await states.GetAsync(ticket.SessionId, fresh: false, cancellationToken) is { Rehearsal: true };

    // Who checked in with this phone before, now or in an earlier session, if the person stands on this hall's roster.
    private async Task<RosterLine?> KnownAsync(HttpContext context, Ticket ticket)
    {
        var who = Caller.Of(context) is PersonCaller person && person.SessionId == ticket.SessionId ? person.PersonId : known.Open(context.Request.Cookies[CookieNames.Known]);
        return who is { } traineeId
            ? (await directory.RosterAsync(ticket.SessionId, ticket.BranchId, context.RequestAborted)).FirstOrDefault(line => line.TraineeId == traineeId)
            : null;
    }
}
