namespace RemoteClassroom.Server.Tests.Access;

/// <summary>
/// Who may call what, written out. A cell has five signs, for an object at the caller's own unit, at an ancestor, a sibling, a child and a foreign unit
/// (one sign: the place does not matter): <c>+</c> let through, <c>-</c> 404, <c>x</c> 403, <c>u</c> 401.
/// </summary>
internal static class AccessTable
{
    private const string View = "++-+-";
    private const string Scope = "+--+-";
    private const string Hall = "++---";
    private const string Own = "+----";

    /// <summary>Route → expected. Parameter names are left out of the routes.</summary>
    public static IReadOnlyDictionary<string, Row> Rows { get; } = new Dictionary<string, Row>(StringComparer.Ordinal)
    {
        ["POST /api/v1/auth/login"] = Row.Everybody,
        ["POST /api/v1/auth/refresh"] = Row.Everybody,
        ["POST /api/v1/auth/first"] = new("-", "-", "-", "-", "-", "-", "-"),
        ["POST /api/v1/auth/logout"] = new("u", "+", "+", "+", "+", "+", "x"),
        ["GET /api/v1/auth/me"] = new("u", "+", "+", "+", "+", "+", "+"),
        ["POST /api/v1/accounts"] = new("u", Scope, "x", "x", "x", "x", "x"),
        ["GET /api/v1/accounts"] = new("u", "+", "x", "x", "x", "x", "x"),
        ["POST /api/v1/pairings"] = Row.Everybody,
        ["POST /api/v1/pairings/approve"] = new("u", Scope, "x", "x", Own, "x", "x"),
        ["POST /api/v1/pairings/{}/token"] = Row.Everybody,

        ["POST /api/v1/org-units/import"] = new("u", "+", "x", "x", "x", "x", "x"),
        ["POST /api/v1/venues/import"] = new("u", "+", "x", "x", "x", "x", "x"),
        ["POST /api/v1/trainees/import"] = new("u", "+", "x", "x", "x", "x", "x"),
        ["GET /api/v1/org-units"] = new("u", "+", "+", "+", "x", "x", "x"),
        ["GET /api/v1/org-units/{}"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["GET /api/v1/org-units/{}/children"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["GET /api/v1/venues"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["GET /api/v1/trainees"] = new("u", Scope, "x", "x", Own, "x", "x"),

        ["POST /api/v1/sessions"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["GET /api/v1/sessions"] = new("u", "+", "+", "+", "+", "+", "x"),
        ["GET /api/v1/sessions/{}"] = new("u", View, Scope, Scope, Hall, Hall, "x"),
        ["GET /api/v1/sessions/{}/publish"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/open"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/start"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/pause"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/resume"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/end"] = new("u", Scope, Scope, "x", "x", "x", "x"),
        ["POST /api/v1/sessions/{}/rounds"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["POST /api/v1/sessions/{}/rounds/{}/close"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["GET /api/v1/sessions/{}/ledger"] = new("u", View, "x", "x", "x", "x", "x"),
        ["GET /api/v1/sessions/{}/ledger.csv"] = new("u", View, "x", "x", "x", "x", "x"),
        ["GET /api/v1/sessions/{}/ledger.xlsx"] = new("u", View, "x", "x", "x", "x", "x"),
        ["GET /api/v1/sessions/{}/events"] = new("u", Scope, "x", "x", "x", "x", "x"),
        ["GET /api/v1/sessions/{}/frames"] = new("u", View, Scope, Scope, Hall, Hall, "x"),
        ["GET /api/v1/sessions/{}/attendance"] = new("u", View, Scope, Scope, "x", "x", "x"),
        ["GET /api/v1/sessions/{}/now"] = Row.Everybody,
        ["GET /api/v1/sessions/{}/branches/{}/key"] = new("u", "x", "x", "x", "x", Own, "x"),
        ["GET /api/v1/sessions/{}/branches/{}/code"] = new("u", "x", "x", "x", Own, Own, "x"),

        ["POST /api/v1/scans"] = Row.Everybody,
        ["POST /api/v1/check-ins"] = Row.Everybody,
        ["POST /api/v1/sessions/{}/check-ins/batch"] = new("u", "x", "x", "x", Own, Own, "x"),

        ["POST /api/v1/sessions/{}/questions"] = new("u", "x", "x", "x", Own, Own, Own),
        ["POST /api/v1/questions/{}/approve"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["POST /api/v1/questions/{}/dismiss"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["POST /api/v1/questions/{}/answering"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["POST /api/v1/questions/{}/answered"] = new("u", Scope, Scope, Scope, "x", "x", "x"),
        ["POST /api/v1/questions/{}/votes"] = new("u", "x", "x", "x", "x", "x", Own),
        ["DELETE /api/v1/questions/{}/votes"] = new("u", "x", "x", "x", "x", "x", Own),

        // Publishers come with the stream's key, whoever they are; none of these has it.
        ["PUT /live/{}/{}"] = new("u", "u", "u", "u", "u", "u", "u"),
        ["DELETE /live/{}/{}"] = new("u", "u", "u", "u", "u", "u", "u"),
        ["GET /live/{}/{}"] = new("u", View, Scope, Scope, Hall, Hall, Own),
        ["HEAD /live/{}/{}"] = new("u", View, Scope, Scope, Hall, Hall, Own),

        ["GET /hubs/classroom"] = new("u", "+", "+", "+", "+", "+", "x"),
        ["GET /hubs/classroom/negotiate"] = new("u", "+", "+", "+", "+", "+", "x"),
        ["GET /c/{}"] = Row.Everybody,
        ["GET /h"] = Row.Everybody,
        ["GET /p"] = new("u", "u", "u", "u", "u", "u", "+"),
        ["POST /c"] = Row.Everybody,
        ["POST /h"] = Row.Everybody,
        ["POST /p/questions"] = new("u", "u", "u", "u", "u", "u", "+"),
        ["POST /p/votes"] = new("u", "u", "u", "u", "u", "u", "+"),
        ["GET /healthz/live"] = Row.Everybody,
        ["GET /healthz/ready"] = Row.Everybody,
        ["GET /metrics"] = Row.Everybody,
        ["GET /openapi/{}.json"] = Row.Everybody,
    };

    /// <summary>One route's expectations.</summary>
    public sealed record Row(string Anonymous, string Administrator, string Lecturer, string Assistant, string Operator, string Screen, string Person)
    {
        public static Row Everybody { get; } = new("+", "+", "+", "+", "+", "+", "+");

        public IReadOnlyDictionary<string, string> ByRole => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["anonymous"] = Anonymous, ["administrator"] = Administrator, ["lecturer"] = Lecturer, ["assistant"] = Assistant, ["operator"] = Operator, ["screen"] = Screen, ["person"] = Person,
        };
    }
}
