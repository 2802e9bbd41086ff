using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Answers the leader's question how this node is.</summary>
internal sealed class HealthReporter(
    HealthRounds rounds, ClusterIdentity identity, IPeerCalls calls, RaftOptions options, Uri ownUri, INodeExit exit, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly string? _configured = options.HasOwnList ? EndPointText.Join(options.Nodes) : null;

    /// <summary>Answers; a leader that cannot be reached asks again soon.</summary>
    public async Task AnswerAsync(RequestHealthReport request, CancellationToken cancellationToken)
    {
        if (request.ClusterId is { } id && !TryAdopt(id))
        {
            return;
        }

        var health = new PeerHealth(request.Token, options.Bind.ToText(), options.Advertise.ToText(), _configured, identity.Id);
        if (request.Leader == ownUri)
        {
            rounds.TryTake(health);
            return;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await calls.ReportAsync(request.Leader, health, both.Token);
        }
        catch (PeerCallException failed)
        {
            logger.HealthNotReported(failed.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The node stops.
        }
        catch (OperationCanceledException)
        {
            logger.HealthNotReported($"{request.Leader} does not answer in time");
        }
    }

    private bool TryAdopt(string id)
    {
        try
        {
            if (identity.TryAdopt(id))
            {
                return true;
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // The next question brings it again.
            logger.IdentityNotKept(options.DataDirectory, failed.Message);
            return true;
        }

        exit.Exit(
            $"RaftDataDir {options.DataDirectory} belongs to the cluster {identity.Id}, and the leader that this node follows to the cluster {id}: two clusters would mix. Check RaftNodes and RaftAdvertise; to move this node to that cluster for good, stop it, empty RaftDataDir and start it again.");
        return false;
    }
}
