using Ham4db.Client.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ham4db.Client.Leadership;

/// <summary>What every search of a client shares.</summary>
/// <param name="Probe">Asks one node.</param>
/// <param name="Memory">Where what is learned goes.</param>
/// <param name="Hints">Which further addresses may be asked.</param>
/// <param name="Endpoints">The nodes.</param>
/// <param name="Patience">How long a node may be silent before others are preferred.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Where jitter comes from.</param>
/// <param name="Logger">Where to log.</param>
internal sealed record SearchContext(
    LeaderProbe Probe,
    LeaderMemory Memory,
    LeaderHints Hints,
    EndpointList Endpoints,
    TimeSpan Patience,
    TimeProvider Time,
    Random Random,
    ILogger Logger)
{
    /// <summary>Says that another leader is known than before.</summary>
    public void Announce(KnownLeader leader, KnownLeader? previous, TimeSpan foundAfter)
    {
        ClientDiagnostics.LeaderChanged();
        Logger.LeaderChanged(leader.Endpoint, leader.Term, previous?.Endpoint.ToString() ?? "none known", (long)foundAfter.TotalMilliseconds);
    }
}
