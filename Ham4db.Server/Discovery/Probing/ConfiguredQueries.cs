using System.Collections.Immutable;
using Ham4db.Server.Configuration;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Discovery.Probing;

/// <summary>The queries that the operator configured. Each answers with its first cell, and none of them may fail a probe.</summary>
internal sealed class ConfiguredQueries
{
    private ConfiguredQueries(DiscoveryOptions options)
    {
        Lag = Prepare("replication lag", options.ReplicationLagQuery);
        DataCenter = Prepare("data centre", options.DetectDataCenterQuery);
        Region = Prepare("region", options.DetectRegionQuery);
        PhysicalEnvironment = Prepare("environment", options.DetectPhysicalEnvironmentQuery);
        InstanceAlias = Prepare("instance alias", options.DetectInstanceAliasQuery);
        SemiSyncPriority = Prepare("semi-sync priority", options.DetectSemiSyncEnforcedQuery);
        PromotionRule = Prepare("promotion rule", options.DetectPromotionRuleQuery);
        ClusterAlias = Prepare("cluster alias", options.DetectClusterAliasQuery);
        ClusterDomain = Prepare("cluster domain", options.DetectClusterDomainQuery);
        Always = [.. new[] { Lag, DataCenter, Region, PhysicalEnvironment, InstanceAlias, SemiSyncPriority, PromotionRule }.OfType<Statement>()];
    }

    /// <summary><c>ReplicationLagQuery</c>; this and the others are null when not configured.</summary>
    public Statement? Lag { get; }

    /// <summary><c>DetectDataCenterQuery</c>.</summary>
    public Statement? DataCenter { get; }

    /// <summary><c>DetectRegionQuery</c>.</summary>
    public Statement? Region { get; }

    /// <summary><c>DetectPhysicalEnvironmentQuery</c>.</summary>
    public Statement? PhysicalEnvironment { get; }

    /// <summary><c>DetectInstanceAliasQuery</c>.</summary>
    public Statement? InstanceAlias { get; }

    /// <summary><c>DetectSemiSyncEnforcedQuery</c>.</summary>
    public Statement? SemiSyncPriority { get; }

    /// <summary><c>DetectPromotionRuleQuery</c>.</summary>
    public Statement? PromotionRule { get; }

    /// <summary><c>DetectClusterAliasQuery</c>: only of instances that get no alias from elsewhere.</summary>
    public Statement? ClusterAlias { get; }

    /// <summary><c>DetectClusterDomainQuery</c>: only of roots.</summary>
    public Statement? ClusterDomain { get; }

    /// <summary>Those to send to every instance.</summary>
    public ImmutableArray<Statement> Always { get; }

    /// <summary>Prepares the queries of <paramref name="options"/>.</summary>
    public static ConfiguredQueries Of(DiscoveryOptions options) => new(options);

    /// <summary>Those to send to one instance.</summary>
    public ImmutableArray<Statement> For(bool needsAlias, bool isRoot)
    {
        var queries = Always;
        if (needsAlias && ClusterAlias is { } alias)
        {
            queries = queries.Add(alias);
        }

        return isRoot && ClusterDomain is { } domain ? queries.Add(domain) : queries;
    }

    /// <summary>Whether a query can share a round trip with others: nothing in it may swallow the next, or be a second statement.</summary>
    public static bool CanShare(Statement query) => query.Sql.AsSpan().IndexOfAny(";#") < 0 && !query.Sql.Contains("--", StringComparison.Ordinal)
        && !query.Sql.Contains("/*", StringComparison.Ordinal);

    private static Statement? Prepare(string name, string sql)
        => sql.Trim().TrimEnd(';').TrimEnd() is { Length: > 0 } query ? new Statement(name, query) : null;
}
