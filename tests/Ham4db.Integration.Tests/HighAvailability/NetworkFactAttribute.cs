using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A test that makes network namespaces; skipped, with the reason, where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute() => Skip = NetworkNamespaces.Unsupported;
}
