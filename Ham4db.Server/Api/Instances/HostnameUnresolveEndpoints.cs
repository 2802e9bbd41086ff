using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Instances;

/// <summary>Names under which replicas reach a host, instead of the one that it resolves to.</summary>
internal sealed class HostnameUnresolveEndpoints(CurrentTopology topology, CommandSubmission commands) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(RegisterAsync, "register-hostname-unresolve/:host/:port/:virtualname"),
        ApiEndpoint.LeaderChange(DeregisterAsync, "deregister-hostname-unresolve/:host/:port"),
    ];

    private async ValueTask<Reply> RegisterAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.Named(request);
        var name = request.Required("virtualname");
        if (name.Contains('/', StringComparison.Ordinal))
        {
            throw RequestRefusedException.BadArgument($"Invalid hostname: {name}");
        }

        var expiry = now.Options.Discovery.HostnameResolveExpiry;
        await commands.SubmitAsync(request, new RegisterHostnameUnresolve(key.Hostname, name, expiry), cancellationToken);
        return Reply.Ok("Hostname register unresolve completed", key);
    }

    private async ValueTask<Reply> DeregisterAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = topology.Take();
        var key = now.Named(request);
        await commands.SubmitAsync(
            request, new RegisterHostnameUnresolve(key.Hostname, string.Empty, now.Options.Discovery.HostnameResolveExpiry), cancellationToken);
        return Reply.Ok("Hostname deregister unresolve completed", key);
    }
}
