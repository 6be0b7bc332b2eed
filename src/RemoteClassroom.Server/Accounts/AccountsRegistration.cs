using Microsoft.AspNetCore.Identity;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Registers accounts, sign-in and pairing.</summary>
internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<AccountRow>(options =>
        {
            options.User.AllowedUserNameCharacters = "";
            options.Password = new PasswordOptions
            {
                RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1,
            };
            options.Lockout.MaxFailedAccessAttempts = 10;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddEntityFrameworkStores<RemoteClassroomDb>();
        services.AddSingleton<AccessTokenSeal>();
        services.AddSingleton<CredentialCache>();
        services.AddSingleton<ICredentialReader>(provider => provider.GetRequiredService<CredentialCache>());
        services.AddSingleton<ICredentialReader, PersonReader>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<SignInFailures>();
        services.AddSingleton<FirstAdministratorLink>();
        services.AddSingleton<ActivationCodes>();
        services.AddScoped<ActivationSlips>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<SignIn>();
        services.AddSingleton<RoleEndpoints.Deed>();
        return services;
    }
}
