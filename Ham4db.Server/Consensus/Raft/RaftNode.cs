using System.Net.Sockets;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>Leadership and command log of a node of a raft cluster.</summary>
internal sealed class RaftNode(
    IDecidedLedger ledger, ILiveOptions live, RaftTuning tuning, INodeExit exit, TimeProvider time, ILoggerFactory loggers)
    : ILeadership, ICommandLog, IRaftReport, IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<RaftNode>();
    private readonly LeadershipBoard _board = new(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));
    private readonly RaftOptions _options = live.Current.Raft;
    private readonly RaftTimings _timings = new(live.Current.Raft.ElectionTimeout);
    private readonly Uri _ownUri = OwnHttpUri.OfRaftNode(live.Current);
    private readonly CancellationTokenSource _stopping = new();
    private volatile Running? _running;

    public LeadershipView Current => _board.Current;

    public CancellationToken LeadershipToken
        => _running is { } running ? RaftWatch.LeadershipOf(running.Cluster) : new CancellationToken(canceled: true);

    public RaftStatus? Status => Describe(_running, Current);

    public IReadOnlyList<string> HealthyMembers
        => _running is { } running && Current.Role == NodeRole.Leader
            ? [.. running.Cluster.Members.Where(member => member.Status == ClusterMemberStatus.Available).Select(member => member.EndPoint.ToText())]
            : [];

    public bool HoldsLease() => _running is { } running && running.Lease.IsHeld();

    public async ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
    {
        var leadership = LeadershipToken;
        if (_running is not { } running || leadership.IsCancellationRequested)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(_timings.Request * 2, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, leadership, cancellationToken);
        try
        {
            await running.Cluster.ApplyReadBarrierAsync(ReadBarrierType.Strong, all.Token);
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
        => _running is { } running
            ? running.Commands.SubmitAsync(command, cancellationToken)
            : ValueTask.FromException<CommandResult>(new NotLeaderException(Current));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        CheckMembers();
        var directory = new RaftDirectory(_options.DataDirectory);
        var storage = await RaftStorage.OpenAsync(directory, ledger, tuning, exit, time, _logger, cancellationToken);
        var members = new MemberFile(directory.Members);
        if (await members.WriteAsync(_options.Nodes, cancellationToken))
        {
            _logger.MembersChanged(string.Join(", ", _options.Nodes.Select(EndPointText.ToText)));
        }

        var running = Compose(storage, members);
        await StartClusterAsync(running, cancellationToken);
        running.Loops = [.. Loops(running).Select(loop => OwnAsync(loop))];
        _running = running;
        running.Watch.Ring();
        _logger.Started(_options.Advertise.ToText(), string.Join(", ", _options.Nodes.Select(EndPointText.ToText)), storage.Log.LastCommittedEntryIndex);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_running is not { } running)
        {
            return;
        }

        _running = null;
        await _stopping.CancelAsync();
        await Task.WhenAll(running.Loops);
        _board.Show(new LeadershipView(NodeRole.Shutdown, Current.Term, string.Empty, null));
        await running.Cluster.StopAsync(cancellationToken);
        await running.Cluster.DisposeAsync();
        await running.Storage.DisposeAsync();
        running.Members.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private void CheckMembers()
    {
        if (!_options.Nodes.Contains(_options.Advertise))
        {
            throw new BackendException(
                $"RaftNodes ({string.Join(", ", _options.Nodes.Select(EndPointText.ToText))}) lacks this node's own RaftAdvertise ({_options.Advertise.ToText()}): list it, spelt the same on every node.");
        }

        if (_options.Nodes.Length % 2 == 0)
        {
            _logger.EvenMembers(_options.Nodes.Length);
        }
    }

    private Running Compose(RaftStorage storage, MemberFile members)
    {
        var configuration = new RaftCluster.TcpConfiguration(_options.Bind)
        {
            PublicEndPoint = _options.Advertise,
            ColdStart = false,
            ConfigurationStorage = members,
            LowerElectionTimeout = (int)_timings.Election.TotalMilliseconds,
            UpperElectionTimeout = (int)_timings.UpperElection.TotalMilliseconds,
            RequestTimeout = _timings.Request,
            ConnectTimeout = _timings.Connect,
            LoggerFactory = new QuietLoggerFactory(loggers),
        };
        configuration.Metadata[PeerBook.HttpMetadata] = _ownUri.OriginalString;
        var cluster = new RaftCluster(configuration) { AuditTrail = storage.Log };
        var lease = new LeaderLease(_timings, time);
        var peers = new PeerBook(_timings.Request, time);
        var commands = new RaftCommandLog(cluster, storage.Log, _board);
        var watch = new RaftWatch(cluster, storage.Log, _board, peers, _ownUri, _logger);
        cluster.LeaderChanged += (_, leader) =>
        {
            if (leader is { IsRemote: false })
            {
                lease.Elected();
            }

            watch.Ring();
        };
        return new Running(cluster, storage, members, lease, commands, watch, peers);
    }

    private async Task StartClusterAsync(Running running, CancellationToken cancellationToken)
    {
        try
        {
            await running.Cluster.StartAsync(cancellationToken);
        }
        catch (SocketException refused)
        {
            await running.Cluster.DisposeAsync();
            await running.Storage.DisposeAsync();
            throw new BackendException(
                $"RaftBind {_options.Bind} cannot be listened on ({refused.Message}): stop what uses that port, or choose another.", refused);
        }
    }

    private IEnumerable<Task> Loops(Running running)
    {
        var stopping = _stopping.Token;
        var reports = new PeerReports(_board, _logger);
        foreach (var member in running.Cluster.Members)
        {
            member.MemberStatusChanged += _ => reports.Report(running.Cluster.Members);
        }

        yield return running.Watch.RunAsync(stopping);
        yield return new LeaseRenewal(running.Cluster, running.Lease, _timings, time, running.Watch).RunAsync(stopping);
        yield return new RaftWatchdog(
            running.Cluster, running.Storage, running.Commands, running.Peers, running.Watch, tuning, exit, time, _ownUri, _logger).RunAsync(stopping);
        yield return new LeaderAnnouncement(_board, running.Commands, ledger, _ownUri, time, _logger).RunAsync(stopping);
    }

    private async Task OwnAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The node stops.
        }
