using Ham4db.Client.Contract;

namespace Ham4db.Client;

public partial interface IReplication
{
    /// <summary>Moves a replica below another instance by GTID (route <c>move-below-gtid</c>).</summary>
    Task<Instance> MoveBelowGtidAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);

    /// <summary>Moves the replicas of an instance below another one by GTID (route <c>move-replicas-gtid</c>).</summary>
    Task<MovedReplicas> MoveReplicasGtidAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>Makes one replica of an instance the master of the others by GTID (route <c>regroup-replicas-gtid</c>).</summary>
    Task<RegroupedReplicas> RegroupReplicasGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes one binlog server below an instance the source of the others (route <c>regroup-replicas-bls</c>).</summary>
    Task<RegroupedReplicas> RegroupReplicasBinlogServersAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes one replica of an instance the master of the others by pseudo-GTID (route <c>regroup-replicas-pgtid</c>).</summary>
    Task<RegroupedReplicas> RegroupReplicasPseudoGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Moves a replica below another instance by pseudo-GTID (route <c>match-below</c>).</summary>
    Task<Instance> MatchBelowAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);

    /// <summary>Moves a replica one step up by pseudo-GTID (route <c>match-up</c>).</summary>
    Task<Instance> MatchUpAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Moves the replicas of an instance below another one by pseudo-GTID (route <c>match-replicas</c>).</summary>
    Task<MovedReplicas> MatchReplicasAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>Moves the replicas of an instance one step up by pseudo-GTID (route <c>match-up-replicas</c>).</summary>
    Task<MovedReplicas> MatchUpReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica position itself by GTID (route <c>enable-gtid</c>).</summary>
    Task<Instance> EnableGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica position itself by binary log position (route <c>disable-gtid</c>).</summary>
    Task<Instance> DisableGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the errant GTIDs of an instance by <c>RESET MASTER</c>, which empties its binary logs (route <c>gtid-errant-reset-master</c>).
    /// </summary>
    Task<Instance> ErrantGtidResetMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the errant GTIDs of a replica known to all, as empty transactions on the cluster's master (route <c>gtid-errant-inject-empty</c>).
    /// </summary>
    Task<Instance> ErrantGtidInjectEmptyAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Names of the binary logs that hold errant GTIDs of an instance (route <c>locate-gtid-errant</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">The instance has none.</exception>
    Task<IReadOnlyList<string>> LocateErrantGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>The last pseudo-GTID entry of an instance (route <c>last-pseudo-gtid</c>).</summary>
    Task<string> LastPseudoGtidAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Whether an instance could replicate from another one by GTID (route <c>can-replicate-from-gtid</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">It could not; the message says why.</exception>
    Task<bool> CanReplicateFromGtidAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);
}
