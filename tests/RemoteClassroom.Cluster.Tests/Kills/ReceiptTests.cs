using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>
/// The answer of a change is lost because the process dies after COMMIT: the same key gets the same answer from the next process, and there is one effect.
/// Every idempotent endpoint of the served OpenAPI document is tried; one that this test does not know fails it.
/// </summary>
public sealed class ReceiptTests
{
    [Fact]
    public async Task Every_change_answers_the_same_after_the_process_died_with_the_answer()
    {
        await using var lecture = await Lecture.BeginAsync(2, 3);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in Steps(lecture))
        {
            await TryAsync(lecture, step);
            tried.Add(step.Endpoint);
        }

        var documented = await IdempotentEndpointsAsync(lecture);
        Assert.NotEmpty(documented);
        // A batch carries its keys in its entries: (device, entryId).
        Assert.True(tried.Remove("POST /sessions/{s}/check-ins/batch"));
        Assert.Equal(documented.Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
    }

    /// <summary>A change: the endpoint as documented, and how to send it under a key.</summary>
    private sealed record Step(string Endpoint, Func<Task<Func<Guid, Task<WireAnswer>>>> Prepare);

    private static async Task TryAsync(Lecture lecture, Step step)
    {
        var key = Guid.NewGuid();
        var send = await step.Prepare();
        var lost = await send(key);
        Assert.True(lost.Ok, $"{step.Endpoint}: {lost.Status} {lost.Text}");
        await lecture.Server.KillAsync();
        var before = new SqlReader(lecture.DataFolder).RowCounts();

        await lecture.Server.StartAsync();
        var again = await send(key);

        Assert.True(lost == again, $"{step.Endpoint}: first {lost.Status} {lost.Text}, after the restart {again.Status} {again.Text}");
        Assert.Equal(before, new SqlReader(lecture.DataFolder).RowCounts());
    }

