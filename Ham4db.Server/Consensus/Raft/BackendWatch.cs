using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Looks each second whether the node's own database takes writes. While it does not, the node stands aside: it does not lead and is not
/// elected, but votes and keeps the log. When that lasts too long the node ends, for its supervisor to start it again.
/// </summary>
internal sealed class BackendWatch(
    RaftCluster cluster, IBackendHealth health, RaftWatch watch, RaftTuning tuning, INodeExit exit, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long? _lostAt;

    /// <summary>Runs until cancelled, or until it has ended the node.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await LookAsync(cancellationToken) is not { } failure)
            {
                await ReturnAsync(cancellationToken);
                continue;
            }

            await StandAsideAsync(failure, cancellationToken);
            if (_lostAt is { } lost && time.GetElapsedTime(lost) >= tuning.BackendRetry)
            {
                exit.Exit($"The node's own database has taken no writes for {tuning.BackendRetry.TotalSeconds:0.#} s (BackendRetrySeconds). {failure}");
                return;
            }
        }
    }

    private async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await health.CheckAsync(cancellationToken);
            return null;
        }
        catch (IOException failed)
        {
            return failed.Message;
        }
    }

    private async Task StandAsideAsync(string failure, CancellationToken cancellationToken)
    {
        if (_lostAt is null)
        {
            _lostAt = time.GetTimestamp();
            logger.BackendLost(failure);
        }

        // Each time, since the end of a handover makes every node an ordinary one.
        await cluster.EnableStandbyModeAsync(cancellationToken);
        watch.Ring();
    }

    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        if (_lostAt is null)
        {
            return;
        }

        _lostAt = null;
        logger.BackendIsBack();
        await cluster.RevertToNormalModeAsync(cancellationToken);
        watch.Ring();
    }
}
