namespace Ham4db.Client.Contract;

/// <summary>A registered promotion rule.</summary>
public sealed record CandidateDatabaseInstance
{
    /// <summary>Host name of the instance.</summary>
    public string Hostname { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>TCP port of the instance.</summary>
    public int Port { get; init; }

    /// <summary><c>prefer</c>, <c>neutral</c>, <c>prefer_not</c> or <c>must_not</c>.</summary>
    public string PromotionRule { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it was registered, RFC 3339.</summary>
    public string LastSuggestedString { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it expires, RFC 3339.</summary>
    public string PromotionRuleExpiry { get; init => field = value ?? string.Empty; } = string.Empty;
}
