using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Api.Nodes;

/// <summary>What this node remembers of host names; every node resolves for itself.</summary>
internal sealed class HostnameCacheEndpoints(HostnameResolver resolver) : IEndpointGroup
{
    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints =>
    [
        ApiEndpoint.LocalRead(Read, "hostname-resolve-cache"),
        ApiEndpoint.LocalChange(Reset, "reset-hostname-resolve-cache"),
    ];

    private ValueTask<Reply> Read(ApiRequest request, CancellationToken cancellationToken)
    {
        var remembered = new SortedDictionary<string, CachedHostname>(StringComparer.Ordinal);
        foreach (var (host, name, until) in resolver.Remembered())
        {
            remembered[host] = new CachedHostname { Object = name, Expiration = (until - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick };
        }

        return ValueTask.FromResult(Reply.Ok<IReadOnlyDictionary<string, CachedHostname>>(
            "Cache retrieved", remembered, WireJson.Default.IReadOnlyDictionaryStringCachedHostname));
    }

    private ValueTask<Reply> Reset(ApiRequest request, CancellationToken cancellationToken)
    {
        resolver.ForgetAll();
        return ValueTask.FromResult(Reply.Ok("Hostname cache cleared"));
    }
}
