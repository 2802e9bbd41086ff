using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Answers the leader's question how this node is.</summary>
internal sealed class HealthReporter(
    HealthRounds rounds, IPeerCalls calls, RaftOptions options, Uri ownUri, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly string? _configured = options.HasOwnList ? EndPointText.Join(options.Nodes) : null;

    /// <summary>Answers; a leader that cannot be reached asks again soon.</summary>
    public async Task AnswerAsync(RequestHealthReport request, CancellationToken cancellationToken)
    {
        var health = new PeerHealth(request.Token, options.Bind.ToText(), options.Advertise.ToText(), _configured);
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
}
