using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IClusters"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IClustersApi
{
    [Get("/clusters")]
    Task<IReadOnlyList<string>?> NamesAsync(CancellationToken cancellationToken);

    [Get("/clusters-info")]
    Task<IReadOnlyList<ClusterInfo>?> ListAsync(CancellationToken cancellationToken);

    [Get("/cluster-info/{hint}")]
    Task<ClusterInfo?> GetAsync(string hint, CancellationToken cancellationToken);

    [Get("/cluster-info/alias/{alias}")]
    Task<ClusterInfo?> GetByAliasAsync(string alias, CancellationToken cancellationToken);

    [Get("/cluster/{hint}")]
    Task<IReadOnlyList<Instance>?> InstancesAsync(string hint, CancellationToken cancellationToken);

    [Get("/cluster/alias/{alias}")]
    Task<IReadOnlyList<Instance>?> InstancesByAliasAsync(string alias, CancellationToken cancellationToken);

    [Get("/cluster/instance/{host}/{port}")]
    Task<IReadOnlyList<Instance>?> InstancesOfMemberAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/cluster-osc-replicas/{hint}")]
    Task<IReadOnlyList<Instance>?> SchemaChangeReplicasAsync(string hint, CancellationToken cancellationToken);

    [Get("/master/{hint}")]
    Task<Instance?> MasterAsync(string hint, CancellationToken cancellationToken);

    [Get("/masters")]
    Task<IReadOnlyList<Instance>?> MastersAsync(CancellationToken cancellationToken);

    [Post("/set-cluster-alias/{name}")]
    Task<HttpResponseMessage> SetAliasAsync(string name, string alias, CancellationToken cancellationToken);

    [Post("/forget-cluster/{hint}")]
    Task<HttpResponseMessage> ForgetAsync(string hint, CancellationToken cancellationToken);
}
