using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>The headers by which every reply tells who answers and who leads.</summary>
internal sealed class NodeHeaders(NodeIdentity identity, ILeadership leadership, ILiveOptions live)
{
    /// <summary>Adds them as they are at this moment.</summary>
    public void AddTo(IHeaderDictionary headers)
    {
        var view = leadership.Current;
        headers[WireHeaders.Version] = NodeIdentity.Version;
        headers[WireHeaders.Node] = identity.Name;
        headers[WireHeaders.Term] = view.Term.ToString(CultureInfo.InvariantCulture);
        if (LeaderOf(view) is { } leader)
        {
            headers[WireHeaders.Leader] = leader;
        }
    }

    /// <summary>Base address of the leader's API as callers are told it; null when it is not known.</summary>
    public string? LeaderOf(LeadershipView view)
        => view.LeaderUri is { Port: > 0 } leader ? leader.GetLeftPart(UriPartial.Authority) + live.Current.Http.UrlPrefix : null;
}
