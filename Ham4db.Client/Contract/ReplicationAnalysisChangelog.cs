namespace Ham4db.Client.Contract;

/// <summary>What the service has made of an instance over time.</summary>
public sealed record ReplicationAnalysisChangelog
{
    /// <summary>The instance.</summary>
    public InstanceKey AnalyzedInstanceKey { get; init; }

    /// <summary>Oldest first, each <c>timestamp;analysis,</c> with the comma that the Go servers end it with.</summary>
    public IReadOnlyList<string> Changelog { get; init => field = value ?? []; } = [];
}
