using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Tests.Api.Routing;

public sealed class RouteTreeTests
{
    private static readonly ApiEndpoint[] Table =
    [
        Read("clusters"),
        Read("topology/:hint", "topology/:host/:port") with { TypedPaths = [new("topology/tabulated/:hint"), new("topology/:clusterId/:host/:port")] },
        Read("cluster/:hint"),
        Read("cluster/alias/:alias"),
        ApiEndpoint.LeaderChange(Nothing, "forget/:host/:port") with { TypedPaths = [new("forget/:clusterId/:host/:port", "DELETE")] },
        ApiEndpoint.Refused("no", "opengauss/**"),
        Read("status") with { RootPaths = ["/my/status"] },
    ];

    [Theory]
    [InlineData("/api/clusters", "clusters", "")]
    [InlineData("/api/mysql/clusters", "clusters", "")]
    [InlineData("/api/cluster/ci", "cluster", "hint=ci")]
    [InlineData("/api/cluster/alias", "cluster", "hint=alias")]
    [InlineData("/api/cluster/alias/ci", "cluster", "alias=ci")]
    [InlineData("/api/topology/tabulated/3306", "topology", "host=tabulated,port=3306")]
    [InlineData("/api/mysql/topology/tabulated/ci", "topology", "hint=ci")]
    [InlineData("/api/mysql/topology/h/3306", "topology", "host=h,port=3306")]
    [InlineData("/api/mysql/topology/ci/h/3306", "topology", "clusterId=ci,host=h,port=3306")]
    [InlineData("/api/opengauss/clusters-info", "opengauss", "")]
    [InlineData("/api/opengauss/start/a/b/c/d", "opengauss", "")]
    [InlineData("/my/status", "status", "")]
    public void Match_KnownPath_FindsEndpointAndParameters(string path, string name, string values)
    {
        var found = Match("GET", path).ShouldBeOfType<RouteMatch.Found>();

        found.Endpoint.Name.ShouldBe(name);
        string.Join(',', found.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(values);
    }

    [Theory]
    [InlineData("/api/Clusters")]
    [InlineData("/API/clusters")]
    [InlineData("/clusters")]
    [InlineData("/api/clusters/more")]
    [InlineData("/api/cluster/")]
    [InlineData("/api/cluster//")]
    [InlineData("/api/postgres/clusters")]
    [InlineData("/api/ack-recovery/cluster/ci")]
    [InlineData("/api")]
    [InlineData("/")]
    public void Match_OtherPath_FindsNothing(string path) => Match("GET", path).ShouldBeOfType<RouteMatch.Unknown>();

    [Theory]
    [InlineData("HEAD", "/api/clusters", true)]
    [InlineData("POST", "/api/clusters", false)]
    [InlineData("OPTIONS", "/api/clusters", false)]
    [InlineData("GET", "/api/forget/h/1", true)]
    [InlineData("POST", "/api/forget/h/1", true)]
    [InlineData("HEAD", "/api/forget/h/1", false)]
    [InlineData("DELETE", "/api/mysql/forget/ci/h/1", true)]
    [InlineData("POST", "/api/mysql/forget/ci/h/1", true)]
    [InlineData("GET", "/api/mysql/forget/ci/h/1", false)]
    [InlineData("PUT", "/api/opengauss/build/c/h/1/primary", true)]
    public void Match_Method_FitsWhatTheEndpointDoes(string method, string path, bool fits)
    {
        var match = Match(method, path);

        (match is RouteMatch.Found).ShouldBe(fits);
        (match is RouteMatch.WrongMethod { Allowed.IsEmpty: false }).ShouldBe(!fits);
    }

    [Theory]
    [InlineData("/api/clusters", "Plain")]
    [InlineData("/api/mysql/clusters", "Typed")]
    [InlineData("/api/mysql/no-such-route", "Typed")]
    [InlineData("/api/opengauss/anything", "Typed")]
    [InlineData("/mysql/api", "Plain")]
    public void Match_Path_TellsTheDialect(string path, string dialect)
    {
        var seen = Match("GET", path) switch
        {
            RouteMatch.Found found => found.Dialect,
            RouteMatch.Unknown unknown => unknown.Dialect,
            _ => throw new InvalidOperationException(),
        };

        seen.ToString().ShouldBe(dialect);
    }

    [Fact]
    public void Match_UrlPrefix_IsNeededEverywhereButAtRootPaths()
    {
        var tree = new RouteTree(Table, "/ham/db");

        tree.Match("GET", RequestPath.Split("/ham/db/api/clusters")).ShouldBeOfType<RouteMatch.Found>();
        tree.Match("GET", RequestPath.Split("/ham/db/api/mysql/clusters")).ShouldBeOfType<RouteMatch.Found>().Dialect.ShouldBe(Dialect.Typed);
        tree.Match("GET", RequestPath.Split("/my/status")).ShouldBeOfType<RouteMatch.Found>();
        tree.Match("GET", RequestPath.Split("/api/clusters")).ShouldBeOfType<RouteMatch.Unknown>();
    }

    [Fact]
    public void New_TwoEndpointsOnOnePath_Throws()
        => Should.Throw<InvalidOperationException>(() => new RouteTree([Read("instance/:host/:port"), Read("instance/:a/:b")], string.Empty))
            .Message.ShouldContain("instance");

    private static RouteMatch Match(string method, string path) => new RouteTree(Table, string.Empty).Match(method, RequestPath.Split(path));

    private static ApiEndpoint Read(params string[] paths) => ApiEndpoint.LeaderRead(Nothing, [.. paths]);

    private static ValueTask<Reply> Nothing(Server.Api.ApiRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(Reply.Ok(string.Empty));
}
