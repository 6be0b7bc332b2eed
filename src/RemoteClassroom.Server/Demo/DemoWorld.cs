using System.Globalization;
using RemoteClassroom.Client;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Province;

namespace RemoteClassroom.Server.Demo;

/// <summary>The made-up province in the server: its accounts, units, halls and people.</summary>
/// <param name="Lecturer">Signed in as lecturer of the province.</param>
/// <param name="Assistant">Signed in as assistant of the province.</param>
/// <param name="Province">The root of the tree.</param>
/// <param name="Halls">The halls that the demo plays.</param>
/// <param name="FreeHall">The hall that is left to whoever tries the demo.</param>
internal sealed record DemoWorld(ClassroomClient Lecturer, ClassroomClient Assistant, OrgUnitInfo Province, IReadOnlyList<DemoHall> Halls, VenueInfo FreeHall);

/// <summary>Fills a server with the province through its public doors, or finds it there from an earlier start.</summary>
internal sealed class DemoBuilder(ClassroomClient anybody, DemoSecrets secrets, TimeProvider time)
{
    private const long Seed = 20_260_501;
    private const int Page = 1_000;
    private static readonly ProvinceSize Size = new(Cities: 4, Counties: 16, Townships: 60, Villages: 340, Venues: 301, Trainees: 4_200);

    /// <summary>Builds or finds everything.</summary>
    /// <exception cref="ClassroomException">Signing in was refused: the data folder is not a demo's.</exception>
    public async Task<DemoWorld> BuildAsync(CancellationToken cancellationToken)
    {
        var root = anybody.As((Tokens?)null);
        await root.LoginAsync(secrets.Root, secrets.RootPassword, cancellationToken);
        var made = new MadeUpProvince(Seed, Size);
        await FillAsync(root, made, cancellationToken);
        var units = await AllAsync(cursor => root.OrgUnitsAsync(cursor: cursor, limit: Page, cancellationToken: cancellationToken));
        var venues = await AllAsync(cursor => root.VenuesAsync(cursor: cursor, limit: Page, cancellationToken: cancellationToken));
        var province = units.Single(unit => unit.ParentId is null);
        var free = venues.MinBy(venue => venue.Hall)!;
        await AccountAsync(root, "demo-province", Role.Administrator, province.Id, null, cancellationToken);
        await AccountAsync(root, "demo-county", Role.Administrator, CountyOf(units, free.UnitId).Id, null, cancellationToken);
        var lecturer = await AccountAsync(root, "demo-lecturer", Role.Lecturer, province.Id, null, cancellationToken);
        var assistant = await AccountAsync(root, "demo-assistant", Role.Assistant, province.Id, null, cancellationToken);
        await AccountAsync(root, "demo-operator", Role.Operator, null, free.Id, cancellationToken);
        return new DemoWorld(lecturer, assistant, province, Halls(root, made, units, venues.Where(venue => venue.Id != free.Id)), free);
    }

    private static async Task FillAsync(ClassroomClient root, MadeUpProvince made, CancellationToken cancellationToken)
    {
        if ((await root.OrgUnitsAsync(limit: 1, cancellationToken: cancellationToken)).Items.Count == 0)
        {
            await ImportAsync(root, ImportKind.OrgUnits, writer => ProvinceFiles.WriteUnits(made, writer), cancellationToken);
        }

        if ((await root.VenuesAsync(limit: 1, cancellationToken: cancellationToken)).Items.Count == 0)
        {
            await ImportAsync(root, ImportKind.Venues, writer => ProvinceFiles.WriteVenues(made, writer), cancellationToken);
        }

        if ((await root.TraineesAsync(limit: 1, cancellationToken: cancellationToken)).Items.Count == 0)
        {
            await ImportAsync(root, ImportKind.Trainees, writer => ProvinceFiles.WriteTrainees(made, writer), cancellationToken);
        }
    }

    private static async Task ImportAsync(ClassroomClient root, ImportKind kind, Action<TextWriter> write, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using (var writer = new StreamWriter(bytes, leaveOpen: true))
        {
            write(writer);
        }

        var answer = await root.ImportAsync(kind, bytes.ToArray(), cancellationToken: cancellationToken);
        if (answer.Errors is [var first, ..])
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The demo's {kind} were not accepted: line {first.Line}, {first.Column}: {first.Code}."));
        }
    }

    private async Task<ClassroomClient> AccountAsync(ClassroomClient root, string user, Role role, Guid? unit, Guid? venue, CancellationToken cancellationToken)
    {
        var client = anybody.As((Tokens?)null);
        try
        {
            await client.LoginAsync(user, secrets.Password, cancellationToken);
        }
        catch (ClassroomException refusal) when (refusal.Code == Contracts.Errors.ErrorCodes.Unauthenticated)
        {
            await root.CreateAccountAsync(new CreateAccount(user, secrets.Password, role, unit, venue), cancellationToken: cancellationToken);
            await client.LoginAsync(user, secrets.Password, cancellationToken);
        }

        return client;
    }

    private List<DemoHall> Halls(ClassroomClient root, MadeUpProvince made, List<OrgUnitInfo> units, IEnumerable<VenueInfo> venues)
    {
        var codes = units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        var byVenue = venues.ToDictionary(venue => venue.Code, StringComparer.Ordinal);
        var byUnit = byVenue.Values.GroupBy(venue => venue.UnitId).ToDictionary(group => group.Key, group => group.OrderBy(venue => venue.Code, StringComparer.Ordinal).First().Code);
        string? HallOf(ProvinceTrainee person) => person.VenueCode.Length > 0 ? person.VenueCode : byUnit.GetValueOrDefault(codes[person.UnitCode].Id);
        var people = made.Trainees().ToLookup(HallOf, StringComparer.Ordinal);
        return [.. byVenue.Values.Select(venue => new DemoHall(anybody, root, venue, Named(CountyOf(units, venue.UnitId)), [.. people[venue.Code]], time))];
    }

    private static string Named(OrgUnitInfo county) => $"{county.Name} ({county.Code})";

    private static OrgUnitInfo CountyOf(List<OrgUnitInfo> units, Guid unitId)
    {
        var unit = units.Single(unit => unit.Id == unitId);
        while (unit is { Level: "township" or "village", ParentId: { } above })
        {
            unit = units.Single(parent => parent.Id == above);
        }

        return unit;
    }

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<Page<T>>> page)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var next = await page(cursor);
            all.AddRange(next.Items);
            cursor = next.Next;
        }
        while (cursor is not null);
        return all;
    }
}
