using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>What one probe saw.</summary>
/// <param name="Instance">The instance, not yet placed in its cluster.</param>
/// <param name="MasterAsGiven">Its master as the replica itself names it; <see cref="InstanceKey.None"/> when it has none.</param>
internal sealed record ProbedInstance(Instance Instance, InstanceKey MasterAsGiven);
