using Ham4db.Client.Api;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class TopologyArea(TopologyRoutes api) : ITopology
{
    public Task<string> DrawAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.DrawAsync(Argument.Segment(hint, nameof(hint)), cancellationToken), "topology");

    public Task<string> DrawTabulatedAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.DrawTabulatedAsync(Argument.Segment(hint, nameof(hint)), cancellationToken), "topology-tabulated");

    public Task<string> DrawWithTagsAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.DrawWithTagsAsync(Argument.Segment(hint, nameof(hint)), cancellationToken), "topology-tags");

    public Task<string> SnapshotAsync(CancellationToken cancellationToken = default)
        => Payload.TextOrAsync(api.SnapshotAsync(cancellationToken), string.Empty);
}
