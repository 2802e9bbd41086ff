using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A test that needs a Galera cluster; skipped, with the reason, where none can be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GaleraFactAttribute : FactAttribute
{
    public GaleraFactAttribute() => Skip = GaleraCluster.Missing;
}
