using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RemoteClassroom.Domain;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Storage;

/// <summary>What both databases share.</summary>
internal static class StorageRegistration
{
    /// <summary>Adds it; the database adds its dialect beside.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<InstallationSecrets>();
        services.AddSingleton<IInstallationSecrets>(all => all.GetRequiredService<InstallationSecrets>());
        services.AddSingleton<IInstallationSecret>(all => all.GetRequiredService<InstallationSecrets>());
        services.AddSingleton<IHallNumbers, HallNumbers>();
        return services;
    }
}
