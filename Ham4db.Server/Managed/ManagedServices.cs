namespace Ham4db.Server.Managed;

/// <summary>Registers what talks to managed servers.</summary>
internal static class ManagedServices
{
    /// <summary>Adds the pools of connections. Needs <see cref="Configuration.ILiveOptions"/>, which they read at each use.</summary>
    public static IServiceCollection AddManaged(this IServiceCollection services) => services.AddSingleton<ManagedPools>();
}
