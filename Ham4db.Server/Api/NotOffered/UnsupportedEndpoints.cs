using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.NotOffered;

/// <summary>Routes of the Go servers that Ham4db does not have, each with the reason: callers get an answer, not a riddle.</summary>
internal sealed class UnsupportedEndpoints : IEndpointGroup
{
    private const string Agents = "Ham4db does not support orchestrator agents and seeds.";
    private const string OpenGauss = "Ham4db does not support openGauss.";
    private const string Retired = "This API call has been retired";
    private const string PseudoGtid = "Ham4db does not support pseudo-GTID yet. Use GTID.";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.Refused(
            Agents,
            "agents", "agent/:host", "agent-umount/:host", "agent-mount/:host", "agent-create-snapshot/:host", "agent-removelv/:host",
            "agent-mysql-stop/:host", "agent-mysql-start/:host", "agent-seed/:targetHost/:sourceHost", "agent-active-seeds/:host",
            "agent-recent-seeds/:host", "agent-seed-details/:seedId", "agent-seed-states/:seedId", "agent-abort-seed/:seedId",
            "agent-custom-command/:host/:command", "seeds", "agent/health/:ip/:hostname/:port/:interval"),
        ApiEndpoint.Refused(
            OpenGauss,
            "opengauss/**", "info/sync/:clusterId/:host/:port"),
        ApiEndpoint.Refused(Retired, "reload-cluster-alias"),
        ApiEndpoint.Refused(
            PseudoGtid,
            "match/:host/:port/:belowHost/:belowPort", "match-below/:host/:port/:belowHost/:belowPort", "match-up/:host/:port",
            "match-slaves/:host/:port/:belowHost/:belowPort", "match-replicas/:host/:port/:belowHost/:belowPort",
            "match-up-slaves/:host/:port", "match-up-replicas/:host/:port",
            "regroup-slaves-pgtid/:host/:port", "regroup-replicas-pgtid/:host/:port", "last-pseudo-gtid/:host/:port"),
    ];
}
