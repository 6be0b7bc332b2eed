using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Organization.Imports;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Single units and halls, made and edited by the administrators above them (逐级设立): what the imports do for many at once.</summary>
internal static class OrganizationEdits
{
    private const int LongestPhone = 32;
    private const int MostSeats = 100_000;

    /// <summary>Maps them.</summary>
    public static void MapOrganizationEdits(this IEndpointRouteBuilder api)
    {
        api.MapPost("/org-units", CreateUnitAsync).Allow(Callers.Administrator).Produces<OrgUnitInfo>(StatusCodes.Status201Created).WithSummary("Makes a unit below another.");
        api.MapPost("/venues", CreateVenueAsync).Allow(Callers.Administrator).Produces<VenueInfo>(StatusCodes.Status201Created).WithSummary("Makes a hall at a unit.");
        api.MapPost("/venues/{v:guid}/edit", EditVenueAsync).Allow(Callers.Administrator).Produces<VenueInfo>().WithSummary("Changes a hall; what is left out stays as it is.");
    }

    private static async Task<IResult> CreateUnitAsync(
        Caller caller, Change change, Body<CreateOrgUnit> body, TreeAccess tree, Places places, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        CheckCode(wish.Code);
        CheckText("name", wish.Name, FieldRules.LongestName);
        var rank = OrgLevels.Rank(wish.Level);
        if (rank < 0)
        {
            throw Refused.Validation("level", $"Use one of {string.Join(", ", OrgLevels.All)}.");
        }

        if (wish.ParentId is { } above)
        {
            await tree.ToUnitAsync(caller, above, cancellationToken);
        }
        else if (TreeAccess.ScopeOf(caller) is not "")
        {
            throw Refused.Validation("parentId", "Name the unit above.");
        }

        var row = new OrgUnitRow { Id = Guid.CreateVersion7(time.GetUtcNow()), Code = wish.Code, Name = wish.Name, Level = wish.Level, ParentId = wish.ParentId, Path = wish.Code };
        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                row.Path = await PathBelowAsync(db, wish, rank, cancelled);
                if (await db.OrgUnits.AnyAsync(other => other.Code == wish.Code, cancelled))
                {
                    throw new RefusedException(ErrorCodes.Conflict, "There is a unit of this code; choose another.", "code");
                }

                db.OrgUnits.Add(row);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.UnitChanged, new AuditObject(AuditKinds.Unit, row.Id, row.Path), detail: [("change", "created")]));
                return (StatusCodes.Status201Created, Answers.Json(OrgUnitEndpoints.Info(row)));
            },
            cancellationToken);
        places.Forget();
        return Answers.Of(answer);
    }

    private static async Task<string> PathBelowAsync(RemoteClassroomDb db, CreateOrgUnit wish, int rank, CancellationToken cancellationToken)
    {
        if (wish.ParentId is not { } above)
        {
            return await db.OrgUnits.AnyAsync(cancellationToken) ? throw Refused.Validation("parentId", "The tree has a root; name the unit above.") : wish.Code;
        }

        var parent = await db.OrgUnits.AsNoTracking().FirstOrDefaultAsync(row => row.Id == above, cancellationToken) ?? throw Refused.NotFound("unit");
        if (parent.MergedInto is not null)
        {
            throw Refused.NotFound("unit");
        }

        if (rank <= OrgLevels.Rank(parent.Level))
        {
            throw Refused.Validation("level", "A unit's level must be below the level of the unit above it.");
        }

        var path = $"{parent.Path}/{wish.Code}";
        return path.Length <= TreeRules.LongestPath ? path : throw Refused.Validation("code", $"The codes from the root down may have {TreeRules.LongestPath} characters together.");
    }

    private static async Task<IResult> CreateVenueAsync(
        Caller caller, Change change, Body<CreateVenue> body, TreeAccess tree, IEdits edits, IHallNumbers halls, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        CheckCode(wish.Code);
        CheckText("name", wish.Name, FieldRules.LongestName);
        CheckHall(wish.Seats, wish.Contact, wish.ContactPhone);
        var path = await tree.ToUnitAsync(caller, wish.UnitId, cancellationToken);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                if (await db.Venues.AnyAsync(other => other.Code == wish.Code, cancelled))
                {
                    throw new RefusedException(ErrorCodes.Conflict, "There is a hall of this code; choose another.", "code");
                }

                var row = new VenueRow
                {
                    Id = id, Code = wish.Code, Name = wish.Name, UnitId = wish.UnitId, Hall = await halls.TakeAsync(db, 1, cancelled), Seats = wish.Seats,
                    Contact = wish.Contact ?? "", ContactPhone = wish.ContactPhone ?? "",
                };
                db.Venues.Add(row);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.VenueChanged, new AuditObject(AuditKinds.Venue, id, path), detail: [("change", "created")]));
                return (StatusCodes.Status201Created, Answers.Json(VenueEndpoints.Info(row)));
            },
            cancellationToken));
    }

    private static async Task<IResult> EditVenueAsync(
        Guid v, Caller caller, Change change, Body<EditVenue> body, TreeAccess tree, Places places, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        if (wish.Name is { } name)
        {
            CheckText("name", name, FieldRules.LongestName);
        }

        CheckHall(wish.Seats ?? 0, wish.Contact, wish.ContactPhone);
        var path = await tree.ToVenueAsync(caller, v, cancellationToken);
        if (wish.UnitId is { } unit)
        {
            await tree.ToUnitAsync(caller, unit, cancellationToken);
        }

        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.Venues.FirstOrDefaultAsync(row => row.Id == v, cancelled) ?? throw Refused.NotFound("hall");
                (row.Name, row.Seats, row.UnitId) = (wish.Name ?? row.Name, wish.Seats ?? row.Seats, wish.UnitId ?? row.UnitId);
                (row.Contact, row.ContactPhone) = (wish.Contact ?? row.Contact, wish.ContactPhone ?? row.ContactPhone);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.VenueChanged, new AuditObject(AuditKinds.Venue, v, path), detail: [("change", "edited")]));
                return (StatusCodes.Status200OK, Answers.Json(VenueEndpoints.Info(row)));
            },
            cancellationToken);
        places.Forget();
        return Answers.Of(answer);
    }

    private static void CheckCode(string code)
    {
        if (code.Length is 0 or > FieldRules.LongestCode || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw Refused.Validation("code", $"Use 1 to {FieldRules.LongestCode} letters a-z, digits, dot, hyphen and underscore.");
        }
    }

    /// <summary>Refuses a text that is empty, too long, or has spaces around it.</summary>
    public static void CheckText(string field, string value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > longest || value != value.Trim() || value.Any(char.IsControl))
        {
            throw Refused.Validation(field, $"Give 1 to {longest} characters without spaces around them.");
        }
    }

    private static void CheckHall(int seats, string? contact, string? phone)
    {
        if (seats is < 0 or > MostSeats)
        {
            throw Refused.Validation("seats", $"Give a whole number from 0 to {MostSeats}.");
        }

        if (contact is { Length: > 0 })
        {
            CheckText("contact", contact, FieldRules.LongestName);
        }

        if (phone is { Length: > 0 })
        {
            CheckText("contactPhone", phone, LongestPhone);
        }
    }
}
