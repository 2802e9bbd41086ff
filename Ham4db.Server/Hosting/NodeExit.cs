using Ham4db.Server.Consensus;

namespace Ham4db.Server.Hosting;

/// <summary>Ends the process at once: a node that cannot trust its own state must not go on answering while it shuts down politely.</summary>
/// <param name="lastWords">Says why, besides the log, whose writer may not get to it any more.</param>
/// <param name="end">Ends the process with an exit code.</param>
/// <param name="logger">The log.</param>
internal sealed class NodeExit(LastWords lastWords, Action<int> end, ILogger<NodeExit> logger) : INodeExit
{
    /// <inheritdoc/>
    public void Exit(string reason)
    {
        if (!lastWords.TrySay(reason))
        {
            return;
        }

        logger.NodeEnds(reason);

        // Not on the caller's thread: ending runs handlers that may wait for it.
        new Thread(() => end(1)) { IsBackground = true }.Start();
    }
}
