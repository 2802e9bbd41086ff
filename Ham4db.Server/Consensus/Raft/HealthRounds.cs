using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>While this node leads, asks every member through the log how it is, and keeps what they answer.</summary>
internal sealed class HealthRounds(
    RaftCommandLog commands, LeadershipBoard board, RaftOptions options, Uri ownUri, RaftTuning tuning, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _differences = new(StringComparer.Ordinal);

    /// <summary>Raft addresses of the members that answered lately, sorted.</summary>
    public IReadOnlyList<string> Healthy => [.. _answers.Where(answer => IsValid(answer.Value)).Select(answer => answer.Key).Order(StringComparer.Ordinal)];

    /// <summary>What members that answered lately are configured with that contradicts this node, one text each, sorted.</summary>
    public IReadOnlyList<string> Differences
        => [.. _differences.Where(difference => Healthy.Contains(difference.Key)).Select(difference => difference.Value).Order(StringComparer.Ordinal)];

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var view = board.Current;
        while (true)
        {
            if (view.Role == NodeRole.Leader)
            {
                await AskAsync(cancellationToken);
                await WaitAsync(view, tuning.HealthInterval, cancellationToken);
                view = board.Current;
            }
            else
            {
                _asked.Clear();
                _answers.Clear();
                view = await board.WaitForChangeAsync(view, cancellationToken);
            }
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>False when it is to no question of this node, or to one that is too long ago.</returns>
    public bool TryTake(PeerHealth health)
    {
        if (!_asked.TryGetValue(health.Token, out var askedAt) || !IsValid(askedAt))
        {
            return false;
        }

        _answers[health.Advertise] = time.GetTimestamp();
        Compare(health);
        return true;
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        foreach (var (token, _) in _asked.Where(asked => !IsValid(asked.Value)))
        {
            _asked.TryRemove(token, out _);
        }

        var question = new RequestHealthReport(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), ownUri);
        _asked[question.Token] = time.GetTimestamp();
        try
        {
            await commands.SubmitAsync(new CommandEnvelope(Guid.NewGuid(), null, null, time.GetUtcNow(), question), cancellationToken);
        }
        catch (Exception lost) when (lost is NotLeaderException or CommandOutcomeUnknownException)
        {
            // The next leader asks.
        }
    }

    private void Compare(PeerHealth health)
    {
        var difference = health.ConfiguredNodes is { } nodes && options.HasOwnList && !SameNodes(nodes)
            ? $"{health.Advertise} has RaftNodes {nodes}; this node has {EndPointText.Join(options.Nodes)}"
            : null;
        if (difference is null)
        {
            _differences.TryRemove(health.Advertise, out _);
        }
        else if (_differences.GetValueOrDefault(health.Advertise) != difference)
        {
            _differences[health.Advertise] = difference;
            logger.ConfigurationsDiffer(difference);
        }
    }

    private bool SameNodes(string nodes)
        => nodes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            .SetEquals(options.Nodes.Select(node => node.ToText()));

    private async Task WaitAsync(LeadershipView view, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var slice = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, cancellationToken);
        try
        {
            await board.WaitForChangeAsync(view, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for the next question.
        }
    }

    private bool IsValid(long at) => time.GetElapsedTime(at) < tuning.HealthInterval * 2;
}
