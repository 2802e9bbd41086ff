using Ham4db.Client.Contract;

namespace Ham4db.Samples.DeployGate;

/// <summary>Instances of a cluster, chosen by what they are or by name.</summary>
/// <param name="Masters">Whether those that replicate from nobody are chosen.</param>
/// <param name="Replicas">Whether those that replicate are chosen.</param>
/// <param name="Named">Further instances.</param>
internal sealed record Scope(bool Masters, bool Replicas, IReadOnlyList<InstanceKey> Named)
{
    public bool Contains(Instance instance)
        => Named.Contains(instance.Key) || (instance.MasterKey.IsValid && !instance.IsCoMaster ? Replicas : Masters);
}
