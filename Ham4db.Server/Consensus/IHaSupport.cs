namespace Ham4db.Server.Consensus;

/// <summary>Answers the other servers that ask whether they may lead (<c>HaPeers</c>).</summary>
internal interface IHaSupport
{
    /// <summary>Promises one server not to support another for the time of a lease.</summary>
    /// <param name="holder">Who asks.</param>
    /// <returns>Null when promised; else why not, for people.</returns>
    string? Promise(string holder);

    /// <summary>Takes note that one leads no more.</summary>
    void Release(string holder);
}
