using Ham4db.Client.Contract;
using Ham4db.Server.Api.Changes;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Api.Recoveries;

/// <summary>The switch that keeps the service from recovering anything by itself.</summary>
internal sealed class GlobalRecoveryEndpoints(IDecidedStore decided, CommandSubmission commands) : IEndpointGroup
{
    private const string Enabled = "enabled";
    private const string Disabled = "disabled";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LeaderChange(DisableAsync, "disable-global-recoveries"),
        ApiEndpoint.LeaderChange(EnableAsync, "enable-global-recoveries"),
        ApiEndpoint.LeaderRead(Check, "check-global-recoveries"),
    ];

    private async ValueTask<Reply> DisableAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await commands.SubmitAsync(request, new DisableGlobalRecoveries(), cancellationToken);
        return Reply.Ok("Globally disabled recoveries", Disabled, WireJson.Default.String);
    }

    private async ValueTask<Reply> EnableAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await commands.SubmitAsync(request, new EnableGlobalRecoveries(), cancellationToken);
        return Reply.Ok("Globally enabled recoveries", Enabled, WireJson.Default.String);
    }

    private ValueTask<Reply> Check(ApiRequest request, CancellationToken cancellationToken)
    {
        var state = decided.Current.RecoveriesDisabledAt is null ? Enabled : Disabled;
        return ValueTask.FromResult(Reply.Ok($"Global recoveries {state}", state, WireJson.Default.String));
    }
}
