namespace Ham4db.Client.Contract;

/// <summary>A time in which somebody works on an instance and wants nobody else to.</summary>
public sealed record Maintenance
{
    /// <summary>Its number, counted from 1.</summary>
    public long MaintenanceId { get; init; }

    /// <summary>The instance.</summary>
    public InstanceKey Key { get; init; }

    /// <summary>When it began, RFC 3339.</summary>
    public string BeginTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Seconds since then.</summary>
    public long SecondsElapsed { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsActive { get; init; }

    /// <summary>Who asked for it.</summary>
    public string Owner { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Why.</summary>
    public string Reason { get; init => field = value ?? string.Empty; } = string.Empty;
}
