namespace Ham4db.Client.Contract;

/// <summary>One line of the service's audit: something that it did.</summary>
public sealed record AuditEntry
{
    /// <summary>Its number, counted from 1.</summary>
    public long AuditId { get; init; }

    /// <summary>When, as the server's backend writes it.</summary>
    public string AuditTimestamp { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The operation, for example <c>begin-downtime</c>.</summary>
    public string AuditType { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The instance it was done to; <see cref="InstanceKey.None"/> when it concerns none.</summary>
    public InstanceKey AuditInstanceKey { get; init; }

    /// <summary>What was done.</summary>
    public string Message { get; init => field = value ?? string.Empty; } = string.Empty;
}
