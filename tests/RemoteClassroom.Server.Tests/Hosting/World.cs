using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Tests.Hosting;

/// <summary>Where an object stands, seen from the callers, who all stand at <see cref="Own"/>.</summary>
public enum Place
{
    Own,
    Ancestor,
    Sibling,
    Child,
    Foreign,
}

/// <summary>What stands at one place of the small tree.</summary>
public sealed record Spot(Guid UnitId, string Code, Guid VenueId, long Hall, Guid TraineeId, string RosterNo, string LastDigits)
{
    public Guid SessionId { get; set; }

    public Guid RoundId { get; set; }

    public List<Guid> Questions { get; } = [];

    public Api Administrator { get; set; } = null!;
}

/// <summary>A small tree with one unit at every place, a hall and a person at each; and callers of every role at the own unit.</summary>
public sealed class World
{
    public const string Password = "a-long-enough-password";

    private readonly ServerHost _host;

    private World(ServerHost host) => _host = host;

    public Dictionary<Place, Spot> Spots { get; } = [];

    public Guid RootUnit { get; } = Guid.CreateVersion7();

    public Api Root { get; private set; } = null!;

    public Spot Own => Spots[Place.Own];

    /// <summary>The tree alone.</summary>
    public static async Task<World> MakeAsync(ServerHost host)
    {
        var world = new World(host);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await world.PlantAsync(scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>());
        }

        world.Root = await host.RootAsync();
        return world;
    }

    /// <summary>An account made by the first administrator, signed in.</summary>
    public async Task<Api> AccountAsync(string name, Role role, Guid? unit = null, Guid? venue = null)
    {
        (await Root.PostAsync("/api/v1/accounts", new CreateAccount(name, Password, role, unit, venue))).As<AccountCreated>();
        return await _host.Anybody().LoginAsync(name, Password);
    }

    /// <summary>A new screen of a hall, by the id of its pairing.</summary>
    public async Task<Guid> PairedScreenAsync(Guid venue) => (await _host.Anybody().As((await PairAsync(venue)).AccessToken).GetAsync("/api/v1/auth/me")).As<Me>().Id;

    /// <summary>A paired screen.</summary>
    public async Task<PairingDone> PairAsync(Guid venue)
    {
        var pairing = (await _host.Anybody().SendAsync("POST", "/api/v1/pairings", null, null)).As<PairingStarted>();
        (await Root.PostAsync("/api/v1/pairings/approve", new ApprovePairing(pairing.UserCode, venue))).As<PairingApproved>();
        return (await _host.Anybody().SendAsync("POST", $"/api/v1/pairings/{pairing.PairingId}/token", new PairingPoll(pairing.PollSecret), null)).As<PairingDone>();
    }

    /// <summary>A person who checked in.</summary>
    public Api Person(Guid session, Spot spot) =>
        _host.Anybody().As(_host.Services.GetRequiredService<PersonTokenSeal>().Seal(new PersonToken(session, spot.TraineeId, spot.VenueId)));

    /// <summary>A session of the spot's unit for that unit, made by its administrator.</summary>
    public static async Task<Guid> SessionAsync(Api administrator, params Guid[] invited) => (await administrator.PostAsync(
        "/api/v1/sessions", new CreateSession("一堂课", DateTimeOffset.UnixEpoch.AddYears(60), invited))).As<SessionCreated>().SessionId;

    /// <summary>A session under way at every place, with a round and questions.</summary>
    public async Task HoldSessionsAsync()
    {
        foreach (var (place, spot) in Spots)
        {
            spot.Administrator = await AccountAsync($"administrator-{place}", Role.Administrator, spot.UnitId);
            spot.SessionId = await SessionAsync(spot.Administrator, spot.UnitId);
            (await spot.Administrator.PostAsync($"/api/v1/sessions/{spot.SessionId}/open")).As<CommandDone>();
            spot.RoundId = (await spot.Administrator.PostAsync($"/api/v1/sessions/{spot.SessionId}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>().RoundId;
            for (var question = 0; question < 2; question++)
            {
                spot.Questions.Add(await AskAsync(spot));
            }

            (await spot.Administrator.PostAsync($"/api/v1/questions/{spot.Questions[0]}/approve")).As<CommandDone>();
        }
    }

    /// <summary>A question of the spot's hall.</summary>
    public async Task<Guid> AskAsync(Spot spot)
    {
        var main = _host.Services.GetRequiredService<IGrainFactory>().MainClassroom(spot.SessionId);
        var answer = await main.AskAsync(new CommandContext("account:test", Guid.NewGuid(), new byte[32]), new AskRequest(spot.VenueId, null, "为什么?", false));
        return answer.IsRefused ? throw new InvalidOperationException(answer.Detail) : System.Text.Json.JsonSerializer.Deserialize<QuestionAskedAnswer>(answer.Body!, Contracts.ContractsJson.Options)!.QuestionId;
    }

    private async Task PlantAsync(RemoteClassroomDb db)
    {
        OrgUnitRow Unit(Guid id, string code, string level, OrgUnitRow? parent) =>
            new() { Id = id, Code = code, Name = $"单位{code}", Level = level, ParentId = parent?.Id, Path = parent is null ? code : $"{parent.Path}/{code}" };

        var root = Unit(RootUnit, "p", "province", null);
        var ancestor = Unit(Guid.CreateVersion7(), "c1", "city", root);
        var own = Unit(Guid.CreateVersion7(), "u1", "county", ancestor);
        var sibling = Unit(Guid.CreateVersion7(), "u2", "county", ancestor);
        var child = Unit(Guid.CreateVersion7(), "t1", "township", own);
        var otherCity = Unit(Guid.CreateVersion7(), "c2", "city", root);
        var foreign = Unit(Guid.CreateVersion7(), "u3", "county", otherCity);
        db.AddRange(root, ancestor, own, sibling, child, otherCity, foreign);
        var number = 100;
        foreach (var (place, unit) in new[] { (Place.Own, own), (Place.Ancestor, ancestor), (Place.Sibling, sibling), (Place.Child, child), (Place.Foreign, foreign) })
        {
            number++;
            var spot = new Spot(unit.Id, unit.Code, Guid.CreateVersion7(), number, Guid.CreateVersion7(), $"R{number}", $"7{number}");
            Spots[place] = spot;
            db.Add(new VenueRow { Id = spot.VenueId, Code = $"v-{unit.Code}", Name = $"礼堂{unit.Code}", UnitId = unit.Id, Hall = number, Seats = 30 });
            db.Add(new TraineeRow { Id = spot.TraineeId, RosterNo = spot.RosterNo, Name = $"学员{number}", LastDigits = spot.LastDigits, UnitId = unit.Id, Category = "甲类", VenueId = spot.VenueId });
        }

        await db.SaveChangesAsync();

        // The short numbers of these halls were not taken from the counter.
        await db.Database.ExecuteSqlAsync($"INSERT INTO numbers (name, value) VALUES ('hall', 1000)");
    }
}
