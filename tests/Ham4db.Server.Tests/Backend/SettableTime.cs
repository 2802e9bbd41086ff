namespace Ham4db.Server.Tests.Backend;

/// <summary>The system's clock, shifted; what measures time goes on as ever.</summary>
internal sealed class SettableTime : TimeProvider
{
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;

    public void SetTime(DateTimeOffset now) => _shift = now - base.GetUtcNow();
}
