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
}
