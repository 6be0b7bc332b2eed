using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Tests.Hosting;
using OpenRound = RemoteClassroom.Contracts.Sessions.OpenRound;

namespace RemoteClassroom.Server.Tests.Http;

/// <summary>The contract's error table: every code is produced by a real request, with its status and as a problem document; and the pipeline's own refusals.</summary>
public sealed class RefusalTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Sessions = "/api/v1/sessions";

    private Api Root => shared.World.Root;

    private Spot Own => shared.World.Own;

    private Api Anybody => shared.Host.Anybody();

    [Fact]
    public async Task Bodies_are_read_strictly_and_the_field_at_fault_is_named()
    {
        await ExpectAsync(Root.PostAsync(Sessions, "{\"titel\":\"x\"}"), ErrorCodes.UnknownField, "titel");
        await ExpectAsync(Root.PostAsync($"{Sessions}/{Own.SessionId}/open", "{\"now\":true}"), ErrorCodes.UnknownField, "now");
        await ExpectAsync(Root.PostAsync(Sessions, "{\"title\":\"x\",\"startsAt\":\"2026-01-01T00:00:00Z\"}"), ErrorCodes.Validation, "invited");
        await ExpectAsync(Root.PostAsync(Sessions, "{\"title\":null,\"startsAt\":\"2026-01-01T00:00:00Z\",\"invited\":[]}"), ErrorCodes.Validation, "title");
        await ExpectAsync(Root.PostAsync(Sessions, "{\"title\":7,\"startsAt\":\"2026-01-01T00:00:00Z\",\"invited\":[]}"), ErrorCodes.Malformed, "title");
        await ExpectAsync(Root.PostAsync(Sessions, "{\"title\":\"x\",\"startsAt\":\"2026-01-01T00:00:00Z\",\"invited\":[\"no\"]}"), ErrorCodes.Malformed, "invited[0]");
        await ExpectAsync(Root.PostAsync($"{Sessions}/{Own.SessionId}/rounds", "{\"kind\":\"nonsense\"}"), ErrorCodes.Validation, "kind");
        await ExpectAsync(Root.PostAsync($"{Sessions}/{Own.SessionId}/rounds", "{\"kind\":1}"), ErrorCodes.Malformed, "kind");
        await ExpectAsync(Root.PostAsync(Sessions, "{\"title\":\"a\",\"title\":\"b\",\"startsAt\":\"2026-01-01T00:00:00Z\",\"invited\":[]}"), ErrorCodes.Malformed);
        await ExpectAsync(Root.PostAsync(Sessions, "[]"), ErrorCodes.Malformed);
        await ExpectAsync(Root.PostAsync(Sessions, "{"), ErrorCodes.Malformed);
        await ExpectAsync(Root.PostAsync(Sessions, string.Concat(Enumerable.Repeat("{\"title\":", 40)) + "1" + new string('}', 40)), ErrorCodes.Malformed);
        await ExpectAsync(Root.PostAsync(Sessions, "null"), ErrorCodes.Malformed);
    }

    [Fact]
    public async Task Sizes_methods_and_media_types_are_bounded()
    {
        await ExpectAsync(Root.PostAsync(Sessions, $"{{\"title\":\"{new string('x', 80_000)}\"}}"), ErrorCodes.TooLarge);
        await ExpectAsync(Root.PostAsync(Sessions, new StringContent("title=x", Encoding.UTF8, "application/x-www-form-urlencoded")), ErrorCodes.UnsupportedMediaType);
        await ExpectAsync(Root.SendAsync("PATCH", Sessions, null, Guid.NewGuid()), ErrorCodes.MethodNotAllowed);
        await ExpectAsync(Root.GetAsync("/api/v1/nothing"), ErrorCodes.NotFound);
        await ExpectAsync(Root.GetAsync($"{Sessions}/not-a-uuid"), ErrorCodes.NotFound);
        await ExpectAsync(Root.GetAsync($"{Sessions}?limit=1001"), ErrorCodes.Validation, "limit");
        await ExpectAsync(Root.GetAsync($"{Sessions}?limit=many"), ErrorCodes.Malformed);
        await ExpectAsync(Root.GetAsync($"{Sessions}?cursor=nonsense"), ErrorCodes.Malformed, "cursor");
        await ExpectAsync(Root.GetAsync($"{Sessions}/{Own.SessionId}/events?after=-1"), ErrorCodes.Validation, "after");
    }

    [Fact]
    public async Task Credentials_stay_out_of_addresses_and_foreign_pages_out_of_reach()
    {
        await ExpectAsync(Root.GetAsync($"/api/v1/auth/me?access_token={Root.Bearer}"), ErrorCodes.Malformed, "access_token");
        await ExpectAsync(Root.GetAsync($"/hubs/classroom?access_token={Root.Bearer}"), ErrorCodes.Malformed, "access_token");
        await ExpectAsync(Root.SendAsync("POST", Sessions, "{}", Guid.NewGuid(), ("Origin", "https://evil.example")), ErrorCodes.Forbidden);
        await ExpectAsync(Root.SendAsync("GET", "/hubs/classroom", null, null, ("Origin", "https://evil.example")), ErrorCodes.Forbidden);
        await ExpectAsync(Root.SendAsync("POST", Sessions, "{}", Guid.NewGuid(), ("Origin", "null")), ErrorCodes.Forbidden);
        await ExpectAsync(Anybody.As("forged").GetAsync("/api/v1/auth/me"), ErrorCodes.Unauthenticated);
        var answer = await Anybody.GetAsync("/api/v1/auth/me");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        var page = await Anybody.GetAsync("/sign-in");
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing()
    {
        var cookie = ("Cookie", $"{CookieNames.Access}={Root.Bearer}");
        var account = new CreateAccount("by-cookie", World.Password, Role.Lecturer, Own.UnitId);
        Assert.Equal(200, (await Anybody.SendAsync("GET", "/api/v1/auth/me", null, null, cookie)).Status);
        await ExpectAsync(Anybody.SendAsync("POST", "/api/v1/accounts", account, Guid.NewGuid(), cookie), ErrorCodes.Forbidden);
        Assert.Equal(201, (await Anybody.SendAsync("POST", "/api/v1/accounts", account, Guid.NewGuid(), cookie, ("X-RC", "1"))).Status);
    }

    [Fact]
    public async Task States_refuse_by_name()
    {
        var session = await World.SessionAsync(Root, Own.UnitId);
        await ExpectAsync(Root.PostAsync($"{Sessions}/{session}/start"), ErrorCodes.IllegalTransition);
        await ExpectAsync(Root.PostAsync($"{Sessions}/{session}/rounds", new OpenRound(RoundKind.SignIn)), ErrorCodes.IllegalTransition);
        (await Root.PostAsync($"{Sessions}/{session}/open")).As<CommandDone>();
        var round = (await Root.PostAsync($"{Sessions}/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>().RoundId;
        await ExpectAsync(Root.PostAsync($"{Sessions}/{session}/rounds", new OpenRound(RoundKind.SignIn)), ErrorCodes.Conflict);
        await ExpectAsync(Root.PostAsync($"{Sessions}/{session}/rounds/{Guid.NewGuid()}/close"), ErrorCodes.NotFound);
        (await Root.PostAsync($"{Sessions}/{session}/rounds/{round}/close")).As<CommandDone>();
        await ExpectAsync(Root.PostAsync($"{Sessions}/{session}/rounds/{round}/close"), ErrorCodes.RoundClosed);
    }

    [Fact]
    public async Task Codes_and_tickets_refuse_by_name()
    {
        var seal = shared.Host.Services.GetRequiredService<TicketSeal>();
        var now = TimeProvider.System.GetUtcNow();
        string NewTicket(DateTimeOffset at) => seal.Seal(Ticket.Issue(Own.SessionId, Own.RoundId, Own.VenueId, at));
        Task<Answer> CheckInAsync(string ticket, string no, string digits) => Anybody.PostAsync("/api/v1/check-ins", new CheckIn(ticket, no, LastDigits: digits));

        await ExpectAsync(Anybody.SendAsync("POST", "/api/v1/scans", new Scan(Hall: Own.Hall, Digits: "123456"), null), ErrorCodes.CodeInvalid);
        var facts = await shared.Host.Services.GetRequiredService<ISessionDirectory>().FindAsync(Own.SessionId, default);
        var key = BranchCodes.DeriveKey(facts!.Secret, Own.SessionId, Own.VenueId);
        var old = BranchCodes.CodeAt(key, Own.Hall, BranchCodes.StepOf(now) - 10);
        await ExpectAsync(Anybody.SendAsync("POST", "/api/v1/scans", new Scan(old), null), ErrorCodes.CodeExpired);
        await ExpectAsync(CheckInAsync("no-ticket", Own.RosterNo, Own.LastDigits), ErrorCodes.CodeInvalid);
        await ExpectAsync(CheckInAsync(NewTicket(now.AddMinutes(-4)), Own.RosterNo, Own.LastDigits), ErrorCodes.TicketExpired);
        var ticket = NewTicket(now);
        await ExpectAsync(CheckInAsync(ticket, "R999", Own.LastDigits), ErrorCodes.NotMatched);
        Assert.Equal(201, (await CheckInAsync(ticket, Own.RosterNo, Own.LastDigits)).Status);

        // The ticket served one person; the same person comes again as "already".
        Assert.Equal(200, (await CheckInAsync(NewTicket(now), Own.RosterNo, Own.LastDigits)).Status);
    }

    [Theory]
    [InlineData(ErrorCodes.Overloaded)]
    [InlineData(ErrorCodes.StorageUnavailable)]
    [InlineData(ErrorCodes.OutcomeUnknown)]
    [InlineData(ErrorCodes.Internal)]
    public void What_the_store_throws_becomes_a_code(string code)
    {
        Exception fault = code switch
        {
            ErrorCodes.Overloaded => new StorageOverloadedException(),
            ErrorCodes.StorageUnavailable => new StorageException("gone", outcomeUnknown: false),
            ErrorCodes.OutcomeUnknown => new StorageException("gone", outcomeUnknown: true),
            _ => new InvalidOperationException("a secret of the inside"),
        };
        var (refusal, _) = Faults.Explain(fault, change: true);
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("inside", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(code == ErrorCodes.Internal ? 500 : 503, ErrorCodes.StatusOf(refusal.Code));
    }

    private static async Task ExpectAsync(Task<Answer> call, string code, string? field = null)
    {
        var answer = await call;
        Assert.True(answer.Code == code, $"expected {code}, got {answer.Status} {answer.Body}");
        Assert.Equal(ErrorCodes.StatusOf(code), answer.Status);
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal(answer.Status, answer.Json.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        if (field is not null)
        {
            Assert.Equal(field, answer.Field);
        }
    }
}
