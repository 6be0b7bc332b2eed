using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Access;

/// <summary>Who may follow which stream: kind × role × place, in the signs of <see cref="AccessTable"/>.</summary>
public sealed class StreamAccessTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private static readonly Dictionary<StreamKind, AccessTable.Row> Expected = new()
    {
        [StreamKind.Screen] = new("u", "++-+-", "+--+-", "+--+-", "++---", "++---", "x"),
        [StreamKind.Staff] = new("u", "+--+-", "+--+-", "+--+-", "x", "x", "x"),
        [StreamKind.Branch] = new("u", "+--+-", "+--+-", "+--+-", "+----", "+----", "x"),
        [StreamKind.Attendance] = new("u", "+--+-", "+--+-", "+--+-", "x", "x", "x"),
    };

    [Fact]
    public async Task Every_stream_is_open_to_exactly_whom_the_table_names()
    {
        var callers = await CallersAsync();
        var faults = new List<string>();
        foreach (var (kind, row) in Expected)
        {
            foreach (var (role, expected) in row.ByRole)
            {
                var seen = "";
                foreach (var place in Enum.GetValues<Place>()[..expected.Length])
                {
                    var spot = shared.World.Spots[place];
                    var stream = kind switch
                    {
                        StreamKind.Screen => StreamName.Screen(spot.SessionId),
                        StreamKind.Staff => StreamName.Staff(spot.SessionId),
                        StreamKind.Branch => StreamName.Branch(spot.SessionId, spot.VenueId),
                        _ => StreamName.Attendance(spot.SessionId, spot.UnitId),
                    };
                    var answer = await callers[role].GetAsync($"/api/v1/sessions/{spot.SessionId}/frames?stream={stream.Format()}");
                    seen += answer.Status switch { 401 => 'u', 403 => 'x', 404 => '-', 200 => '+', _ => throw new InvalidOperationException(answer.Body) };
                }

                if (seen != expected)
                {
                    faults.Add($"{kind} as {role}: expected {expected}, saw {seen}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private async Task<Dictionary<string, Api>> CallersAsync()
    {
        var world = shared.World;
        return new Dictionary<string, Api>(StringComparer.Ordinal)
        {
            ["anonymous"] = shared.Host.Anybody(),
            ["administrator"] = world.Own.Administrator,
            ["lecturer"] = await world.AccountAsync("stream-lecturer", Role.Lecturer, world.Own.UnitId),
            ["assistant"] = await world.AccountAsync("stream-assistant", Role.Assistant, world.Own.UnitId),
            ["operator"] = await world.AccountAsync("stream-operator", Role.Operator, venue: world.Own.VenueId),
            ["screen"] = shared.Host.Anybody().As((await world.PairAsync(world.Own.VenueId)).AccessToken),
            ["person"] = world.Person(world.Own.SessionId, world.Own),
            ["platform"] = await world.AccountAsync("stream-platform-keeper", Role.PlatformAdministrator),
            ["security"] = await world.AccountAsync("stream-security-keeper", Role.SecurityAdministrator, world.Own.UnitId),
            ["auditor"] = await world.AccountAsync("stream-auditor", Role.Auditor, world.Own.UnitId),
        };
    }
}
