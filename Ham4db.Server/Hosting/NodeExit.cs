using Ham4db.Server.Consensus;

namespace Ham4db.Server.Hosting;

/// <summary>Ends the process at once: a node that cannot trust its own state must not go on answering while it shuts down politely.</summary>
/// <param name="errors">Where the one line goes besides the log, whose writer may not get to it any more.</param>
/// <param name="end">Ends the process with an exit code.</param>
/// <param name="logger">The log.</param>
internal sealed class NodeExit(TextWriter errors, Action<int> end, ILogger<NodeExit> logger) : INodeExit
{
    private int _isEnding;

    /// <inheritdoc/>
    public void Exit(string reason)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        logger.NodeEnds(reason);
        errors.WriteLine($"ham4db-server: {reason}");

        // Not on the caller's thread: ending runs handlers that may wait for it.
        new Thread(() => end(1)) { IsBackground = true }.Start();
    }
}
