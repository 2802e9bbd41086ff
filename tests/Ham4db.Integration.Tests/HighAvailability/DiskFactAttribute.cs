using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A test that fills disks of its own; skipped, with the reason, where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute() => Skip = SmallDisk.Unsupported;
}
