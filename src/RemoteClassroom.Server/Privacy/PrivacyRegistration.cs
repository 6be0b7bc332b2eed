namespace RemoteClassroom.Server.Privacy;

/// <summary>Registers what unmasking, erasing and forgetting by age need.</summary>
internal static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services.AddScoped<PersonEndpoints.People>().AddHostedService<RetentionService>();
}
