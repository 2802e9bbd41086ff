namespace Ham4db.Client.Resilience;

/// <summary>What follows a try.</summary>
internal enum Next
{
    /// <summary>The reply is the call's result, be it success or the server's ERROR.</summary>
    Finish,

    /// <summary>Find the leader anew and try again.</summary>
    LocateAndRepeat,

    /// <summary>Tell the caller what is known, and what is not.</summary>
    Report,
}
