using System.Collections.Concurrent;
using System.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// The HTTP addresses of the peers, learnt over the raft connection before they are needed: when one of them is elected, its address is
/// known at once. The last known address of a peer that does not answer is kept.
/// </summary>
internal sealed class PeerBook(TimeSpan requestTimeout, TimeProvider time)
{
    /// <summary>Name of the metadata that carries the address.</summary>
    public const string HttpMetadata = "http";

    private readonly ConcurrentDictionary<EndPoint, Uri> _known = new();

    /// <summary>All addresses that were learnt, those of nodes that are members no more included.</summary>
    public IReadOnlyCollection<Uri> Known => [.. _known.Values.Distinct()];

    /// <summary>The address; null when it was never learnt.</summary>
    public Uri? Find(EndPoint peer) => _known.GetValueOrDefault(peer);

    /// <summary>Asks a peer.</summary>
    /// <returns>Whether its address is new or has changed.</returns>
    public async Task<bool> AskAsync(RaftClusterMember peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(requestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var metadata = await peer.GetMetadataAsync(refresh: true, both.Token);
            if (metadata.TryGetValue(HttpMetadata, out var text)
                && Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && Find(peer.EndPoint) != uri)
            {
                _known[peer.EndPoint] = uri;
                return true;
            }
        }
        catch (Exception silent) when (silent is MemberUnavailableException or ObjectDisposedException
            || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It does not answer now; who asks will ask again.
        }

        return false;
    }
}
