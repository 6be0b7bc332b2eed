using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Phone;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>
/// The two doors that a whole province comes through within minutes. They take the bare request: what the framework binds by reflection – parameters as objects, services out of
/// a scope of their own for each request – would cost as much as the rest of a scan.
/// </summary>
internal sealed class CrowdDoors(ScanDesk scans, CheckInDesk desk, TicketSeal tickets, Devices devices)
{
    /// <summary>Exchanges a code for a ticket.</summary>
    public async Task ScanAsync(HttpContext context)
    {
        var scan = (await RequestBody.ReadOnceAsync(context)).Read<Scan>(context.Request);
        var outcome = await scans.ScanAsync(scan.Code, scan.Hall, scan.Digits, devices.KeyOf(context.Request), context.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            await Problems.WriteAsync(context, refusal);
            return;
        }

        if (outcome.OneDevicePerRound)
        {
            devices.Ensure(context);
        }

        var (ticket, branch) = (outcome.Ticket!, outcome.Part!.Branch);
        var answer = new TicketIssued(tickets.Seal(ticket), ticket.SessionId, ticket.RoundId, new BranchName(branch.BranchId, branch.Name), ticket.ExpiresAt);
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJson.Options);
        json.CopyTo(Begin(context, StatusCodes.Status200OK, json.Length));
        context.Response.BodyWriter.Advance(json.Length);
    }

    /// <summary>Checks a person in by a ticket.</summary>
    public async Task CheckInAsync(HttpContext context)
    {
        var body = await RequestBody.ReadOnceAsync(context);
        var change = Change.Of(context.Request, body);
        var person = body.Read<CheckIn>(context.Request);
        var help = person.Companion == true ? new Help(Caller.Of(context) as PersonCaller, CheckInEndpoints.ReasonOf(person.Reason)) : null;
        var answer = await desk.CheckInAsync(person.Ticket, person.RosterNo, person.Name, person.LastDigits, change.Key, change.BodyHash, devices.HashOf(context.Request), help);
        if (answer.Refusal is { } refusal)
        {
            await Problems.WriteAsync(context, refusal);
            return;
        }

        // The phone stays its owner's.
        if (help is null && PersonTokenOf(answer.Body!) is { } token)
        {
            PersonCookie.Set(context, token);
        }

        var length = Encoding.UTF8.GetByteCount(answer.Body!);
        Encoding.UTF8.GetBytes(answer.Body!, Begin(context, answer.Status, length));
        context.Response.BodyWriter.Advance(length);
    }

    // With its length, and left to the server to send when the request ends, the answer leaves in one piece.
    private static Span<byte> Begin(HttpContext context, int status, int length)
    {
        var response = context.Response;
        response.StatusCode = status;
        var headers = response.Headers;
        headers.ContentType = "application/json; charset=utf-8";
        headers.ContentLength = length;
        headers.CacheControl = "no-store";
        return response.BodyWriter.GetSpan(length);
    }

    // The answer is the grain's own JSON, kept as it is; of it only the token is wanted, which has no character that JSON would escape.
    private static string? PersonTokenOf(string json)
    {
        const string name = "\"personToken\":\"";
        var from = json.IndexOf(name, StringComparison.Ordinal);
        var to = from < 0 ? -1 : json.IndexOf('"', from + name.Length);
        return to < 0 ? null : json[(from + name.Length)..to];
    }
}
