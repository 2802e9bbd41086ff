using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IClusters"/>. GET is a read, POST a change.</summary>
internal sealed class ClustersRoutes(Routes routes)
{
    public Task<IReadOnlyList<string>?> NamesAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<string>>("clusters", cancellationToken);

    public Task<IReadOnlyList<ClusterInfo>?> ListAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<ClusterInfo>>("clusters-info", cancellationToken);

    public Task<ClusterInfo?> GetAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<ClusterInfo>($"cluster-info/{Routes.Segment(hint)}", cancellationToken);

    public Task<ClusterInfo?> GetByAliasAsync(string alias, CancellationToken cancellationToken)
        => routes.ReadAsync<ClusterInfo>($"cluster-info/alias/{Routes.Segment(alias)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"cluster/{Routes.Segment(hint)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> InstancesByAliasAsync(string alias, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"cluster/alias/{Routes.Segment(alias)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> InstancesOfMemberAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"cluster/instance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> SchemaChangeReplicasAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"cluster-osc-replicas/{Routes.Segment(hint)}", cancellationToken);

    public Task<Instance?> MasterAsync(string hint, CancellationToken cancellationToken)
        => routes.ReadAsync<Instance>($"master/{Routes.Segment(hint)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> MastersAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>("masters", cancellationToken);

    public Task<Reply> SetAliasAsync(string name, string alias, CancellationToken cancellationToken)
        => routes.ChangeAsync(Routes.Query($"set-cluster-alias/{Routes.Segment(name)}", ("alias", alias)), cancellationToken);

    public Task<Reply> ForgetAsync(string hint, CancellationToken cancellationToken)
        => routes.ChangeAsync($"forget-cluster/{Routes.Segment(hint)}", cancellationToken);
}
