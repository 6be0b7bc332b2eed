using System.Text.Json.Nodes;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>On which sides of its COMMIT a step is killed.</summary>
[Flags]
public enum Sides
{
    Before = 1,
    After = 2,
    Both = Before | After,
}

/// <summary>A change: the endpoint as documented, and how to send it under a key.</summary>
public sealed record Step(string Endpoint, Func<Task<Func<Guid, Task<WireAnswer>>>> Prepare)
{
    /// <summary>Both, but for edits of one kind, which are stored by the same few lines: these take turns.</summary>
    public Sides Sides { get; init; } = Sides.Both;
}

/// <summary>Every endpoint that changes something under an idempotency key.</summary>
public static class EveryChange
{
    /// <summary>All of them, in an order in which each is possible.</summary>
    public static IEnumerable<Step> Of(Lecture lecture)
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
        yield return new Step("POST /trainees/{t}/erase", async () =>
        {
            await ConfirmAsync(lecture);
            var who = (await Admin().GetAsync("trainees?query=X1")).Must()["items"]!.AsArray()[0]!["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"trainees/{who}/erase", new JsonObject { ["reason"] = "left the training" }, key);
        });
        yield return Plain("POST /accounts", () => "accounts", () => new JsonObject { ["user"] = "helper-one", ["password"] = "a-long-password-1", ["role"] = "assistant", ["unitId"] = lecture.Province.RootId });
        foreach (var step in SettingUp(lecture, Plain))
        {
            yield return step;
        }

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
        yield return new Step("POST /venues/{v}/screens/{s}/revoke", async () =>
        {
            var screen = lecture.Anybody.As(await lecture.Province.PairScreenAsync(lecture.Anybody, 1));
            var id = (await screen.GetAsync("auth/me")).Must()["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"venues/{lecture.Province.VenueIds[1]}/screens/{id}/revoke", new JsonObject(), key);
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
        var walkIns = new List<string>();
        Step WalkIn() => new("POST /walk-ins", async () =>
        {
            var code = (await Hall().GetAsync($"sessions/{session}/branches/{lecture.Province.VenueIds[0]}/code")).Must()["code"]!.GetValue<string>();
            var ticket = (await lecture.Anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must()["ticket"]!.GetValue<string>();
            return async key =>
            {
                var answer = await lecture.Anybody.PostAsync("walk-ins", new JsonObject { ["ticket"] = ticket, ["name"] = "来访者", ["lastDigits"] = "0000" }, key);
                walkIns.Add(answer.Must()["walkInId"]!.GetValue<string>());
                return answer;
            };
        });
        yield return WalkIn();
        yield return new Step("POST /sessions/{s}/walk-ins/{w}/match", async () =>
        {
            var who = (await Admin().GetAsync($"trainees?unit={lecture.Province.RootId}&limit=1000")).Must()["items"]!.AsArray()[^2]!["id"]!.GetValue<string>();
            var body = new JsonObject { ["traineeId"] = who, ["reason"] = "看过证件" };
            return key => Admin().PostAsync($"sessions/{session}/walk-ins/{walkIns[0]}/match", body.DeepClone(), key);
        });
        yield return WalkIn();
        yield return Plain("POST /sessions/{s}/walk-ins/{w}/reject", () => $"sessions/{session}/walk-ins/{walkIns[^1]}/reject", () => new JsonObject { ["reason"] = "路过" });
        var plan = "";
        yield return new Step("POST /sessions/{s}/round-plans", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
        {
            var body = new JsonObject { ["kind"] = "spotCheck", ["from"] = "2040-01-01T00:00:00Z", ["to"] = "2040-01-01T01:00:00Z", ["minutes"] = 5, ["samplePercent"] = 10 };
            var answer = await Admin().PostAsync($"sessions/{session}/round-plans", body, key);
            plan = answer.Must()["planId"]!.GetValue<string>();
            return answer;
        }));
        yield return Plain("POST /sessions/{s}/round-plans/{p}/drop", () => $"sessions/{session}/round-plans/{plan}/drop");
        var leave = "";
        async Task<string> SomebodyAsync() => (await Admin().GetAsync($"trainees?unit={lecture.Province.RootId}&limit=1000")).Must()["items"]!.AsArray()[^1]!["id"]!.GetValue<string>();
        yield return new Step("POST /sessions/{s}/leaves", async () =>
        {
            var who = await SomebodyAsync();
            return async key =>
            {
                var answer = await Admin().PostAsync($"sessions/{session}/leaves", new JsonObject { ["traineeId"] = who, ["reason"] = "生病" }, key);
                leave = answer.Must()["leaveId"]!.GetValue<string>();
                return answer;
            };
        });
        yield return Plain("POST /sessions/{s}/leaves/{l}/decide", () => $"sessions/{session}/leaves/{leave}/decide", () => new JsonObject { ["grant"] = true, ["reason"] = "看过假条" });
        yield return new Step("POST /sessions/{s}/corrections", async () =>
        {
            var who = await SomebodyAsync();
            var body = new JsonObject { ["traineeId"] = who, ["act"] = "late", ["reason"] = "签到表第七行", ["roundId"] = round };
            return key => Admin().PostAsync($"sessions/{session}/corrections", body.DeepClone(), key);
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
        yield return Plain("POST /sessions/{s}/branches/{b}/reminders", () => $"sessions/{session}/branches/{lecture.Province.VenueIds[0]}/reminders");
        yield return Plain("POST /sessions/{s}/reminders", () => $"sessions/{session}/reminders");
        yield return Plain("POST /sessions/{s}/rounds/{r}/close", () => $"sessions/{session}/rounds/{round}/close");
        yield return Command("cut");
        yield return Command("restore");
        yield return new Step("POST /sessions/{s}/rounds/{r}/extend", async () =>
        {
            var due = TimeProvider.System.GetUtcNow().AddMinutes(20);
            string At(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            var timed = (await Admin().PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "spotCheck", ["closesAt"] = At(due) })).Must()["roundId"]!.GetValue<string>();
            return key => Admin().PostAsync($"sessions/{session}/rounds/{timed}/extend", new JsonObject { ["closesAt"] = At(due.AddMinutes(2)) }, key);
        });
        yield return Plain(
            "POST /sessions/{s}/signals/{g}/judge", () => $"sessions/{session}/signals/0196fb6e-0000-7000-8000-00000000000a/judge",
            () => new JsonObject { ["hallId"] = lecture.Province.VenueIds[0], ["finding"] = "explained", ["reason"] = "一家人用一部手机", ["people"] = 3 }) with { Sides = Sides.After };
        yield return Plain("POST /sessions/{s}/branches/{b}/calls", () => $"sessions/{session}/branches/{lecture.Province.VenueIds[0]}/calls");
        yield return new Step("POST /sessions/{s}/branches/{b}/head-count", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(
            key => Hall().PostAsync($"sessions/{session}/branches/{lecture.Province.VenueIds[0]}/head-count", new JsonObject { ["count"] = 23 }, key)));
        // Judged by an administrator: what a device took in the round that is closed by now, and whose time nothing proves.
        var device = "";
        var signer = new HallDevice();
        yield return new Step("POST /devices", () =>
        {
            var body = new JsonObject { ["venueId"] = lecture.Province.VenueIds[0], ["publicKey"] = signer.PublicKey };
            return Task.FromResult<Func<Guid, Task<WireAnswer>>>(async id =>
            {
                var answer = await Hall().PostAsync("devices", body.DeepClone(), id);
                device = answer.Must()["deviceId"]!.GetValue<string>();
                return answer;
            });
        });
        Step Judge(string verb, int person) => new($"POST /sessions/{{s}}/offline-entries/{{e}}/{verb}", async () =>
        {
            var trainees = (await Admin().GetAsync($"trainees?unit={lecture.Province.RootId}&limit=1000")).Must()["items"]!.AsArray();
            var here = trainees.Where(trainee => trainee!["venueId"]?.GetValue<string>() == lecture.Province.VenueIds[0]).ToList();
            var batch = signer.Unproven(session, lecture.Province.VenueIds[0], here[person]!["id"]!.GetValue<string>(), round);
            (await Hall().PostAsync($"sessions/{session}/check-ins/batch", batch, null)).Must();
            var entry = (await Admin().GetAsync($"sessions/{session}/offline-entries")).Must()["items"]![0]!["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"sessions/{session}/offline-entries/{entry}/{verb}", new JsonObject(), key);
        });
        yield return Judge("accept", 1);
        yield return Judge("dismiss", 2);
        yield return Plain("POST /devices/{d}/revoke", () => $"devices/{device}/revoke");
        var help = "";
        yield return new Step("POST /help-requests", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
        {
            var answer = await Hall().PostAsync("help-requests", new JsonObject { ["venueId"] = lecture.Province.VenueIds[0], ["kind"] = "sound" }, key);
            help = answer.Must()["helpRequestId"]!.GetValue<string>();
            return answer;
        }));
        yield return Plain("POST /help-requests/{h}/take", () => $"help-requests/{help}/take");
        yield return Plain("POST /help-requests/{h}/solve", () => $"help-requests/{help}/solve");
        yield return Plain("POST /exports", () => "exports", () => new JsonObject { ["format"] = "csv", ["sessionId"] = session }) with { Sides = Sides.After };
        yield return Command("end");
    }

    // Halls, units, accounts and slips, one by one: edits that are all stored in the same way.
    private static IEnumerable<Step> SettingUp(Lecture lecture, Func<string, Func<string>, Func<JsonObject>?, Step> plain)
    {
        ContractHttp Admin() => lecture.Province.Administrator;
        var (root, hall) = (lecture.Province.RootId, lecture.Province.VenueIds[1]);
        string substitute = "", account = "";

        yield return new Step("POST /halls/import", () => Task.FromResult<Func<Guid, Task<WireAnswer>>>(
            key => Admin().PostCsvAsync("halls/import?dryRun=false", "code,unitCode,name,seats,contact,contactPhone,operator\nx2,v2,丙村学校,20,张三,13800000000,op-x2\n", key))) { Sides = Sides.After };
        yield return plain("POST /org-units", () => "org-units", () => new JsonObject { ["code"] = "v3", ["name"] = "丁村", ["level"] = "village", ["parentId"] = root }) with { Sides = Sides.Before };
        yield return plain("POST /org-units/{u}/rename", () => $"org-units/{root}/rename", () => new JsonObject { ["name"] = "某省" }) with { Sides = Sides.After };
        string moving = "", planned = "";
        yield return new Step("POST /org-units/{u}/move", async () =>
        {
            var parent = (await Admin().PostAsync("org-units", new JsonObject { ["code"] = "t9", ["name"] = "某镇", ["level"] = "township", ["parentId"] = root })).Must()["id"]!.GetValue<string>();
            moving = (await Admin().PostAsync("org-units", new JsonObject { ["code"] = "v9", ["name"] = "某村", ["level"] = "village", ["parentId"] = root })).Must()["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"org-units/{moving}/move", new JsonObject { ["parentId"] = parent }, key);
        }) { Sides = Sides.After };
        yield return new Step("POST /org-units/{u}/changes/{c}/withdraw", async () =>
        {
            var at = TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            planned = (await Admin().PostAsync($"org-units/{moving}/rename", new JsonObject { ["name"] = "新村", ["effectiveAt"] = at })).Must()["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"org-units/{moving}/changes/{planned}/withdraw", new JsonObject(), key);
        }) { Sides = Sides.Before };
        yield return plain("POST /org-units/{u}/merge", () => $"org-units/{moving}/merge", () => new JsonObject { ["intoId"] = root }) with { Sides = Sides.Before };
        yield return plain("POST /venues", () => "venues", () => new JsonObject { ["code"] = "x3", ["name"] = "丁村礼堂", ["seats"] = 20, ["unitId"] = root }) with { Sides = Sides.Before };
        yield return plain("POST /venues/{v}/edit", () => $"venues/{hall}/edit", () => new JsonObject { ["seats"] = 31 }) with { Sides = Sides.After };
        yield return new Step("POST /venues/{v}/substitutes", () =>
        {
            var body = new JsonObject { ["user"] = "for-a-day", ["endsAt"] = TimeProvider.System.GetUtcNow().AddHours(4).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") };
            return Task.FromResult<Func<Guid, Task<WireAnswer>>>(async key =>
            {
                var answer = await Admin().PostAsync($"venues/{hall}/substitutes", body.DeepClone(), key);
                substitute = answer.Must()["id"]!.GetValue<string>();
                return answer;
            });
        }) { Sides = Sides.Before };
        yield return new Step("POST /accounts/slips", async () =>
        {
            account = (await Admin().GetAsync("accounts?query=op-x2")).Must()["items"]![0]!["id"]!.GetValue<string>();
            return key => Admin().PostAsync("accounts/slips", new JsonObject { ["accountIds"] = new JsonArray(account) }, key);
        }) { Sides = Sides.After };
        yield return new Step("POST /accounts/{i}/role", async () =>
        {
            await ConfirmAsync(lecture);
            return key => Admin().PostAsync($"accounts/{account}/role", new JsonObject { ["role"] = "auditor", ["unitId"] = root }, key);
        }) { Sides = Sides.Before };
        yield return plain("POST /accounts/{i}/lock", () => $"accounts/{account}/lock", null) with { Sides = Sides.Before };
        yield return plain("POST /accounts/{i}/unlock", () => $"accounts/{account}/unlock", null) with { Sides = Sides.Before };
        yield return new Step("POST /sign-ins/{c}/revoke", async () =>
        {
            (await lecture.Anybody.PostAsync("auth/login", new JsonObject { ["user"] = "helper-one", ["password"] = "a-long-password-1" }, null)).Must();
            var signIn = (await Admin().GetAsync("sign-ins?limit=1")).Must()["items"]![0]!["id"]!.GetValue<string>();
            return key => Admin().PostAsync($"sign-ins/{signIn}/revoke", new JsonObject(), key);
        }) { Sides = Sides.Before };
        yield return new Step("DELETE /accounts/{i}", async () =>
        {
            await ConfirmAsync(lecture);
            return key => Admin().DeleteAsync($"accounts/{account}", key);
        }) { Sides = Sides.After };
        yield return plain("POST /accounts/{i}/end", () => $"accounts/{substitute}/end", null) with { Sides = Sides.Before };
    }

    /// <summary>Gives the password once more, as grave acts want it.</summary>
    private static async Task ConfirmAsync(Lecture lecture) =>
        Assert.Equal(204, (await lecture.Province.Administrator.PostAsync("auth/confirm", new JsonObject { ["password"] = ServerProcess.AdministratorPassword }, null)).Status);

    /// <summary>What the served document says takes an idempotency key, with the path's parameters by their first letters.</summary>
    public static async Task<List<string>> DocumentedAsync(Lecture lecture)
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
