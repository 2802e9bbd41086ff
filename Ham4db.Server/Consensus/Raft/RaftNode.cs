using System.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Standalone;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Leadership and command log of a node of a raft cluster.</summary>
internal sealed class RaftNode(
    IDecidedLedger ledger, ILiveOptions live, RaftTuning tuning, IPeerCalls calls, IBackendHealth backend, INodeExit exit, TimeProvider time, ILoggerFactory loggers)
    : ILeadership, IElectionControl, IRaftControl, ICommandLog, IRaftReport, IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = loggers.CreateLogger<RaftNode>();
    private readonly LeadershipBoard _board = new(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));
    // The protocol's settings are those of the start: nodes that change them one by one would not agree.
    private readonly RaftOptions _options = live.Current.Raft;
    private readonly Uri _ownUri = OwnHttpUri.OfRaftNode(live.Current);
    private volatile RaftRuntime? _runtime;

    public LeadershipView Current => _board.Current;

    public CancellationToken LeadershipToken
        => _runtime is { } runtime ? RaftWatch.LeadershipOf(runtime.Cluster) : new CancellationToken(canceled: true);

    public RaftStatus? Status => Describe(_runtime?.Storage.Log, Current);

    public IReadOnlyList<string> HealthyMembers
        => _runtime is { } runtime && Current.Role == NodeRole.Leader
            ? [.. runtime.Cluster.Members
                .Where(member => !member.IsRemote || member.Status != ClusterMemberStatus.Unavailable)
                .Select(member => member.EndPoint.ToText())
                .Intersect(runtime.Health.Healthy)
                .Order(StringComparer.Ordinal)]
            : [];

    // What is decided cannot be carried out here while the database takes no writes.
    public bool HoldsLease() => _runtime is { } runtime && backend.TakesWrites && runtime.Lease.IsHeld();

    public bool MayServe() => HoldsLease();

    public string? Hindrance => backend.TakesWrites ? null : "This node's own database takes no writes, health and the log say why.";

    // A raft node has a database of its own, which nobody else fills.
    public bool Observes() => true;

    public async ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
    {
        var leadership = LeadershipToken;
        if (_runtime is not { } runtime || leadership.IsCancellationRequested)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(_options.ElectionTimeout * 2, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, leadership, cancellationToken);
        try
        {
            await runtime.Cluster.ApplyReadBarrierAsync(ReadBarrierType.Strong, all.Token);
            return !leadership.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception lost) when (RaftFaults.IsExpected(lost))
        {
            return false;
        }
    }

    public Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken)
        => _board.WaitForChangeAsync(known, cancellationToken);

    public ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
        => _runtime is { } runtime
            ? runtime.Commands.SubmitAsync(command, cancellationToken)
            : ValueTask.FromException<CommandResult>(new NotLeaderException(Current));

    public Task GrabAsync(CancellationToken cancellationToken)
        => throw ControlRefusedException.Conflict("Unable to grab election: Cannot GrabElection on raft setup");

    public async Task ReelectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Running().Yield.ToAnyAsync(cancellationToken);
        }
        catch (ControlRefusedException refused)
        {
            throw new ControlRefusedException(refused.Refusal, $"Unable to re-elect: {refused.Message}", refused);
        }
    }

    public async Task YieldAsync(string node, CancellationToken cancellationToken)
    {
        var runtime = Running();
        var asked = runtime.Names.Read("Cannot yield", node);
        await runtime.Yield.ToAsync(await runtime.Names.FindAsync(asked, cancellationToken) ?? asked, cancellationToken);
    }

    public Task YieldByHintAsync(string hint, CancellationToken cancellationToken) => hint.Trim().Length == 0
        ? throw ControlRefusedException.BadArgument("Cannot yield: the hint is empty, and would fit every member. Nothing was done.")
        : Running().Yield.ToHintAsync(hint.Trim(), _ownUri, cancellationToken);

    public Task<string> AddPeerAsync(string address, string? clusterId, CancellationToken cancellationToken)
        => Running().Changes.AddAsync(address, clusterId, cancellationToken);

    public Task<string> RemovePeerAsync(string address, CancellationToken cancellationToken) => Running().Changes.RemoveAsync(address, cancellationToken);

    public async Task SnapshotAsync(CancellationToken cancellationToken)
    {
        if (_runtime is not { } runtime)
        {
            throw ControlRefusedException.Failed("Cannot create snapshot: this node does not run.");
        }

        try
        {
            await runtime.Storage.Machine.OfferFreshAsync().WaitAsync(cancellationToken);
        }
        catch (IOException failed)
        {
            throw ControlRefusedException.Failed($"Cannot create snapshot: {failed.Message}", failed);
        }
    }

    public void ReportHealth(PeerHealth health)
    {
        if (!Running().Health.TryTake(health))
        {
            throw ControlRefusedException.BadArgument($"Raft health report: unknown token {health.Token}");
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CheckMembers();
        CheckDatabase();
        var runtime = await RaftRuntime.StartAsync(
            new RaftSurroundings(_options, _ownUri, tuning, calls, backend, exit, time, loggers), _board, ledger, cancellationToken);
        _runtime = runtime;
        _logger.Started(_options.Advertise.ToText(), string.Join(", ", Members(runtime)), runtime.Storage.Log.LastCommittedEntryIndex);
    }

    /// <summary>Hands leadership over before anything stops, since the others would notice only by their timeout.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_runtime is not { } runtime || Current.Role != NodeRole.Leader || !runtime.Cluster.Members.Any(member => member.IsRemote))
        {
            return;
        }

        using var limit = new CancellationTokenSource(LongestFarewell, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await runtime.Yield.ToAnyAsync(both.Token);
        }
        catch (Exception failed) when (failed is ControlRefusedException or NotLeaderException or OperationCanceledException)
        {
            _logger.NotHandedOver(failed.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _runtime, null) is { } runtime)
        {
            await runtime.DisposeAsync();
            _board.Show(new LeadershipView(NodeRole.Shutdown, Current.Term, string.Empty, null));
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static IReadOnlyList<string> Members(RaftRuntime runtime)
        => [.. runtime.Cluster.Members.Select(member => member.EndPoint.ToText()).Order(StringComparer.Ordinal)];

    private RaftRuntime Running() => _runtime ?? throw new NotLeaderException(Current);

    private void CheckMembers()
    {
        if (_options.Nodes.IsEmpty && _options.Join is not null)
        {
            return;
        }

        if (!_options.Nodes.Contains(_options.Advertise))
        {
            throw new BackendException(
                $"RaftNodes ({EndPointText.Join(_options.Nodes)}) lacks this node's own RaftAdvertise ({_options.Advertise.ToText()}): list it, spelt the same on every node.");
        }

        if (!_options.UsesTls && _options.Nodes.Length > 1 && !IPAddress.IsLoopback(_options.Bind.Address))
        {
            _logger.RaftPortUnauthenticated(_options.Bind.ToText());
        }
    }

    // A raft node empties a database that does not belong to its log. What servers without raft decided is nobody else's, and they may run.
    private void CheckDatabase()
    {
        if (ledger.LogId is null or StandaloneNode.LogId && ledger.Position != LogPosition.Start)
        {
            throw new BackendException(
                $"The backend database {backend.Description} holds what was decided without raft, by a server that ran alone or by servers that share it, and raft takes none of that over: name a database of this node's own in {(backend.Address == backend.Description ? BackendSettings.SqliteFile : BackendSettings.MySqlDatabase)}, or set RaftEnabled to false.");
        }
    }

    private RaftStatus Describe(DurableLog? log, LeadershipView view) => new()
    {
        RaftBind = _options.Bind.ToText(),
        RaftAdvertise = _options.Advertise.ToText(),
        State = view.Role.ToString(),
        Healthy = (view.Role is NodeRole.Leader or NodeRole.Follower) && backend.TakesWrites,
        IsPartOfQuorum = view.Role is NodeRole.Leader or NodeRole.Follower,
        Leader = view.LeaderAddress,
        LeaderURI = view.LeaderUri?.OriginalString ?? string.Empty,
        Peers = _runtime is { } runtime ? Members(runtime) : [],
        Term = view.Term,
        CommitIndex = log?.LastCommittedEntryIndex,
        AppliedIndex = log?.LastAppliedIndex,
        Contradictions = view.Role == NodeRole.Leader && _runtime?.Health.Differences is { Count: > 0 } differences ? differences : null,
    };
}
