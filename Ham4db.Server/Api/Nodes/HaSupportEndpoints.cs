using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Backend;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Answers the other servers of <c>HaPeers</c> that ask whether they may lead. Only servers call these.</summary>
internal sealed class HaSupportEndpoints(IHaSupport support, ProcessIdentity self) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalChange(Promise, "ha-promise/:hostname/:token") with { IsBetweenServers = true },
        ApiEndpoint.LocalChange(Release, "ha-release/:hostname/:token") with { IsBetweenServers = true },
    ];

    private static string Holder(ApiRequest request) => $"{request.Path("hostname")}/{request.Path("token")}";

    /// <summary>The answer names this server, so that one that is listed twice is counted once.</summary>
    private ValueTask<Reply> Promise(ApiRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        support.Promise(Holder(request)) is { } refusal ? Reply.Error(StatusCodes.Status409Conflict, refusal) : Reply.Bare(self.Holder));

    private ValueTask<Reply> Release(ApiRequest request, CancellationToken cancellationToken)
    {
        support.Release(Holder(request));
        return ValueTask.FromResult(Reply.Bare(self.Holder));
    }
}
