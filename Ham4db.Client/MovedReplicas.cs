using Ham4db.Client.Contract;

namespace Ham4db.Client;

/// <summary>What became of a move of several replicas. Some may have failed although the call succeeded: look at <see cref="Errors"/>.</summary>
public sealed record MovedReplicas
{
    /// <summary>How many were moved.</summary>
    public int Count { get; init; }

    /// <summary>How many could not be moved; 0 also where the server does not count them.</summary>
    public int Errors { get; init; }

    /// <summary>The moved replicas as the server read them afterwards; empty where it names their new master only.</summary>
    public IReadOnlyList<Instance> Replicas { get; init; } = [];

    /// <summary>Where they are now; null where the server names the replicas only.</summary>
    public InstanceKey? NewMaster { get; init; }

    /// <summary>The server's words, with the errors if there were any.</summary>
    public string Message { get; init; } = string.Empty;
}
