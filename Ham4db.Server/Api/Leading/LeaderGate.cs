using System.Globalization;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Leading;

/// <summary>Decides where a request for the leader goes. Pure.</summary>
internal static class LeaderGate
{
    /// <summary>Decides the next step.</summary>
    /// <param name="view">What this node knows of leadership.</param>
    /// <param name="mayServe">Whether this node may answer at this moment, whether it leads or not.</param>
    /// <param name="isForwarded">Whether another node passed the request on to this one.</param>
    /// <param name="requiredTerm">The highest term the caller has seen; 0 when it does not say.</param>
    /// <param name="hindrance">What keeps this node from answering, other than an election; null when nothing is known to.</param>
    /// <param name="failed">What was known when the leader could last not be reached; null when that has not happened.</param>
    public static LeaderStep Decide(LeadershipView view, bool mayServe, bool isForwarded, long requiredTerm, string? hindrance, FailedForward? failed)
    {
        var leads = view.Role == NodeRole.Leader;
        if (!leads && !mayServe && isForwarded)
        {
            return new LeaderStep.NotLeader();
        }

        if (view.Term < requiredTerm)
        {
            return new LeaderStep.Wait(string.Create(
                CultureInfo.InvariantCulture, $"This node knows of term {view.Term} and the caller of term {requiredTerm}: it lags behind, or is cut off."));
        }

        if (mayServe)
        {
            return new LeaderStep.Serve();
        }

        if (leads)
        {
            return new LeaderStep.Wait(hindrance ?? string.Create(
                    CultureInfo.InvariantCulture, $"This node leads in term {view.Term} but has no proof at this moment that no other does."));
        }

        if (failed is not null && failed.View == view)
        {
            return new LeaderStep.Wait(failed.Reason);
        }

        return view is { HasLeader: true, LeaderUri: { } leader }
            ? new LeaderStep.Forward(leader)
            : new LeaderStep.Wait(hindrance ?? "No leader is known: an election is under way, or too few nodes are in touch with each other.");
    }
}