    private static IEnumerable<Step> Steps(Lecture lecture)
    {
        var session = lecture.Session;
        ContractHttp Admin() => lecture.Province.Administrator;
        ContractHttp Hall() => lecture.Anybody.As(lecture.ScreenTokens[0]);
        string round = "", question = "", dismissed = "", person = "", other = "";

        Step Plain(string endpoint, Func<string> path, Func<JsonObject>? body = null) =>
            new(endpoint, () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(key => Admin().PostAsync(path(), body?.Invoke() ?? [], key)));
        Step Command(string verb) => Plain($"POST /sessions/{{s}}/{verb}", () => $"sessions/{session}/{verb}");
        Step Question(string verb, Func<string> id) => Plain($"POST /questions/{{q}}/{verb}", () => $"questions/{id()}/{verb}");
        Step Import(string what, string csv) => new($"POST /{what}/import", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(key => Admin().PostCsvAsync($"{what}/import?dryRun=false", csv, key)));

        yield return Import("org-units", "code,parentCode,name,level\nv2,root,丙村,village\n");
        yield return Import("venues", "code,unitCode,name,seats\nx1,v2,丙村礼堂,20\n");
        yield return Import("trainees", "rosterNo,name,phone,unitCode,category,venueCode\nX1,李四,13900001234,v2,甲类,\n");
        yield return Plain("POST /accounts", () => "accounts", () => new JsonObject { ["user"] = "helper-one", ["password"] = "a-long-password-1", ["role"] = "assistant", ["unitId"] = lecture.Province.RootId });
        yield return new Step("POST /sessions", () =>
        {
            var body = new JsonObject { ["title"] = "第二课", ["startsAt"] = "2030-01-01T00:00:00Z", ["invited"] = new JsonArray(lecture.Province.RootId) };
            return Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
            {
                var answer = await Admin().PostAsync("sessions", body.DeepClone(), key);
                other = answer.Must()["sessionId"]!.GetValue<string>();
                return answer;
            });
        });
        yield return new Step("POST /pairings/approve", async () =>
        {
            var code = (await lecture.Anybody.PostAsync("pairings", null, null)).Must()["userCode"]!.GetValue<string>();
            return key => Admin().PostAsync("pairings/approve", new JsonObject { ["userCode"] = code, ["venueId"] = lecture.Province.VenueIds[1] }, key);
        });
        yield return Plain("POST /sessions/{s}/open", () => $"sessions/{other}/open");
        yield return Command("start");
        yield return Command("pause");
        yield return Command("resume");
        yield return new Step("POST /sessions/{s}/rounds", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
        {
            var answer = await Admin().PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" }, key);
            round = answer.Must()["roundId"]!.GetValue<string>();
            return answer;
        }));
        yield return new Step("POST /check-ins", async () =>
        {
            var code = (await Hall().GetAsync($"sessions/{session}/branches/{lecture.Province.VenueIds[0]}/code")).Must()["code"]!.GetValue<string>();
            var ticket = (await lecture.Anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must()["ticket"]!.GetValue<string>();
            return async key =>
            {
                var answer = await lecture.Anybody.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = SmallProvince.RosterNo(0, 0), ["lastDigits"] = SmallProvince.LastDigits(0, 0) }, key);
                person = answer.Must()["personToken"]!.GetValue<string>();
                return answer;
            };
        });
        yield return new Step("POST /sessions/{s}/check-ins/batch", async () =>
        {
            var trainees = (await Admin().GetAsync($"trainees?unit={lecture.Province.RootId}&limit=1000")).Must()["items"]!.AsArray();
            var who = trainees.First(trainee => trainee!["venueId"]?.GetValue<string>() == lecture.Province.VenueIds[1])!["id"]!.GetValue<string>();
            var entry = new JsonObject { ["entryId"] = Guid.NewGuid().ToString(), ["seq"] = 1, ["traineeId"] = who, ["roundId"] = round, ["scannedAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") };
            var body = new JsonObject { ["branchId"] = lecture.Province.VenueIds[1], ["device"] = "tablet-1", ["entries"] = new JsonArray(entry) };
            return key => lecture.Anybody.As(lecture.ScreenTokens[1]).PostAsync($"sessions/{session}/check-ins/batch", body.DeepClone(), key);
        });
        yield return new Step("POST /sessions/{s}/questions", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
        {
            var answer = await lecture.Anybody.As(person).PostAsync($"sessions/{session}/questions", new JsonObject { ["text"] = "什么时候有补训?" }, key);
            question = answer.Must()["questionId"]!.GetValue<string>();
            return answer;
        }));
        yield return Question("approve", () => question);
        yield return new Step("POST /questions/{q}/votes", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(key => lecture.Anybody.As(person).PostAsync($"questions/{question}/votes", new JsonObject(), key)));
        yield return new Step("DELETE /questions/{q}/votes", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(key => lecture.Anybody.As(person).DeleteAsync($"questions/{question}/votes", key)));
        yield return Question("answering", () => question);
        yield return Question("answered", () => question);
        yield return new Step("POST /questions/{q}/dismiss", async () =>
        {
            dismissed = (await Hall().PostAsync($"sessions/{session}/questions", new JsonObject { ["text"] = "声音小", ["branchId"] = lecture.Province.VenueIds[0] })).Must()["questionId"]!.GetValue<string>();
            return key => Admin().PostAsync($"questions/{dismissed}/dismiss", new JsonObject(), key);
        });
        yield return Plain("POST /sessions/{s}/rounds/{r}/close", () => $"sessions/{session}/rounds/{round}/close");
        yield return Command("end");
    }

    /// <summary>What the served document says takes an idempotency key, with the path's parameters by their first letters.</summary>
    private static async Task<List<string>> IdempotentEndpointsAsync(Lecture lecture)
    {
        using var http = new HttpClient { BaseAddress = lecture.Server.Address };
        var document = JsonNode.Parse(await http.GetStringAsync("openapi/v1.json"))!;
        var found = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(pair => pair.Key is "post" or "delete" or "put"))
            {
                if (operation!["parameters"]?.AsArray().Any(parameter => string.Equals(parameter!["name"]?.GetValue<string>(), "Idempotency-Key", StringComparison.OrdinalIgnoreCase)) == true)
                {
                    var shape = System.Text.RegularExpressions.Regex.Replace(path.Replace("/api/v1", "", StringComparison.Ordinal), @"\{(?<first>\w)\w*[^}]*\}", "{${first}}", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
                    found.Add($"{method.ToUpperInvariant()} {shape}");
                }
            }
        }

        return found;
    }
}
