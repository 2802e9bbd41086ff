using Ham4db.Client.Contract;
using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

/// <summary>Instances, their tags and downtimes.</summary>
internal static class InstanceRows
{
    public static TypedCall[] All => [.. Instances, .. Tags, .. Downtimes];

    private static TypedReply TheKey => Enveloped(Db1Json);

    private static TypedCall[] Instances =>
    [
        Of("GET instance/127.0.0.1/10112", Recorded("orchestrator/healthy/instance_127.0.0.1_10112"),
            client => client.Instances.GetAsync(Second), found => found.MasterKey.ShouldBe(First)),
        Of("GET instance/fe80%3A%3A1/3306", Bare($$"""{"Key":{{Db1Json}}}"""),
            client => client.Instances.GetAsync(new InstanceKey("fe80::1", 3306)), found => found.Key.ShouldBe(Db1)),
        Of("GET all-instances", Recorded("orchestrator/healthy/all-instances"), client => client.Instances.ListAsync(),
            found => found.Count.ShouldBe(4), go: "list-instance"),
        Of($"GET search?s={HardEncoded}", Recorded("orchestrator/healthy/search_s=10113"), client => client.Instances.SearchAsync(Hard),
            found => found.ShouldHaveSingleItem().Key.ShouldBe(Third), go: $"mysql/search/{HardEncoded}"),
        Of("GET instance-replicas/127.0.0.1/10111", Recorded("orchestrator/healthy/instance-replicas_127.0.0.1_10111"),
            client => client.Instances.ReplicasAsync(First), found => found.Count.ShouldBe(3)),
        Of("GET problems", Recorded("orchestrator/dead-replica/problems"), client => client.Instances.ProblemsAsync(),
            found => found.ShouldContain(instance => instance.Key == Fourth), go: "mysql/problems"),
        Of("GET problems/ci", Recorded("orchestrator/healthy/problems_ci"), client => client.Instances.ProblemsAsync("ci"),
            found => found.ShouldBeEmpty(), go: "mysql/problems/ci"),
        Of("POST discover/127.0.0.1/10112", Recorded("orchestrator/operations/29_discover_127.0.0.1_10112"),
            client => client.Instances.DiscoverAsync(Second), found => found.IsLastCheckValid.ShouldBeTrue(), go: "mysql/discover/127.0.0.1/10112"),
        Of("POST async-discover/db-1/3306", Enveloped("null"), client => client.Instances.DiscoverInBackgroundAsync(Db1), IsDb1, empty: IsDb1),
        Of("POST async-discover/db-1/3306", Enveloped($$"""{"Key":{{Db1Json}}}"""),
            client => client.Instances.DiscoverInBackgroundAsync(Db1), IsDb1, empty: IsDb1),
        Of("POST refresh/db-1/3306", TheKey, client => client.Instances.RefreshAsync(Db1), IsDb1, go: "mysql/refresh/db-1/3306", empty: IsDb1),
        Of("POST forget/%2F%2Fdb-1/3306", TheKey, client => client.Instances.ForgetAsync(new InstanceKey("//db-1", 3306)), IsDb1,
            go: "mysql/forget/%2F%2Fdb-1/3306", empty: key => key.Hostname.ShouldBe("//db-1")),
        Of("POST register-candidate/db-1/3306/prefer_not", TheKey,
            client => client.Instances.RegisterCandidateAsync(Db1, PromotionRule.PreferNot), IsDb1, empty: IsDb1),
        Of("GET bulk-promotion-rules", Bare("""[{"Hostname":"db-1","Port":3306,"PromotionRule":"prefer","LastSuggestedString":"a","PromotionRuleExpiry":"b"}]"""),
            client => client.Instances.PromotionRulesAsync(), found => found.ShouldHaveSingleItem().PromotionRule.ShouldBe("prefer")),
        Of("GET bulk-instances", Recorded("orchestrator/healthy/bulk-instances"), client => client.Instances.ListKeysAsync(),
            found => found.ShouldBe([First, Second, Third, Fourth])),
        Of("GET resolve/db-1/3306", Enveloped(Db2Json), client => client.Instances.ResolveAsync(Db1), key => key.ShouldBe(Db2),
            go: "mysql/resolve/db-1/3306", empty: IsDb1),
        Of("GET check/ci/127.0.0.1/10112", Recorded("ham4db/raft3-discovered/mysql_check_ci_127.0.0.1_10112"),
            client => client.Instances.CheckAsync("ci", Second), found => found.Key.ShouldBe(Second), go: "mysql/check/ci/127.0.0.1/10112"),
        Of("POST register-hostname-unresolve/db-1/3306/vip-1", TheKey,
            client => client.Instances.RegisterVirtualNameAsync(Db1, "vip-1"), IsDb1, empty: IsDb1),
        Of("POST deregister-hostname-unresolve/db-1/3306", TheKey,
            client => client.Instances.DeregisterVirtualNameAsync(Db1), IsDb1, empty: IsDb1),
    ];

