using System.Globalization;
using System.Text.Json.Nodes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>A session of the whole province with its doors and a sign-in round open, and the files that the load client works on.</summary>
internal sealed class Lecture
{
    /// <summary>The file of the check-ins that our server acknowledged.</summary>
    public const string Ours = "acknowledged.txt";

    /// <summary>The file of those that the rival did.</summary>
    public const string Rivals = "acknowledged-rival.txt";

    private Lecture(string sessionId, string folder) => (SessionId, Folder) = (sessionId, folder);

    /// <summary>The session.</summary>
    public string SessionId { get; }

    /// <summary>Where the client's files are.</summary>
    public string Folder { get; }

    /// <summary>Opens one and fetches every hall's key, as its screen does.</summary>
    public static async Task<Lecture> OpenAsync(ProvinceSetup setup, string folder)
    {
        await setup.SignInAgainAsync();
        var administrator = setup.Administrator;
        var startsAt = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var session = (await administrator.PostAsync("sessions", new JsonObject { ["title"] = "全省大课", ["startsAt"] = startsAt, ["invited"] = new JsonArray(setup.RootId) }))["sessionId"]!.GetValue<string>();
        await administrator.PostAsync($"sessions/{session}/open");
        await administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" });
        var lines = new string[setup.Halls.Count];
        await Parallel.ForAsync(0, lines.Length, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var hall = setup.Halls[i];
            var key = await hall.Screen.GetAsync($"sessions/{session}/branches/{hall.VenueId}/key");
            lines[i] = $"{hall.Hall.ToString(CultureInfo.InvariantCulture)}\t{key["key"]!.GetValue<string>()}";
        });
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, "halls.tsv"), lines);
        await File.WriteAllLinesAsync(Path.Combine(folder, "people.tsv"), setup.People.Select(pair => $"{pair.Hall.ToString(CultureInfo.InvariantCulture)}\t{pair.Person.RosterNo}\t{pair.Person.Phone[^4..]}"));
        return new Lecture(session, folder);
    }

    /// <summary>Ends it, so that the next session's codes are the only ones.</summary>
    public Task EndAsync(ProvinceSetup setup) => setup.Administrator.PostAsync($"sessions/{SessionId}/end");
}
