namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Every duration of the lease, derived from the one that is configured.</summary>
/// <param name="Lease">How long a lease that is not renewed keeps others from taking it.</param>
internal sealed record SharedTimings(TimeSpan Lease)
{
    /// <summary>
    /// How long a renewal lets its holder claim to lead, counted from before it was sent. Shorter than the lease: a leader that cannot renew
    /// stops well before another may take over, also when their clocks run at different speeds.
    /// </summary>
    public TimeSpan Claim => Lease * 0.6;

    /// <summary>How long one who takes a lease that may still be claimed waits before claiming it.</summary>
    public TimeSpan WaitOut => Claim * 1.05;

    /// <summary>How often a holder renews, and everyone else looks.</summary>
    public TimeSpan Renewal => Lease / 10;

    /// <summary>Bounds one look at the database. A hung connection must not cost the lease: there is time for a second one within the claim.</summary>
    public TimeSpan Call => Lease / 4;

    /// <summary>How long one who gave the lease back leaves it to the others.</summary>
    public TimeSpan Rest => Lease / 2;
}
