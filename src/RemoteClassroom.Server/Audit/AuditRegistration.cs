namespace RemoteClassroom.Server.Audit;

/// <summary>Registers what the audit's endpoints need.</summary>
internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditEndpoints.AuditExport>().AddSingleton<UnknownNames>();
}
