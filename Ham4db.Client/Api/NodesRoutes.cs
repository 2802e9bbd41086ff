using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="INodes"/>. GET is a read, POST a change.</summary>
internal sealed class NodesRoutes(Routes routes)
{
    public Task<HealthStatus?> HealthAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<HealthStatus>("health", node, cancellationToken);

    public Task<HealthStatus?> StatusAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<HealthStatus>("status", node, cancellationToken);

    public Task<JsonElement?> AnswersAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>("lb-check", node, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>?> HeadersAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyDictionary<string, IReadOnlyList<string>>>("headers", node, cancellationToken);

    public Task<Reply> ReloadConfigurationAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ChangeAsync("reload-configuration", node, cancellationToken);

    public Task<Reply> ReloadConfigurationAsync(string config, Uri? node, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query("reload-configuration", ("config", config)), node, cancellationToken);

    public Task<Reply> GrabElectionAsync(Uri node, CancellationToken cancellationToken)
        => routes.ChangeAsync("grab-election", node, cancellationToken);

    public Task<Reply> ReelectAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync("reelect", cancellationToken);

    public Task<IReadOnlyDictionary<string, CachedHostname>?> HostnameCacheAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyDictionary<string, CachedHostname>>("hostname-resolve-cache", node, cancellationToken);

    public Task<Reply> ResetHostnameCacheAsync(Uri? node, CancellationToken cancellationToken)
        => routes.ChangeAsync("reset-hostname-resolve-cache", node, cancellationToken);

    public Task<IReadOnlyList<string>?> RoutesAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>("manage/list", cancellationToken);

    public Task<IReadOnlyDictionary<string, double>?> CacheHitRatesAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyDictionary<string, double>>("manage/cache/hit", cancellationToken);
}
