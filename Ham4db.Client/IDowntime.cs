using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Downtime: times in which an instance's failures are expected.</summary>
public interface IDowntime
{
    /// <summary>Begins a downtime, or replaces the one that is active (route <c>begin-downtime</c>).</summary>
    /// <param name="key">The instance.</param>
    /// <param name="owner">Who asks for it; not empty.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="duration">Whole seconds, more than zero; null for the server's default of ten minutes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<InstanceKey> BeginAsync(
        InstanceKey key, string owner, string reason, TimeSpan? duration = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a downtime; succeeds also when none is active (route <c>end-downtime</c>).</summary>
    Task<InstanceKey> EndAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Instances with an active downtime (route <c>downtimed</c>).</summary>
    /// <param name="hint">A cluster's name, alias, or one of its instances; null for all clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Instance>> ListAsync(string? hint = null, CancellationToken cancellationToken = default);
}
