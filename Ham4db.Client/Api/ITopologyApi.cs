using System.Text.Json;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="ITopology"/>.</summary>
internal interface ITopologyApi
{
    [Get("/topology/{hint}")]
    Task<JsonElement?> DrawAsync(string hint, CancellationToken cancellationToken);

    [Get("/topology-tabulated/{hint}")]
    Task<JsonElement?> DrawTabulatedAsync(string hint, CancellationToken cancellationToken);

    [Get("/topology-tags/{hint}")]
    Task<JsonElement?> DrawWithTagsAsync(string hint, CancellationToken cancellationToken);

    [Post("/snapshot-topologies")]
    Task<HttpResponseMessage> SnapshotAsync(CancellationToken cancellationToken);
}
