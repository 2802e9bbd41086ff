using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

internal sealed class ClustersArea(ClustersRoutes api) : IClusters
{
    public Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.NamesAsync(cancellationToken));

    public Task<IReadOnlyList<ClusterInfo>> ListAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.ListAsync(cancellationToken));

    public Task<ClusterInfo> GetAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.GetAsync(Argument.Segment(hint, nameof(hint)), cancellationToken), "cluster-info");

    public Task<ClusterInfo> GetByAliasAsync(string alias, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.GetByAliasAsync(Argument.Segment(alias, nameof(alias)), cancellationToken), "cluster-info/alias");

    public Task<IReadOnlyList<Instance>> InstancesAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.InstancesAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));

    public Task<IReadOnlyList<Instance>> InstancesByAliasAsync(string alias, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.InstancesByAliasAsync(Argument.Segment(alias, nameof(alias)), cancellationToken));

    public Task<IReadOnlyList<Instance>> InstancesOfMemberAsync(InstanceKey member, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(member, nameof(member));
        return Payload.ListAsync(api.InstancesOfMemberAsync(host, port, cancellationToken));
    }

    public Task<IReadOnlyList<Instance>> SchemaChangeReplicasAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.SchemaChangeReplicasAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));

    public Task<Instance> MasterAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.MasterAsync(Argument.Segment(hint, nameof(hint)), cancellationToken), "master");

    public Task<IReadOnlyList<Instance>> MastersAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.MastersAsync(cancellationToken));

    public Task SetAliasAsync(string clusterName, string alias, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(alias);
        return Payload.DoneAsync(api.SetAliasAsync(Argument.Segment(clusterName, nameof(clusterName)), alias.Trim(), cancellationToken));
    }

    public Task ForgetAsync(string hint, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ForgetAsync(Argument.Segment(hint, nameof(hint)), cancellationToken));
}
