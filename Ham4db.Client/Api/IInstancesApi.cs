using System.Text.Json;
using Ham4db.Client.Contract;
using Refit;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IInstances"/>. GET is a read, POST a change; see <see cref="Leadership.LeaderRoutingHandler"/>.</summary>
internal interface IInstancesApi
{
    [Get("/instance/{host}/{port}")]
    Task<Instance?> GetAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/all-instances")]
    Task<IReadOnlyList<Instance>?> ListAsync(CancellationToken cancellationToken);

    [Get("/search")]
    Task<IReadOnlyList<Instance>?> SearchAsync(string s, CancellationToken cancellationToken);

    [Get("/instance-replicas/{host}/{port}")]
    Task<IReadOnlyList<Instance>?> ReplicasAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/problems")]
    Task<IReadOnlyList<Instance>?> ProblemsAsync(CancellationToken cancellationToken);

    [Get("/problems/{clusterName}")]
    Task<IReadOnlyList<Instance>?> ProblemsAsync(string clusterName, CancellationToken cancellationToken);

    [Post("/discover/{host}/{port}")]
    Task<Instance?> DiscoverAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/async-discover/{host}/{port}")]
    Task<JsonElement?> DiscoverInBackgroundAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/refresh/{host}/{port}")]
    Task<InstanceKey?> RefreshAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/forget/{host}/{port}")]
    Task<InstanceKey?> ForgetAsync(string host, string port, CancellationToken cancellationToken);

    [Post("/register-candidate/{host}/{port}/{rule}")]
    Task<InstanceKey?> RegisterCandidateAsync(string host, string port, string rule, CancellationToken cancellationToken);

    [Get("/bulk-promotion-rules")]
    Task<IReadOnlyList<CandidateDatabaseInstance>?> PromotionRulesAsync(CancellationToken cancellationToken);

    [Get("/bulk-instances")]
    Task<IReadOnlyList<InstanceKey>?> ListKeysAsync(CancellationToken cancellationToken);

    [Get("/resolve/{host}/{port}")]
    Task<InstanceKey?> ResolveAsync(string host, string port, CancellationToken cancellationToken);

    [Get("/check/{clusterId}/{host}/{port}")]
    Task<Instance?> CheckAsync(string clusterId, string host, string port, CancellationToken cancellationToken);

    [Post("/register-hostname-unresolve/{host}/{port}/{virtualName}")]
    Task<InstanceKey?> RegisterVirtualNameAsync(string host, string port, string virtualName, CancellationToken cancellationToken);

    [Post("/deregister-hostname-unresolve/{host}/{port}")]
    Task<InstanceKey?> DeregisterVirtualNameAsync(string host, string port, CancellationToken cancellationToken);
}
