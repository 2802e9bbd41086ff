using System.Text.Json;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Api;

/// <summary>Routes of <see cref="IInstances"/>. GET is a read, POST a change.</summary>
internal sealed class InstancesRoutes(Routes routes)
{
    public Task<Instance?> GetAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<Instance>($"instance/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> ListAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>("all-instances", cancellationToken);

    public Task<IReadOnlyList<Instance>?> SearchAsync(string s, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>(Routes.Query("search", ("s", s)), cancellationToken);

    public Task<IReadOnlyList<Instance>?> ReplicasAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"instance-replicas/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<IReadOnlyList<Instance>?> ProblemsAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>("problems", cancellationToken);

    public Task<IReadOnlyList<Instance>?> ProblemsAsync(string clusterName, CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<Instance>>($"problems/{Routes.Segment(clusterName)}", cancellationToken);

    public Task<Instance?> DiscoverAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<Instance>($"discover/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<JsonElement?> DiscoverInBackgroundAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<JsonElement?>($"async-discover/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<InstanceKey?> RefreshAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"refresh/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<InstanceKey?> ForgetAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"forget/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<InstanceKey?> RegisterCandidateAsync(string host, string port, string rule, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"register-candidate/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(rule)}", cancellationToken);

    public Task<IReadOnlyList<CandidateDatabaseInstance>?> PromotionRulesAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<CandidateDatabaseInstance>>("bulk-promotion-rules", cancellationToken);

    public Task<IReadOnlyList<InstanceKey>?> ListKeysAsync(CancellationToken cancellationToken)
        => routes.ReadAsync<IReadOnlyList<InstanceKey>>("bulk-instances", cancellationToken);

    public Task<InstanceKey?> ResolveAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<InstanceKey?>($"resolve/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<Instance?> CheckAsync(string clusterId, string host, string port, CancellationToken cancellationToken)
        => routes.ReadAsync<Instance>($"check/{Routes.Segment(clusterId)}/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);

    public Task<InstanceKey?> RegisterVirtualNameAsync(string host, string port, string virtualName, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"register-hostname-unresolve/{Routes.Segment(host)}/{Routes.Segment(port)}/{Routes.Segment(virtualName)}", cancellationToken);

    public Task<InstanceKey?> DeregisterVirtualNameAsync(string host, string port, CancellationToken cancellationToken)
        => routes.ChangeAsync<InstanceKey?>($"deregister-hostname-unresolve/{Routes.Segment(host)}/{Routes.Segment(port)}", cancellationToken);
}
