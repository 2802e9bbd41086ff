using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>A test that steps the clock of a process; skipped, with the reason, where that cannot be done.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute() => Skip = SteppedClock.Unsupported;
}
