using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api.Instances;

public sealed class InstanceChangeTests
{
    private static readonly InstanceKey Replica = new("127.0.0.1", 10112);
    private static readonly InstanceKey Unknown = new("127.0.0.1", 19999);

    [Theory]
    [InlineData("/api/discover/127.0.0.1/abc")]
    [InlineData("/api/discover/127.0.0.1/0")]
    [InlineData("/api/discover/127.0.0.1/65536")]
    [InlineData("/api/discover/127.0.0.1/-1")]
    [InlineData("/api/async-discover/127.0.0.1/+1")]
    [InlineData("/api/refresh/127.0.0.1/%201x")]
    [InlineData("/api/forget/127.0.0.1/abc")]
    [InlineData("/api/forget/a%2Fb/3306")]
    [InlineData("/api/forget/%20/3306")]
    [InlineData("/api/begin-downtime/127.0.0.1/abc/me/why")]
    [InlineData("/api/begin-downtime/127.0.0.1/10112/%20/why")]
    [InlineData("/api/begin-downtime/127.0.0.1/10112/me/%0A")]
    [InlineData("/api/begin-downtime/127.0.0.1/10112/me/why/10")]
    [InlineData("/api/begin-downtime/127.0.0.1/10112/me/why/10y")]
    [InlineData("/api/begin-downtime/127.0.0.1/10112/me/why/-10m")]
    [InlineData("/api/register-candidate/127.0.0.1/10112/must")]
    [InlineData("/api/register-candidate/127.0.0.1/10112/Prefer")]
    [InlineData("/api/tag/127.0.0.1/10112?tag==value")]
    [InlineData("/api/tag/127.0.0.1/10112?tag=~role")]
    [InlineData("/api/tag/127.0.0.1/10112?tag=a,b")]
    [InlineData("/api/tag/127.0.0.1/10112/a%3Db/c")]
    [InlineData("/api/tag/127.0.0.1/10112")]
    [InlineData("/api/untag/127.0.0.1/10112")]
    [InlineData("/api/untag-all?tag=role")]
    [InlineData("/api/untag-all")]
    [InlineData("/api/set-cluster-alias/127.0.0.1:10111")]
    public async Task Change_BadArgument_Is400AndNothingIsDone(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Code).ShouldBe((400, "ERROR"));
        node.Backend.Submitted.ShouldBeEmpty();
        node.Discovery.Probed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/refresh/127.0.0.1/19999")]
    [InlineData("/api/forget/127.0.0.1/19999")]
    [InlineData("/api/forget-cluster/nosuch")]
    [InlineData("/api/set-cluster-alias/nosuch?alias=x")]
    [InlineData("/api/begin-downtime/127.0.0.1/19999/me/why")]
    [InlineData("/api/end-downtime/127.0.0.1/19999")]
    [InlineData("/api/register-candidate/127.0.0.1/19999/prefer")]
    [InlineData("/api/tag/127.0.0.1/19999?tag=role")]
    [InlineData("/api/untag/127.0.0.1/19999?tag=role")]
    public async Task Change_UnknownThing_Is404AndNothingIsDone(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Code).ShouldBe((404, "ERROR"));
        node.Backend.Submitted.ShouldBeEmpty();
        node.Discovery.Probed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/api/discover/127.0.0.1/10112")]
    [InlineData("GET", "/api/discover/127.0.0.1/10112")]
    [InlineData("GET", "/api/mysql/discover/127.0.0.1/10112")]
    [InlineData("PATCH", "/api/mysql/discover/ci/127.0.0.1/10112")]
    public async Task Discover_ReachableInstance_IsProbedAndRegistered(string method, string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.SendAsync(new HttpMethod(method), path);

        (answer.Status, answer.Message).ShouldBe((200, "Instance discovered: 127.0.0.1:10112"));
        node.Discovery.Probed.ShouldBe([Replica]);
        Commands(node).ShouldBe([new RegisterInstance(Replica)]);
    }

    [Fact]
    public async Task Discover_UnreachableInstance_Is424AndNotRegistered()
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync("/api/discover/127.0.0.1/19999");

        (answer.Status, answer.Message).ShouldBe((424, "Cannot connect to 127.0.0.1:19999: connection refused"));
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discover_InstanceForgottenLately_IsProbedAgainOnceItCounts()
    {
        await using var node = await GoldenNode.HealthyAsync();
        node.Inventory.Remove(Replica);

        var answer = await node.PostAsync("/api/discover/127.0.0.1/10112");

        answer.Status.ShouldBe(200);
        node.Discovery.Probed.ShouldBe([Replica, Replica]);
    }

