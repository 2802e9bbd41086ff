namespace Ham4db.Server.Api.Leading;

/// <summary>What a node does next with a request that only the leader answers.</summary>
internal abstract record LeaderStep
{
    private LeaderStep()
    {
    }

    /// <summary>Answers it: this node leads, and can prove it.</summary>
    public sealed record Serve : LeaderStep;

    /// <summary>Passes it on.</summary>
    /// <param name="Leader">Base address of the leader's API.</param>
    public sealed record Forward(Uri Leader) : LeaderStep;

    /// <summary>Waits for leadership to settle; refuses when that takes too long.</summary>
    /// <param name="Reason">Why the request cannot be answered now, for the refusal.</param>
    public sealed record Wait(string Reason) : LeaderStep;

    /// <summary>Refuses at once: it was forwarded here already, and this node does not lead.</summary>
    public sealed record NotLeader : LeaderStep;
}
