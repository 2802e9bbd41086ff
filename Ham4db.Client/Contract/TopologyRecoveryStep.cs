namespace Ham4db.Client.Contract;

/// <summary>One line of what a recovery did.</summary>
public sealed record TopologyRecoveryStep
{
    /// <summary>Its number, counted from 1 over all recoveries.</summary>
    public long Id { get; init; }

    /// <summary>The recovery; one that is not listed for what happened before it was registered.</summary>
    public string RecoveryUID { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When, RFC 3339.</summary>
    public string AuditAt { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>What was done.</summary>
    public string Message { get; init => field = value ?? string.Empty; } = string.Empty;
}
