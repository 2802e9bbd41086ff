using System.Text.Json;

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

    public Task<JsonElement?> SnapshotAsync(CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>("snapshot-topologies", cancellationToken);
}
