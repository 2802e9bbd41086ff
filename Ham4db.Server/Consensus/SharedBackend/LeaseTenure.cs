namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>This server's claims to lead, one after the other: the one that lives, and what is known of those before it.</summary>
internal sealed class LeaseTenure(ILogger logger) : IDisposable
{
    private volatile LeaseClaim? _claim;
    private long _settledToken;

    /// <summary>The claim; null when this server does not lead.</summary>
    public LeaseClaim? Claim => _claim is { } claim && claim.IsAlive() ? claim : null;

    /// <summary>The last token of this server's own under which no earlier claim was left; 0 when there was none.</summary>
    public long SettledToken => Claim is { IsSettled: true } claim ? claim.Token : _settledToken;

    /// <summary>Begins a claim, once the one before has ended.</summary>
    public void Begin(LeaseClaim claim) => _claim = claim;

    /// <summary>Ends the claim when it has lapsed.</summary>
    public void EndLapsed(string reason)
    {
        if (Claim is null)
        {
            End(reason);
        }
    }

    /// <summary>Ends the claim, if there is one.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <returns>Its token when the row may be given back: no earlier claim was left under it. Else null.</returns>
    public long? End(string reason)
    {
        if (_claim is not { } claim)
        {
            return null;
        }

        _claim = null;
        if (claim.IsSettled)
        {
            _settledToken = claim.Token;
        }

        if (!claim.Leading.IsCancellationRequested)
        {
            claim.End();
        }

        logger.LeaseEnded(claim.Token, reason);
        return _settledToken == claim.Token ? claim.Token : null;
    }

    public void Dispose()
    {
        _claim?.End();
        _claim?.Dispose();
    }
}
