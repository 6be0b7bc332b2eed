namespace RemoteClassroom.Server.Halls;

/// <summary>Registers what the halls' endpoints need.</summary>
internal static class HallsRegistration
{
    public static IServiceCollection AddHalls(this IServiceCollection services) => services.AddScoped<HelpEndpoints.Moving>().AddScoped<CorrectedRoster>().AddSingleton<KnownCorrections>();
}
