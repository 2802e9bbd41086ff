using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Client.Leadership;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="INodes"/>. GET is a read, POST a change; see <see cref="LeaderRoutingHandler"/>.</summary>
internal interface INodesApi
{
    [Get("/health")]
    Task<HealthStatus?> HealthAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/status")]
    Task<HealthStatus?> StatusAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/lb-check")]
    Task<JsonElement?> AnswersAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/headers")]
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>?> HeadersAsync(
        [Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/reload-configuration")]
    Task<HttpResponseMessage> ReloadConfigurationAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/reload-configuration")]
    Task<HttpResponseMessage> ReloadConfigurationAsync(
        string config, [Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/grab-election")]
    Task<HttpResponseMessage> GrabElectionAsync([Property(LeaderRoutingHandler.NodeOption)] Uri node, CancellationToken cancellationToken);

    [Post("/reelect")]
    Task<HttpResponseMessage> ReelectAsync(CancellationToken cancellationToken);

    [Get("/hostname-resolve-cache")]
    Task<IReadOnlyDictionary<string, CachedHostname>?> HostnameCacheAsync(
        [Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Post("/reset-hostname-resolve-cache")]
    Task<HttpResponseMessage> ResetHostnameCacheAsync([Property(LeaderRoutingHandler.NodeOption)] Uri? node, CancellationToken cancellationToken);

    [Get("/manage/list")]
    Task<IReadOnlyList<string>?> RoutesAsync(CancellationToken cancellationToken);

    [Get("/manage/cache/hit")]
    Task<IReadOnlyDictionary<string, double>?> CacheHitRatesAsync(CancellationToken cancellationToken);
}
