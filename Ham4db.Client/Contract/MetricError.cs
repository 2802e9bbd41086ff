namespace Ham4db.Client.Contract;

/// <summary>Why something that was measured failed.</summary>
public sealed record MetricError
{
    /// <summary>The database's error number; 0 when the error is none of the database's, or the server does not tell.</summary>
    public long Number { get; init; }

    /// <summary>The database's words; empty when the server does not tell.</summary>
    public string Message { get; init => field = value ?? string.Empty; } = string.Empty;
}
