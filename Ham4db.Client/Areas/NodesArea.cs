using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Areas;

internal sealed class NodesArea(NodesRoutes api, LeaderProbe probe, Func<IReadOnlyList<Uri>> endpoints, TimeSpan probeTimeout, TimeProvider time) : INodes
{
    public IReadOnlyList<Uri> Endpoints => endpoints();

    public Task<HealthStatus> HealthAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.HealthAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "health");

    public Task<HealthStatus> StatusAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.RequiredAsync(api.StatusAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken), "status");

    public async Task<bool> LeadsAsync(Uri node, CancellationToken cancellationToken = default)
    {
        var answer = await probe.AskAsync(Argument.Node(node, nameof(node)), routed: false, cancellationToken).ConfigureAwait(false);
        return answer.Kind == ProbeKind.Leads;
    }

    public async Task<bool> RoutesToLeaderAsync(Uri node, CancellationToken cancellationToken = default)
    {
        var answer = await probe.AskAsync(Argument.Node(node, nameof(node)), routed: true, cancellationToken).ConfigureAwait(false);
        return answer.Kind == ProbeKind.Leads;
    }

    public async Task<bool> AnswersAsync(Uri node, CancellationToken cancellationToken = default)
    {
        var endpoint = Argument.Node(node, nameof(node));
        using var timer = new CancellationTokenSource(probeTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await Payload.TextAsync(api.AnswersAsync(endpoint, limit.Token), "lb-check").ConfigureAwait(false) == "OK";
        }
        catch (Ham4dbException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> HeadersAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.MapAsync(api.HeadersAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task ReloadConfigurationAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ReloadConfigurationAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task ReloadConfigurationFileAsync(string file, Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ReloadConfigurationAsync(
            Argument.Text(file, nameof(file)), Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task GrabElectionAsync(Uri node, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.GrabElectionAsync(Argument.Node(node, nameof(node)), cancellationToken));

    public Task ReelectAsync(CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ReelectAsync(cancellationToken));

    public Task<IReadOnlyDictionary<string, CachedHostname>> HostnameCacheAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.MapAsync(api.HostnameCacheAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task ResetHostnameCacheAsync(Uri? node = null, CancellationToken cancellationToken = default)
        => Payload.DoneAsync(api.ResetHostnameCacheAsync(Argument.OptionalNode(node, nameof(node)), cancellationToken));

    public Task<IReadOnlyList<string>> RoutesAsync(CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.RoutesAsync(cancellationToken));

    public Task<IReadOnlyDictionary<string, double>> CacheHitRatesAsync(CancellationToken cancellationToken = default)
        => Payload.MapAsync(api.CacheHitRatesAsync(cancellationToken));
}
