namespace RemoteClassroom.Server.Sessions;

/// <summary>Registers what the session endpoints need.</summary>
internal static class SessionsRegistration
{
    public static IServiceCollection AddSessions(this IServiceCollection services) =>
        services.AddSingleton<BranchCounts>().AddScoped<SessionList>().AddScoped<SessionEndpoints.SessionMaking>();
}
