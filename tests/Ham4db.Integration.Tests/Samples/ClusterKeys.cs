using Ham4db.Client.Contract;
using Ham4db.Simulator;

namespace Ham4db.Integration.Tests.Samples;

/// <summary>How the API names simulated instances.</summary>
internal static class ClusterKeys
{
    public static InstanceKey Of(SimulatedInstance instance) => new("127.0.0.1", instance.Port);
}
