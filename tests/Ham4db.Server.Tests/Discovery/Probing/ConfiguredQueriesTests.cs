using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery.Probing;
using Ham4db.Server.Managed;

namespace Ham4db.Server.Tests.Discovery.Probing;

public sealed class ConfiguredQueriesTests
{
    [Theory]
    [InlineData("select 1", true)]
    [InlineData("select 1 -- remark", false)]
    [InlineData("select 1 # remark", false)]
    [InlineData("select /* remark */ 1", false)]
    [InlineData("set @a = 1; select @a", false)]
    public void CanShare_Query_OnlyWhenNothingFollowsFromIt(string sql, bool expected)
        => ConfiguredQueries.CanShare(new Statement("query", sql)).ShouldBe(expected);

    [Fact]
    public void For_Instance_AliasAndDomainOnlyWhereNeeded()
    {
        var queries = ConfiguredQueries.Of(new DiscoveryOptions
        {
            ReplicationLagQuery = " select 1; ", DetectClusterAliasQuery = "select 2", DetectClusterDomainQuery = "select 3",
        });

        queries.For(needsAlias: false, isRoot: false).Select(query => query.Sql).ShouldBe(["select 1"]);
        queries.For(needsAlias: true, isRoot: false).Select(query => query.Sql).ShouldBe(["select 1", "select 2"]);
        queries.For(needsAlias: true, isRoot: true).Select(query => query.Sql).ShouldBe(["select 1", "select 2", "select 3"]);
    }
}
