namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Whether the database answers, as this server sees it.</summary>
internal sealed class DatabaseTouch(SharedTimings timings, TimeProvider time, ILogger logger)
{
    private long _reachedAt;
    private bool _reached;
    private volatile string _reason = "it has not answered yet";

    /// <summary>Whether the database answered lately.</summary>
    public bool IsInTouch => Volatile.Read(ref _reached) && time.GetElapsedTime(Volatile.Read(ref _reachedAt)) < timings.Lease;

    /// <summary>Why the database did not answer when it was last asked, for people; null while it is in touch.</summary>
    public string? Trouble => IsInTouch ? null : Volatile.Read(ref _reached) ? "it does not answer in time" : _reason;

    /// <summary>The database answered.</summary>
    public void Reached()
    {
        Volatile.Write(ref _reachedAt, time.GetTimestamp());
        if (!_reached)
        {
            Volatile.Write(ref _reached, true);
            logger.DatabaseInTouch();
        }
    }

    /// <summary>The database did not answer.</summary>
    /// <param name="reason">Why, for people: callers are told.</param>
    /// <param name="bug">What the log is to tell besides; null when the reason says all.</param>
    public void Lost(string reason, Exception? bug = null)
    {
        _reason = reason;
        if (_reached)
        {
            Volatile.Write(ref _reached, false);
            logger.DatabaseOutOfTouch(reason, bug);
        }
    }
}
