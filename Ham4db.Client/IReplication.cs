using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>Replication: who replicates from whom, by which means, and whether it runs.</summary>
/// <remarks>
/// <para>
/// Where a method returns an <see cref="Instance"/>, it is the instance as the server read it afterwards. What the server finds impossible or
/// too dangerous is a <see cref="Ham4dbRejectedException"/> with its reason.
/// </para>
/// <para>
/// The parameter <c>pattern</c> is a regular expression, in the server's dialect, matched against <c>host:port</c> of each replica: only the
/// ones that match are moved. Null moves all.
/// </para>
/// <para>ham4db (Go) has some of these routes only where it is configured with the mysql adaptor.</para>
/// </remarks>
public partial interface IReplication
{
    /// <summary>Moves an instance below another one; the server chooses how (route <c>relocate</c>).</summary>
    Task<Instance> RelocateAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);

    /// <summary>Moves the replicas of an instance below another one; the server chooses how (route <c>relocate-replicas</c>).</summary>
    Task<MovedReplicas> RelocateReplicasAsync(
        InstanceKey instance, InstanceKey below, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes one replica of an instance the master of the others; the server chooses which, and how (route <c>regroup-replicas</c>).
    /// </summary>
    Task<RegroupedReplicas> RegroupReplicasAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes a replica a sibling of its master, by binary log position (route <c>move-up</c>).</summary>
    Task<Instance> MoveUpAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes the replicas of an instance its siblings, by binary log position (route <c>move-up-replicas</c>).</summary>
    Task<MovedReplicas> MoveUpReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>Moves a replica below one of its siblings, by binary log position (route <c>move-below</c>).</summary>
    Task<Instance> MoveBelowAsync(InstanceKey instance, InstanceKey sibling, CancellationToken cancellationToken = default);

    /// <summary>Moves a replica by positions recorded as equivalent (route <c>move-equivalent</c>).</summary>
    Task<Instance> MoveEquivalentAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);

    /// <summary>Lets a replica replicate from another instance at the same position (route <c>repoint</c>).</summary>
    Task<Instance> RepointAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);

    /// <summary>Lets the replicas of an instance replicate from it again, at the same positions (route <c>repoint-replicas</c>).</summary>
    Task<MovedReplicas> RepointReplicasAsync(InstanceKey instance, string? pattern = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a replica and its master replicate from each other (route <c>make-co-master</c>).</summary>
    Task<Instance> MakeCoMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Makes an instance the master of its siblings, below no other. An old way: prefer a takeover (route <c>make-master</c>).</summary>
    Task<Instance> MakeMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts a replica above its master, below the master's master. An old way: prefer <see cref="TakeMasterAsync"/> (route <c>make-local-master</c>).
    /// </summary>
    Task<Instance> MakeLocalMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Moves all siblings of a replica below it (route <c>take-siblings</c>).</summary>
    Task<Instance> TakeSiblingsAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Swaps a replica with its master (route <c>take-master</c>).</summary>
    Task<Instance> TakeMasterAsync(InstanceKey instance, CancellationToken cancellationToken = default);

    /// <summary>Where the logs of other instances are at the same change as a position in this one's (route <c>master-equivalent</c>).</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="coordinates">A position in its binary log.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Empty when none is recorded.</returns>
    Task<IReadOnlyList<InstanceBinlogCoordinates>> MasterEquivalentAsync(
        InstanceKey instance, BinlogCoordinates coordinates, CancellationToken cancellationToken = default);

    /// <summary>Whether an instance could replicate from another one (route <c>can-replicate-from</c>).</summary>
    /// <exception cref="Ham4dbRejectedException">It could not; the message says why.</exception>
    Task<bool> CanReplicateFromAsync(InstanceKey instance, InstanceKey below, CancellationToken cancellationToken = default);
}
