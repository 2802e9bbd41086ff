using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Maintenance: times in which somebody works on an instance and wants nobody else to, the service included.</summary>
public interface IMaintenance
{
    /// <summary>Begins maintenance (route <c>begin-maintenance</c>).</summary>
    /// <param name="key">The instance.</param>
    /// <param name="owner">Who asks for it; not empty.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The instance as the server resolved it.</returns>
    /// <exception cref="Ham4dbRejectedException">The instance is in maintenance already.</exception>
    Task<InstanceKey> BeginAsync(InstanceKey key, string owner, string reason, CancellationToken cancellationToken = default);

    /// <summary>Ends maintenance; succeeds also when none is active (route <c>end-maintenance/:host/:port</c>).</summary>
    Task<InstanceKey> EndAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>Ends maintenance by its <see cref="Contract.Maintenance.MaintenanceId"/> (route <c>end-maintenance/:id</c>).</summary>
    Task EndByIdAsync(long maintenanceId, CancellationToken cancellationToken = default);

    /// <summary>Whether an instance is in maintenance (route <c>in-maintenance</c>).</summary>
    Task<bool> IsActiveAsync(InstanceKey key, CancellationToken cancellationToken = default);

    /// <summary>All that is active, by number (route <c>maintenance</c>).</summary>
    Task<IReadOnlyList<Maintenance>> ListAsync(CancellationToken cancellationToken = default);
}