    [Fact]
    public async Task DiscoverInBackground_Any_IsRegisteredAndQueuedWithoutAProbe()
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync("/api/async-discover/127.0.0.1/19999");

        answer.Message.ShouldBe("Asynchronous discovery initiated for Instance: 127.0.0.1:19999");
        answer.Json!["Details"]!.ToJsonString()
            .ShouldBe("""{"Key":{"Hostname":"127.0.0.1","Port":19999},"Hostname":"127.0.0.1","Port":19999}""");
        Commands(node).ShouldBe([new RegisterInstance(Unknown)]);
        node.Discovery.Queued.ShouldBe([Unknown]);
        node.Discovery.Probed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_KnownInstance_IsProbedAndNothingIsDecided()
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.PostAsync("/api/refresh/127.0.0.1/10112")).Status.ShouldBe(200);

        node.Discovery.Probed.ShouldBe([Replica]);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/api/forget/127.0.0.1/10112")]
    [InlineData("DELETE", "/api/mysql/forget/ci/127.0.0.1/10112")]
    public async Task Forget_KnownInstance_IsDecided(string method, string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.SendAsync(new HttpMethod(method), path)).Status.ShouldBe(200);

        Commands(node).ShouldBe([new ForgetInstance(Replica)]);
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("127.0.0.1:10111")]
    [InlineData("127.0.0.1:10113")]
    public async Task ForgetCluster_Hint_NamesEveryMember(string hint)
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.PostAsync($"/api/forget-cluster/{hint}")).Message.ShouldBe("Cluster forgotten: 127.0.0.1:10111");

        var command = Commands(node).ShouldHaveSingleItem().ShouldBeOfType<ForgetCluster>();
        command.ClusterName.ShouldBe("127.0.0.1:10111");
        command.Members.Select(member => member.Port).ShouldBe([10111, 10112, 10113, 10114]);
    }

    [Fact]
    public async Task ForgetCluster_RepeatedAfterItIsGone_GetsTheFirstAnswer()
    {
        await using var node = await GoldenNode.HealthyAsync();
        await node.PostAsync("/api/forget-cluster/127.0.0.1:10111", ("Idempotency-Key", "k"));
        foreach (var key in node.Inventory.Current.Instances.Keys)
        {
            node.Inventory.Remove(key);
        }

        var again = await node.PostAsync("/api/forget-cluster/127.0.0.1:10111", ("Idempotency-Key", "k"));
        var other = await node.PostAsync("/api/forget-cluster/127.0.0.1:10111", ("Idempotency-Key", "k2"));

        (again.Status, again.Message).ShouldBe((200, "Cluster forgotten: 127.0.0.1:10111"));
        other.Status.ShouldBe(404);
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", 600)]
    [InlineData("/0s", 600)]
    [InlineData("/90s", 90)]
    [InlineData("/2h", 7200)]
    public async Task BeginDowntime_Duration_IsTheGivenOrTenMinutes(string duration, int seconds)
    {
        await using var node = await GoldenNode.HealthyAsync();

        await node.PostAsync($"/api/begin-downtime/127.0.0.1/10112/me/why{duration}");

        Commands(node).ShouldBe([new BeginDowntime(Replica, "me", "why", TimeSpan.FromSeconds(seconds))]);
    }

    [Fact]
    public async Task BeginDowntime_TextsWithSeparatorsAndNewline_ArriveWholeAndTrimmed()
    {
        await using var node = await GoldenNode.HealthyAsync();

        await node.PostAsync("/api/begin-downtime/127.0.0.1/10112/team%2Fa%0A/why%3F%20%23%25%2F..%0A/1m");

        Commands(node).ShouldBe([new BeginDowntime(Replica, "team/a", "why? #%/..", TimeSpan.FromMinutes(1))]);
    }

    [Fact]
    public async Task EndDowntime_InstanceNoLongerKnown_CanStillBeEnded()
    {
        await using var node = await GoldenNode.HealthyAsync();
        node.Backend.Current = node.Backend.Current with
        {
            Downtimes = node.Backend.Current.Downtimes.Add(Unknown, new Downtime("me", "why", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)),
        };

        (await node.PostAsync("/api/end-downtime/127.0.0.1/19999")).Status.ShouldBe(200);

        Commands(node).ShouldBe([new EndDowntime(Unknown)]);
    }

    [Fact]
    public async Task RegisterCandidate_Rule_HoldsAsLongAsConfigured()
    {
        await using var node = await GoldenNode.HealthyAsync();

        await node.PostAsync("/api/register-candidate/127.0.0.1/10112/prefer_not");

        Commands(node).ShouldBe([new RegisterCandidate(Replica, PromotionRule.PreferNot, TimeSpan.FromHours(1))]);
    }

    [Theory]
    [InlineData("/api/tag/127.0.0.1/10112?tag=role", "role", "")]
    [InlineData("/api/tag/127.0.0.1/10112?tag=role%3Dback%3Dup%0A", "role", "back=up")]
    [InlineData("/api/tag/127.0.0.1/10112/role/a%2Fb", "role", "a/b")]
    [InlineData("/api/tag/127.0.0.1/10112/role/..?x=1", "role", "..")]
    [InlineData("/api/tag/127.0.0.1/10112/path/x?tag=query%3Dwins", "query", "wins")]
    public async Task Tag_AllForms_AreRead(string path, string name, string value)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        answer.Message.ShouldBe($"127.0.0.1:10112 tagged with {name}={value}");
        Commands(node).ShouldBe([new PutTag(Replica, name, value)]);
    }

    [Theory]
    [InlineData("/api/untag/127.0.0.1/10112?tag=role", 1)]
    [InlineData("/api/untag/127.0.0.1/10112/role", 1)]
    [InlineData("/api/untag/127.0.0.1/10112?tag=role=backup", 1)]
    [InlineData("/api/untag/127.0.0.1/10112?tag=role=other", 0)]
    [InlineData("/api/untag-all?tag=role=backup", 1)]
    [InlineData("/api/untag-all/role/backup", 1)]
    [InlineData("/api/untag-all/role/other", 0)]
    public async Task Untag_AllForms_TellWhomItLeft(string path, int count)
    {
        await using var node = await GoldenNode.DowntimedAsync();

        var answer = await node.PostAsync(path);

        answer.Message.ShouldBe($"role removed from {count} instances");
        answer.Json!["Details"]!.AsArray().Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("/api/tagged/127.0.0.1/10112?tag=role", 1)]
    [InlineData("/api/tagged/127.0.0.1/10113?tag=role", 0)]
    [InlineData("/api/tagged/?tag=role", 1)]
    public async Task Tagged_WithInstance_IsThatInstanceOrNothing(string path, int count)
    {
        await using var node = await GoldenNode.DowntimedAsync();

        (await node.GetAsync(path)).Json!.AsArray().Count.ShouldBe(count);
    }

    [Fact]
    public async Task Tagged_NoTag_Is400()
    {
        await using var node = await GoldenNode.DowntimedAsync();

        var answer = await node.GetAsync("/api/tagged");

        (answer.Status, answer.Message).ShouldBe((400, "Unable to parse tag: "));
    }

    [Theory]
    [InlineData("/api/set-cluster-alias/127.0.0.1:10111?alias=shop", "shop")]
    [InlineData("/api/set-cluster-alias/127.0.0.1:10111?alias=", "")]
    public async Task SetAlias_KnownCluster_IsDecidedAndSeen(string path, string alias)
    {
        await using var node = await GoldenNode.HealthyAsync();

        (await node.PostAsync(path)).Message.ShouldBe($"Cluster 127.0.0.1:10111 now has alias '{alias}'");

        Commands(node).ShouldBe([new SetClusterAlias("127.0.0.1:10111", alias)]);
        (await node.GetAsync("/api/cluster-info/127.0.0.1:10111")).Json!["ClusterAlias"]!.GetValue<string>().ShouldBe(alias.Length > 0 ? alias : "ci");
    }

    [Theory]
    [InlineData("/api/mysql/topology/ci")]
    [InlineData("/api/mysql/topology/127.0.0.1/10112")]
    [InlineData("/api/mysql/topology/ci/127.0.0.1/10112")]
    [InlineData("/api/mysql/topology/ci/nosuch/3306")]
    [InlineData("/api/mysql/topology/tabulated/ci")]
    [InlineData("/api/mysql/topology/tabulated/ci/127.0.0.1/10112")]
    [InlineData("/api/mysql/topology/tag/ci")]
    [InlineData("/api/mysql/topology/tag/ci/127.0.0.1/10112")]
    public async Task Topology_PathsOfHam4dbGo_DrawTheCluster(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.GetAsync(path);

        (answer.Status, answer.Message).ShouldBe((200, "Topology for cluster 127.0.0.1:10111"));
        answer.Json!["Detail"]!.GetValue<string>().Split('\n').Length.ShouldBe(4);
    }

    private static List<Command> Commands(ApiNode node) => [.. node.Backend.Submitted.Select(envelope => envelope.Command)];
}
