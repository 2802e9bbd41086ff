namespace Ham4db.Server.Consensus;

/// <summary>A command was refused before anything was done, since this node does not lead.</summary>
public sealed class NotLeaderException(LeadershipView view)
    : Exception(view.LeaderUri is { } leader
        ? $"This node does not lead; the leader is {leader}. Nothing was done: send the request there."
        : "This node does not lead, and no leader is known. Nothing was done: try again.")
{
    /// <summary>What the node knew.</summary>
    public LeadershipView View { get; } = view;
}
