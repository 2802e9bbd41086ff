using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>What became of a group of replicas of which one was promoted.</summary>
public sealed record RegroupedReplicas
{
    /// <summary>The replica that is the master of the others now.</summary>
    public InstanceKey Promoted { get; init; }

    /// <summary>How many replicas could not be moved below it; 0 also where the server does not count them.</summary>
    public int Lost { get; init; }

    /// <summary>The server's words.</summary>
    public string Message { get; init; } = string.Empty;
}
