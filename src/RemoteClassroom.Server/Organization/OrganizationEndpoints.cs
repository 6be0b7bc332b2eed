using RemoteClassroom.Server.Organization.Imports;

namespace RemoteClassroom.Server.Organization;

/// <summary>The tree, the venues and the rosters: imports and lists.</summary>
internal static class OrganizationEndpoints
{
    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddOrganization(this IServiceCollection services) => services.AddSingleton<ImportDesk>().AddScoped<HallImportDesk>().AddSingleton<UnitChangeEndpoints.Desk>().AddHostedService<DueUnitChanges>();

    /// <summary>Maps them below the API's base.</summary>
    public static void MapOrganization(this IEndpointRouteBuilder api)
    {
        api.MapImports();
        api.MapOrgUnits();
        api.MapVenues();
        api.MapOrganizationEdits();
        api.MapUnitChanges();
        api.MapTrainees();
    }
}
