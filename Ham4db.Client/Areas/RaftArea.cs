using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class RaftArea(IRaftApi api) : IRaft
{
    public Task<string> StateAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.StateAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "raft-state");

    public Task<string> LeaderAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.LeaderAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "raft-leader");

    public Task<IReadOnlyList<string>> PeersAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.PeersAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task<RaftStatus> StatusAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.StatusAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "raft-status");

    public Task<string> HealthAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.HealthAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "raft-health");
}
