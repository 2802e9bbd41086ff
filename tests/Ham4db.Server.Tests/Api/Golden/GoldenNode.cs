using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Configuration;
using Ham4db.Server.Tests.Topology;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Api.Golden;

/// <summary>A node that has seen and decided what the recorded server had.</summary>
internal static class GoldenNode
{
    private static readonly DiscoveryOptions Options = new()
    {
        PollInterval = TimeSpan.FromSeconds(1),
        RecoverMasterClusterFilters = ["*"],
        RecoverIntermediateMasterClusterFilters = ["*"],
    };

    /// <summary>The star 10111 with its replicas 10112, 10113 and 10114; nothing decided.</summary>
    public static Task<ApiNode> HealthyAsync() => StartAsync(Recorded.Instances("healthy", "all-instances.json"));

    /// <summary>The same with tags on 10112 and 10113, candidate 10112, 10113 in downtime, and 10114 under maintenance.</summary>
    public static async Task<ApiNode> DowntimedAsync()
    {
        var instances = Recorded.Instances("healthy", "downtimed", "instance_127.0.0.1_10112.json", "instance_127.0.0.1_10113.json");
        var node = await StartAsync(instances);
        var downtimed = instances.Single(instance => instance.IsDowntimed);
        node.Backend.Current = DecidedState.Empty with
        {
            Downtimes = DecidedState.Empty.Downtimes.Add(
                downtimed.Key, new Downtime(downtimed.DowntimeOwner, downtimed.DowntimeReason, Recorded.Now, Recorded.Now.AddMinutes(30))),
            Candidates = DecidedState.Empty.Candidates.Add(
                Key(10112), new Candidate(PromotionRule.Prefer, Recorded.Now, Recorded.Now.AddHours(1))),
            Maintenances = DecidedState.Empty.Maintenances.Add(
                1, new MaintenanceWindow(Key(10114), "bob", "resize", Recorded.Now.AddSeconds(-3), Recorded.Now.AddMinutes(10))),
            Tags = DecidedState.Empty.Tags.Add(Key(10112), Tags(("role", "backup"))).Add(Key(10113), Tags(("flag", string.Empty), ("owner", "team-a"))),
        };
        return node;
    }

    private static async Task<ApiNode> StartAsync(IEnumerable<WireInstance> instances)
    {
        var node = await ApiNode.StartAsync(time: new FakeTimeProvider(Recorded.Now), discoveryOptions: Options);
        foreach (var instance in instances.Select(wire => Recorded.ToDomain(wire, Recorded.Now)))
        {
            node.Inventory.Put(instance);
            node.Discovery.Reachable[instance.Key] = instance;
        }

        return node;
    }

    private static InstanceKey Key(int port) => new("127.0.0.1", port);

    private static ImmutableSortedDictionary<string, string> Tags(params (string Name, string Value)[] tags)
        => tags.ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value, StringComparer.Ordinal);
}
