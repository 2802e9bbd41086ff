using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// Decides what to do with the lease. Pure.
/// <para>
/// A lease is over when two clocks say so: the database's, which all servers share, and this server's monotonic one, by which the row has not
/// been renewed under its eyes for a whole lease. The second makes a jump of the first harmless: set forward, it cannot end a lease that is
/// being renewed; set back, it shows a negative age, and the own observation decides alone.
/// </para>
/// </summary>
internal static class LeaseRules
{
    /// <summary>
    /// How far the token jumps when another database server answers than before. That one may lack the last tokens the other gave out; what
    /// was written under those must not count as newer when it arrives late.
    /// </summary>
    public const long TokensSkipped = 1_000;

    /// <summary>The token that a taker of the lease takes it under.</summary>
    /// <param name="lease">The row.</param>
    /// <param name="highestToken">The highest token that this server has ever seen.</param>
    /// <param name="otherDatabase">Whether another database server answers than the one that the last token is known to be of.</param>
    public static long NextToken(StoredLease lease, long highestToken, bool otherDatabase)
        => Math.Max(lease.Token, highestToken) + (otherDatabase ? TokensSkipped : 1);

    /// <summary>Decides.</summary>
    /// <param name="lease">The row.</param>
    /// <param name="self">This server's name as a holder.</param>
    /// <param name="ownToken">The token that this server leads under; 0 when it does not lead.</param>
    /// <param name="settledToken">The last token of this server's own under which no earlier claim was left; 0 when there was none.</param>
    /// <param name="unchangedFor">For how long, by the monotonic clock, this server has seen the row in this state.</param>
    /// <param name="leaseTime">Length of a lease.</param>
    /// <param name="highestToken">The highest token that this server has ever seen.</param>
    /// <param name="otherDatabase">Whether another database server answers than the one that the last token is known to be of.</param>
    /// <param name="rests">Whether this server gave the lease back a moment ago, or is to leave it to others for another reason.</param>
    public static LeaseStep Decide(
        StoredLease lease, string self, long ownToken, long settledToken, TimeSpan unchangedFor, TimeSpan leaseTime, long highestToken, bool otherDatabase, bool rests)
    {
        var next = NextToken(lease, highestToken, otherDatabase);
        if (lease.Holder == self)
        {
            return ownToken == lease.Token && ownToken > 0 && !otherDatabase ? new LeaseStep.Renew()
                : rests ? new LeaseStep.Follow()
                
                // A row that this server took without learning that it did may have been taken from one who still claims it.
                : new LeaseStep.Take(next, MayBeClaimed: lease.Token > settledToken);
        }

        if (rests)
        {
            return new LeaseStep.Follow();
        }

        var isOver = unchangedFor >= leaseTime && (lease.Age >= leaseTime || lease.Age < TimeSpan.Zero);
        return lease.Holder.Length == 0 || isOver ? new LeaseStep.Take(next, MayBeClaimed: false) : new LeaseStep.Follow();
    }
}
