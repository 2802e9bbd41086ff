namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>What a server does after a look at the lease.</summary>
internal abstract record LeaseStep
{
    private LeaseStep()
    {
    }

    /// <summary>It holds the lease and renews it.</summary>
    internal sealed record Renew : LeaseStep;

    /// <summary>It takes the lease.</summary>
    /// <param name="Token">Under this token.</param>
    /// <param name="MayBeClaimed">Whether the last holder may still claim to lead, so that the new one has to wait that out.</param>
    internal sealed record Take(long Token, bool MayBeClaimed) : LeaseStep;

    /// <summary>Another leads, or nobody does and it is not time yet.</summary>
    internal sealed record Follow : LeaseStep;
}
