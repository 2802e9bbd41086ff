using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Discovery.Resolving;

namespace Ham4db.Server.Discovery;

/// <summary>Carries out here what was decided for all nodes: which instances to follow, and which to forget.</summary>
internal sealed class DecisionFollower(
    IDecidedStore decided,
    Inventory inventory,
    IInstanceDiscovery discovery,
    WantedInstances wanted,
    ForgottenInstances forgotten,
    HostnameResolver resolver,
    ILogger<DecisionFollower> logger) : IDisposable
{
    private readonly ConcurrentQueue<InstanceKey> _toClose = [];
    private ImmutableDictionary<InstanceKey, DateTimeOffset> _forgottenBefore = ImmutableDictionary<InstanceKey, DateTimeOffset>.Empty;

    /// <summary>Begins to follow, from what is decided now.</summary>
    public void Start()
    {
        decided.Applied += OnApplied;
        decided.Replaced += OnReplaced;
        var state = decided.Current;
        _forgottenBefore = state.Forgotten;
        forgotten.AddRecent(state.Forgotten);
        foreach (var key in state.Registered)
        {
            wanted.Add(key);
        }
    }

    /// <summary>Whether a stored instance was forgotten after it was last looked at, and its removal not stored before this node ended.</summary>
    public bool WasForgotten(Instance stored)
        => decided.Current.Forgotten.TryGetValue(stored.Key, out var at) && !(stored.LastChecked > at);

    /// <summary>Forgets an instance on this node.</summary>
    public void Forget(InstanceKey key, string reason)
    {
        forgotten.Add(key);
        wanted.Remove(key);
        resolver.Forget(key);
        if (inventory.Remove(key))
        {
            logger.InstanceForgotten(key, reason);
        }

        _toClose.Enqueue(key);
    }

    /// <summary>An instance forgotten since the last call, whose connections are to be closed; false when there is none.</summary>
    public bool TryTakeForgotten(out InstanceKey key) => _toClose.TryDequeue(out key);

    /// <inheritdoc/>
    public void Dispose()
    {
        decided.Applied -= OnApplied;
        decided.Replaced -= OnReplaced;
    }

    private void OnApplied(CommandEnvelope envelope, CommandResult result)
    {
        if (result.IsReplay || result.Status != CommandStatus.Applied)
        {
            return;
        }

        switch (envelope.Command)
        {
            case RegisterInstance register:
                Follow(register.Key);
                break;
            case ForgetInstance forget:
                Forget(forget.Key, "an operator asked for it");
                break;
            case ForgetCluster cluster:
                foreach (var member in cluster.Members)
                {
                    Forget(member, $"an operator asked to forget cluster {cluster.ClusterName}");
                }

                break;
        }

        _forgottenBefore = decided.Current.Forgotten;
    }

    private void OnReplaced()
    {
        var state = decided.Current;
        foreach (var (key, at) in state.Forgotten)
        {
            if (!_forgottenBefore.TryGetValue(key, out var before) || before < at)
            {
                Forget(key, "an operator asked for it while this node was behind");
            }
        }

        _forgottenBefore = state.Forgotten;
        foreach (var key in state.Registered)
        {
            if (inventory.Current.Find(key) is null)
            {
                Follow(key);
            }
        }
    }

    private void Follow(InstanceKey key)
    {
        forgotten.Recall(key);
        wanted.Add(key);
        discovery.Enqueue(key);
    }
}
