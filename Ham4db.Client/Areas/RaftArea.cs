using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class RaftArea(RaftRoutes api) : IRaft
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

    public Task SnapshotAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.SnapshotAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task<string> AddPeerAsync(string address, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.AddPeerAsync(Argument.Segment(address, nameof(address)), cancellationToken), "raft-add-peer");

    public Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken = default)
        => Payload.TextAsync(api.RemovePeerAsync(Argument.Segment(address, nameof(address)), cancellationToken), "raft-remove-peer");

    public Task YieldAsync(string member, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.YieldAsync(Argument.Segment(member, nameof(member)), cancellationToken));

    public Task YieldToHintAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.YieldToHintAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));

    public Task ReportHealthAsync(
        string token, string raftBind, string raftAdvertise, Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ReportHealthAsync(
            Argument.Segment(token, nameof(token)),
            Argument.Segment(raftBind, nameof(raftBind)),
            Argument.Segment(raftAdvertise, nameof(raftAdvertise)),
            Argument.OptionalNode(node, nameof(node)),
            cancellationToken));
}