#pragma warning disable CA1031 // The top of the loops: a node without one of them is not to be trusted.
        catch (Exception died)
        {
            _logger.LoopDied(died);
            exit.Exit($"A part of the raft node died: {died.Message}");
        }
#pragma warning restore CA1031
    }

    private RaftStatus Describe(Running? running, LeadershipView view) => new()
    {
        RaftBind = _options.Bind.ToText(),
        RaftAdvertise = _options.Advertise.ToText(),
        State = view.Role.ToString(),
        Healthy = view.Role is NodeRole.Leader or NodeRole.Follower,
        IsPartOfQuorum = view.Role is NodeRole.Leader or NodeRole.Follower && view.HasLeader,
        Leader = view.LeaderAddress,
        LeaderURI = view.LeaderUri?.OriginalString.TrimEnd('/') ?? string.Empty,
        Peers = [.. _options.Nodes.Select(EndPointText.ToText)],
        Term = view.Term,
        CommitIndex = running?.Storage.Log.LastCommittedEntryIndex,
        AppliedIndex = running?.Storage.Log.LastAppliedIndex,
    };

    private sealed record Running(
        RaftCluster Cluster,
        RaftStorage Storage,
        MemberFile Members,
        LeaderLease Lease,
        RaftCommandLog Commands,
        RaftWatch Watch,
        PeerBook Peers)
    {
        public IReadOnlyList<Task> Loops { get; set; } = [];
    }
}
