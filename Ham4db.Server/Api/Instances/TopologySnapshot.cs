using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Backend.Decided;
using Ham4db.Server.Configuration;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Instances;

/// <summary>What was seen and what was decided, at one moment: what one request reads.</summary>
internal sealed class TopologySnapshot(TopologyView view, DecidedState decided, ServerOptions options, DateTimeOffset now)
{
    /// <summary>Instances and clusters.</summary>
    public TopologyView View => view;

    /// <summary>The decisions.</summary>
    public DecidedState Decided => decided;

    /// <summary>The configuration.</summary>
    public ServerOptions Options => options;

    /// <summary>The moment that ages are counted to.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The limits of health.</summary>
    public HealthLimits Limits => HealthLimits.From(options.Discovery);

    /// <summary>What was decided about an instance.</summary>
    public InstanceDecisions DecisionsOf(InstanceKey key) => Decisions.Of(decided, key, now);

    /// <summary>A reply with one instance.</summary>
    public Reply One(Instance instance) => Reply.Bare(ToWire(instance), WireJson.Default.Instance);

    /// <summary>A reply with a list of instances, empty rather than null.</summary>
    public Reply List(IEnumerable<Instance> instances)
        => Reply.Bare<IReadOnlyList<WireInstance>>([.. instances.Select(ToWire)], WireJson.Default.IReadOnlyListInstance);

    /// <summary>The instance as the API sends it.</summary>
    public WireInstance ToWire(Instance instance) => InstanceProjection.ToWire(instance, DecisionsOf(instance.Key), now, Limits);

    /// <summary>The instance that a request's path names; part of a host name is enough where it fits one instance only.</summary>
    public InstanceKey Named(ApiRequest request) => view.Recognise(request.Key());

    /// <summary>The instance with this key.</summary>
    /// <exception cref="RequestRefusedException">It is not known.</exception>
    public Instance Require(InstanceKey key)
        => view.Find(key) ?? throw RequestRefusedException.NotFound($"Cannot read instance: {key}");

    /// <summary>As <paramref name="key"/>, which must have been seen, or be registered for discovery.</summary>
    /// <exception cref="RequestRefusedException">It is not known.</exception>
    public InstanceKey RequireKnown(InstanceKey key)
        => decided.Registered.Contains(key) ? key : Require(key).Key;

    /// <summary>The instance that a change is for: known, or the one that the same request was carried out for before.</summary>
    /// <exception cref="RequestRefusedException">It is not known.</exception>
    public InstanceKey Target(ApiRequest request)
    {
        var named = Named(request);
        return request.Kept is { Keys: [var key] } ? key : RequireKnown(named);
    }

    /// <summary>The name of the cluster that a hint means.</summary>
    /// <exception cref="RequestRefusedException">It means none.</exception>
    public string RequireCluster(string hint)
        => view.ClusterByHint(hint, options.Managed.DefaultPort)
            ?? throw RequestRefusedException.NotFound($"Unable to determine cluster name. clusterHint={hint}");

    /// <summary>The name of the cluster with this alias or name.</summary>
    /// <exception cref="RequestRefusedException">There is none.</exception>
    public string RequireClusterByAlias(string alias)
        => view.ClusterByAlias(alias) ?? throw RequestRefusedException.NotFound($"No cluster found for alias {alias}");
}
