using System.Text.Json;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="ITopology"/>.</summary>
internal sealed class TopologyRoutes(Routes routes)
{
    public Task<JsonElement?> DrawAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>($"topology/{Routes.Segment(hint)}", cancellationToken);

    public Task<JsonElement?> DrawTabulatedAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>($"topology-tabulated/{Routes.Segment(hint)}", cancellationToken);

    public Task<JsonElement?> DrawWithTagsAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<JsonElement?>($"topology-tags/{Routes.Segment(hint)}", cancellationToken);

    public Task<Reply> SnapshotAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync("snapshot-topologies", cancellationToken);
}
