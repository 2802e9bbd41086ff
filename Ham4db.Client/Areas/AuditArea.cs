using Ham4db.Client.Api;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;

namespace Ham4db.Client.Areas;

/// <summary>The first page is asked for without a number: that is the form every server has.</summary>
internal sealed class AuditArea(AuditRoutes api) : IAudit
{
    public Task<IReadOnlyList<AuditEntry>> ListAsync(int page = 0, CancellationToken cancellationToken = default)
        => Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number ? api.ListAsync(number, cancellationToken) : api.ListAsync(cancellationToken));

    public Task<IReadOnlyList<AuditEntry>> ListOfInstanceAsync(InstanceKey key, int page = 0, CancellationToken cancellationToken = default)
    {
        var (host, port) = Argument.Instance(key, nameof(key));
        return Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.ListOfInstanceAsync(host, port, number, cancellationToken)
            : api.ListOfInstanceAsync(host, port, cancellationToken));
    }

    public Task<IReadOnlyList<TopologyRecovery>> RecoveriesAsync(
        int page = 0, bool unacknowledgedOnly = false, CancellationToken cancellationToken = default)
    {
        var unacknowledged = unacknowledgedOnly ? "true" : null;
        return Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.RecoveriesAsync(number, unacknowledged, cancellationToken)
            : api.RecoveriesAsync(unacknowledged, cancellationToken));
    }

    public Task<IReadOnlyList<TopologyRecovery>> RecoveriesOfClusterAsync(
        string clusterName, int page = 0, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(clusterName, nameof(clusterName));
        return Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.RecoveriesOfClusterAsync(name, number, cancellationToken)
            : api.RecoveriesOfClusterAsync(name, cancellationToken));
    }

    public Task<IReadOnlyList<TopologyRecovery>> RecoveriesByAliasAsync(string alias, int page = 0, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(alias, nameof(alias));
        return Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.RecoveriesByAliasAsync(name, number, cancellationToken)
            : api.RecoveriesByAliasAsync(name, cancellationToken));
    }

    public Task<TopologyRecovery?> RecoveryAsync(long id, CancellationToken cancellationToken = default)
        => Payload.FirstAsync(api.RecoveryAsync(Argument.Number(id, nameof(id)), cancellationToken));

    public Task<TopologyRecovery?> RecoveryByUidAsync(string uid, CancellationToken cancellationToken = default)
        => Payload.FirstAsync(api.RecoveryByUidAsync(Argument.Segment(uid, nameof(uid)), cancellationToken));

    public Task<IReadOnlyList<TopologyRecoveryStep>> RecoveryStepsAsync(string uid, CancellationToken cancellationToken = default)
        => Payload.ListAsync(api.RecoveryStepsAsync(Argument.Segment(uid, nameof(uid)), cancellationToken));

    public Task<IReadOnlyList<TopologyRecovery>> FailureDetectionsAsync(int page = 0, CancellationToken cancellationToken = default)
        => Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.FailureDetectionsAsync(number, cancellationToken)
            : api.FailureDetectionsAsync(cancellationToken));

    public Task<IReadOnlyList<TopologyRecovery>> FailureDetectionsByAliasAsync(
        string alias, int page = 0, CancellationToken cancellationToken = default)
    {
        var name = Argument.Segment(alias, nameof(alias));
        return Payload.ListAsync(Argument.Page(page, nameof(page)) is { } number
            ? api.FailureDetectionsByAliasAsync(name, number, cancellationToken)
            : api.FailureDetectionsByAliasAsync(name, cancellationToken));
    }

    public Task<TopologyRecovery?> FailureDetectionAsync(long id, CancellationToken cancellationToken = default)
        => Payload.FirstAsync(api.FailureDetectionAsync(Argument.Number(id, nameof(id)), cancellationToken));
}
