using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>How a recovery ended.</summary>
public sealed record RecoveryResolution
{
    /// <summary>Whether what failed was made good.</summary>
    public bool IsSuccessful { get; init; }

    /// <summary>The promoted instance; <see cref="InstanceKey.None"/> when there is none.</summary>
    public InstanceKey Successor { get; init; }

    /// <summary>Display alias of the promoted instance; empty when it has none.</summary>
    public string SuccessorAlias { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>End of the promoted instance's binary log when it was promoted; null when unknown.</summary>
    public BinlogCoordinates? SuccessorCoordinates { get; init; }

    /// <summary>Replicas that could not be kept.</summary>
    public IReadOnlyList<InstanceKey> LostReplicas { get; init => field = value ?? []; } = [];

    /// <summary>Instances that took part.</summary>
    public IReadOnlyList<InstanceKey> Participants { get; init => field = value ?? []; } = [];

    /// <summary>What went wrong, in order.</summary>
    public IReadOnlyList<string> Errors { get; init => field = value ?? []; } = [];

    /// <summary>What was recovered, as the API names it, for example <c>MasterRecovery</c>.</summary>
    public string Type { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>By which means, as the API names it, for example <c>MasterRecoveryGTID</c>.</summary>
    public string RecoveryType { get; init => field = value ?? string.Empty; } = string.Empty;
}