    private static TypedCall[] Tags =>
    [
        Of("GET tags/127.0.0.1/10113", Recorded("orchestrator/downtimed/tags_127.0.0.1_10113"), client => client.Tags.ListAsync(Third),
            found => found.ShouldBe(["flag=", "owner=team-a"])),
        Of("GET tag-value/127.0.0.1/10112?tag=role", Recorded("orchestrator/downtimed/tag-value_127.0.0.1_10112_tag=role"),
            client => client.Tags.ValueAsync(Second, "role"), value => value.ShouldBe("backup")),
        Of($"POST tag/db-1/3306?tag=role%3D{HardEncoded}", TheKey, client => client.Tags.SetAsync(Db1, "role=" + Hard), IsDb1, empty: IsDb1),
        Of("POST untag/db-1/3306?tag=role", Enveloped($"[{Db1Json}]"), client => client.Tags.RemoveAsync(Db1, "role"), found => found.ShouldBe([Db1])),
        Of("POST untag-all?tag=owner%3Dteam-a", Recorded("orchestrator/operations/09_untag-all_tag=owner=team-a"),
            client => client.Tags.RemoveEverywhereAsync("owner=team-a"), found => found.ShouldBe([Third])),
        Of("GET tagged?tag=owner%3Dteam-a%2Cflag", Recorded("orchestrator/downtimed/tagged_tag=owner=team-a_flag"),
            client => client.Tags.FindAsync("owner=team-a,flag"), found => found.ShouldBe([Third])),
    ];

    private static TypedCall[] Downtimes =>
    [
        Of($"POST begin-downtime/db-1/3306/alice/{HardEncoded}", TheKey, client => client.Downtime.BeginAsync(Db1, "alice\n", Hard), IsDb1,
            go: $"mysql/begin-downtime/db-1/3306/alice/{HardEncoded}", empty: IsDb1),
        Of("POST begin-downtime/db-1/3306/alice/upgrade/90s", TheKey,
            client => client.Downtime.BeginAsync(Db1, "alice", "upgrade", TimeSpan.FromSeconds(90)), IsDb1,
            go: "mysql/begin-downtime/db-1/3306/alice/upgrade/90s", empty: IsDb1),
        Of("POST end-downtime/db-1/3306", TheKey, client => client.Downtime.EndAsync(Db1), IsDb1, go: "mysql/end-downtime/db-1/3306", empty: IsDb1),
        Of("GET downtimed", Recorded("orchestrator/downtimed/downtimed"), client => client.Downtime.ListAsync(),
            found => found.ShouldHaveSingleItem().DowntimeOwner.ShouldBe("alice")),
        Of("GET downtimed/ci", Recorded("orchestrator/healthy/downtimed"), client => client.Downtime.ListAsync("ci"), found => found.ShouldBeEmpty()),
    ];
}
