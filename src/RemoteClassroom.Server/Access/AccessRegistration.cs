namespace RemoteClassroom.Server.Access;

/// <summary>Registers the rules of access.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<Places>().AddSingleton<SessionAccess>().AddSingleton<TreeAccess>().AddSingleton<AccountAccess>();
}
