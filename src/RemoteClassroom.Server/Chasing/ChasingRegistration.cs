using Microsoft.Extensions.Options;
using RemoteClassroom.Domain.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Registers chasing and its channels.</summary>
internal static class ChasingRegistration
{
    public static IServiceCollection AddChasing(this IServiceCollection services, IConfiguration configuration)
    {
        var options = ChasingOptions.From(configuration);
        if (new ChasingOptionsValidator().Validate(null, options) is { Failed: true } unfit)
        {
            throw new OptionsValidationException(nameof(ChasingOptions), typeof(ChasingOptions), unfit.Failures);
        }

        services.AddSingleton(options).AddSingleton<ChaseReading>().AddSingleton<ChaseDesk>().AddSingleton<ChaseMeters>();
        services.AddSingleton<IReminderChannel, LogChannel>();
        if (options.Webhook.Url is not null)
        {
            services.AddSingleton<IReminderChannel>(all => new WebhookChannel(options.Webhook, all.GetRequiredService<TimeProvider>()));
        }

        return services.AddHostedService<DeliveryWorker>().AddHostedService<ReminderSteps>();
    }
}
