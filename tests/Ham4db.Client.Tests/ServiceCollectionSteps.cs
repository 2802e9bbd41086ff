using Microsoft.Extensions.DependencyInjection;

namespace Ham4db.Client.Tests;

internal static class ServiceCollectionSteps
{
    public static IServiceCollection Apply(this IServiceCollection services, Action<IServiceCollection> step)
    {
        step(services);
        return services;
    }
}
