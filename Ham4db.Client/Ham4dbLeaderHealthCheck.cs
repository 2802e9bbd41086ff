using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ham4db.Client;

/// <summary>
/// Whether the cluster has a leader that this program can reach. Registered with
/// <c>services.AddHealthChecks().AddCheck&lt;Ham4dbLeaderHealthCheck&gt;("ham4db")</c>.
/// </summary>
/// <param name="client">The client to ask.</param>
/// <remarks>
/// Healthy when a node proves to lead within the registration's time limit, or five seconds; else the registration's failure status. The data holds
/// each node's state by its address.
/// </remarks>
public sealed class Ham4dbLeaderHealthCheck(IHam4dbClient client) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var limit = context.Registration.Timeout is { } given && given > TimeSpan.Zero && given < Limit ? given : Limit;
        try
        {
            // What is remembered proves nothing now: a read that only a leader answers is repeated until one has.
            var bounded = client.WithDeadline(limit);
            await bounded.SendAsync("routed-leader-check", cancellationToken).ConfigureAwait(false);
            var leader = await bounded.GetLeaderAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(
                string.Create(CultureInfo.InvariantCulture, $"{leader.Endpoint} leads{(leader.Term > 0 ? $" in term {leader.Term}" : "")}"), Nodes());
        }
        catch (Ham4dbException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e, Nodes());
        }
    }

    private Dictionary<string, object> Nodes()
        => client.Cluster.Current.Endpoints.ToDictionary(node => node.Endpoint.ToString(), object (node) => $"{node.State} {node.Reason}".TrimEnd());
}
