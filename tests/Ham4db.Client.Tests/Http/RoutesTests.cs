using Ham4db.Client.Http;

namespace Ham4db.Client.Tests.Http;

public class RoutesTests
{
    [Theory]
    [InlineData("clusters-info")]
    [InlineData("search?s=db-1")]
    [InlineData("cluster/alias/ci")]
    [InlineData("mysql/topology/ci")]
    [InlineData("replication-analysis")]
    [InlineData("audit-recovery/uid/1:x")]
    [InlineData("tags/h/1")]
    public void Contains_Read_IsKnown(string path) => ReadRoutes.Contains(path).ShouldBeTrue();

    [Theory]
    [InlineData("tag/h/1?tag=x")]
    [InlineData("untag-all?tag=x")]
    [InlineData("submit-masters-to-kv-stores")]
    [InlineData("snapshot-topologies")]
    [InlineData("mysql/topology/snapshot")]
    [InlineData("graceful-master-takeover-auto/ci")]
    [InlineData("recover/h/1")]
    [InlineData("discover/h/1")]
    [InlineData("raft-snapshot")]
    [InlineData("reelect")]
    [InlineData("something-new")]
    [InlineData("")]
    public void Contains_ChangeOrUnknown_IsNot(string path) => ReadRoutes.Contains(path).ShouldBeFalse();

    [Theory]
    [InlineData("clusters-info", "mysql/clusters-info")]
    [InlineData("cluster/alias/ci", "mysql/cluster/alias/ci")]
    [InlineData("topology-tabulated/ci", "mysql/topology/tabulated/ci")]
    [InlineData("topology-tags/ci", "mysql/topology/tag/ci")]
    [InlineData("search?s=db%2F1", "mysql/search/db%2F1")]
    [InlineData("all-instances", "list-instance")]
    [InlineData("begin-downtime/h/1/o/r/30s", "mysql/begin-downtime/h/1/o/r/30s")]
    [InlineData("clusters", "clusters")]
    [InlineData("tag/h/1?tag=x", "tag/h/1?tag=x")]
    public void Translate_OrchestratorsPath_IsHam4dbs(string path, string expected)
    {
        Ham4dbGoRoutes.Translate(path).ShouldBe(expected);
        Ham4dbGoRoutes.Differs(path).ShouldBe(path != expected);
    }
}
