using System.Net;
using System.Net.Sockets;
using DotNext.Net.Cluster.Consensus.Raft;
using Ham4db.Server.Backend;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>The running parts of a raft node, from start to stop.</summary>
internal sealed class RaftRuntime : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly MemberFile _members;
    private readonly INodeExit _exit;
    private readonly ILogger _logger;
    private IReadOnlyList<Task> _loops = [];

    private RaftRuntime(RaftCluster cluster, RaftStorage storage, MemberFile members, LeaderLease lease, INodeExit exit, ILogger logger)
    {
        Cluster = cluster;
        Storage = storage;
        Lease = lease;
        _members = members;
        _exit = exit;
        _logger = logger;
    }

    public RaftCluster Cluster { get; }

    public RaftStorage Storage { get; }

    public LeaderLease Lease { get; }

    public required RaftCommandLog Commands { get; init; }

    public required LeaderYield Yield { get; init; }

    public required MemberNames Names { get; init; }

    public required MemberChanges Changes { get; init; }

    public required HealthRounds Health { get; init; }

    /// <summary>Opens the storage and joins the cluster; does not wait for a leader.</summary>
    /// <exception cref="BackendException">A directory, a file or the address cannot be used, or the node was removed from its cluster.</exception>
    /// <exception cref="ConfigurationException">A file of <c>RaftTls*</c> cannot be used.</exception>
    public static async Task<RaftRuntime> StartAsync(RaftSurroundings around, LeadershipBoard board, IDecidedLedger ledger, CancellationToken cancellationToken)
    {
        var (options, ownUri, time, logger) = (around.Options, around.OwnUri, around.Time, around.Logger);
        var timings = new RaftTimings(options.ElectionTimeout, options.UsesTls);
        var tls = options.UsesTls ? RaftTls.Load(options, time, logger) : null;
        var directory = new RaftDirectory(options.DataDirectory);
        var storage = await RaftStorage.OpenAsync(directory, ledger, around.Tuning, timings, around.Exit, time, logger, cancellationToken);
        var members = new MemberFile(directory.Members);
        var started = await LoadMembersAsync(directory, members, storage, around, cancellationToken);

        var cluster = new RaftCluster(Configure(options, timings, tls, ownUri, members, around.Loggers)) { AuditTrail = storage.Log };
        var lease = new LeaderLease(timings, time);
        var peers = new PeerBook(timings.Request, time);
        var gate = new SubmissionGate();
        var commands = new RaftCommandLog(cluster, storage.Log, board, gate, ledger);
        var watch = new RaftWatch(cluster, storage.Log, board, peers, ownUri, logger);
        var renewal = new LeaseRenewal(cluster, storage, lease, timings, time, watch);
        cluster.LeaderChanged += (_, leader) =>
        {
            if (leader is { IsRemote: false })
            {
                lease.Elected();
                renewal.Elected();
            }

            watch.Ring();
        };

        var handover = new Handover(cluster, storage.Log, board, watch, timings, options.Advertise, time);
        var survey = new MemberSurvey(cluster, storage.Log, peers, around.Calls, time);
        var succession = new Succession(board, around.Calls, time);
        var leaderYield = new LeaderYield(
            cluster, lease, commands, gate, survey, handover, succession, board, peers, watch, timings, options.Advertise, time, logger);
        var names = new MemberNames(() => cluster.Members.Select(member => member.EndPoint), options.DefaultPort, time);
        var health = new HealthRounds(commands, board, options, ownUri, around.Tuning, time, logger);
        var runtime = new RaftRuntime(cluster, storage, members, lease, around.Exit, logger)
        {
            Commands = commands,
            Yield = leaderYield,
            Names = names,
            Changes = new MemberChanges(cluster, leaderYield, names, ledger, board, options.Advertise, time, logger),
            Health = health,
        };
        await runtime.JoinAsync(options, cancellationToken);
        var reports = new PeerReports(board, logger);
        foreach (var member in cluster.Members)
        {
            member.MemberStatusChanged += _ => reports.Report(cluster.Members);
        }

        cluster.MemberAdded += (_, added) => added.Member.MemberStatusChanged += _ => reports.Report(cluster.Members);
        var reporter = new HealthReporter(health, around.Calls, options, ownUri, time, logger);
        var joins = new RaftJoin(cluster, ledger, around.Calls, options, time, logger);
        var removal = new RemovalWatch(cluster, storage.Log, board, peers, around.Calls, directory, options, around.Tuning, around.Exit, time);
        var stopping = runtime._stopping.Token;
        runtime._loops =
        [
            runtime.OwnAsync(watch.RunAsync(stopping)),
            runtime.OwnAsync(renewal.RunAsync(stopping)),
            runtime.OwnAsync(renewal.HurryAsync(stopping)),
            runtime.OwnAsync(new RaftWatchdog(cluster, storage, commands, peers, around.Calls, watch, around.Tuning, around.Backend, around.Exit, time, ownUri, logger).RunAsync(stopping)),
            runtime.OwnAsync(new LeaderAnnouncement(board, commands, ledger, ownUri, time, logger).RunAsync(stopping)),
            runtime.OwnAsync(new SignalLoop(storage.Machine.Live, storage.Log, storage.Machine, handover, reporter, logger).RunAsync(stopping)),
            runtime.OwnAsync(health.RunAsync(stopping)),
            runtime.OwnAsync(new BackendWatch(cluster, around.Backend, watch, around.Tuning, around.Exit, time, logger).RunAsync(stopping)),
            runtime.OwnAsync(BeMemberAsync()),
        ];
        return runtime;

        async Task BeMemberAsync()
        {
            if (started.Count == 0 && options.Join is { } member)
            {
                await joins.RunAsync(member, stopping);
                await Task.WhenAll(joins.CompleteAsync(stopping), removal.RunAsync(stopping));
                return;
            }

            await removal.RunAsync(stopping);
        }
    }

    private static async Task<IReadOnlySet<EndPoint>> LoadMembersAsync(
        RaftDirectory directory, MemberFile file, RaftStorage storage, RaftSurroundings around, CancellationToken cancellationToken)
    {
        var options = around.Options;
        var members = await file.LoadAsync(options.Nodes, cancellationToken);
        if (directory.IsRemoved || (members.Count > 0 && !members.Contains(options.Advertise)))
        {
            file.Dispose();
            await storage.DisposeAsync();
            throw new BackendException(directory.IsRemoved
                ? RemovalWatch.RemovedMessage(options)
                : $"RaftDataDir {options.DataDirectory} was used by a node of another name: its members are {EndPointText.Join(members)}, and RaftAdvertise is {options.Advertise.ToText()}. Correct RaftAdvertise, or empty RaftDataDir and set RaftJoin to the HTTP address of a member.");
        }

        if (options.HasOwnList && members.Count > 0 && !members.SetEquals(options.Nodes))
        {
            around.Logger.ConfiguredMembersDiffer(EndPointText.Join(options.Nodes), EndPointText.Join(members));
        }

        return members;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops);
        await Yield.DisposeAsync();
        await Cluster.StopAsync(CancellationToken.None);
        await CloseAsync();
    }

    private static RaftCluster.TcpConfiguration Configure(
        RaftOptions options, RaftTimings timings, RaftTls? tls, Uri ownUri, MemberFile members, ILoggerFactory loggers)
    {
        var configuration = new RaftCluster.TcpConfiguration(options.Bind)
        {
            PublicEndPoint = options.Advertise,
            // All start with the same list, or wait to be made members; none may begin a cluster of its own.
            ColdStart = false,
            ConfigurationStorage = members,
            LowerElectionTimeout = (int)timings.Election.TotalMilliseconds,
            UpperElectionTimeout = (int)timings.UpperElection.TotalMilliseconds,
            RequestTimeout = timings.Request,
            ConnectTimeout = timings.Connect,
            SslOptions = tls?.ToSslOptions(),
            LoggerFactory = new QuietLoggerFactory(loggers),
        };
        configuration.Metadata[PeerBook.HttpMetadata] = ownUri.OriginalString;
        return configuration;
    }

    private async Task JoinAsync(RaftOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await Cluster.StartAsync(cancellationToken);
        }
        catch (SocketException refused)
        {
            await CloseAsync();
            throw new BackendException(
                $"RaftBind {options.Bind} cannot be listened on ({refused.Message}): {(refused.SocketErrorCode == SocketError.AddressAlreadyInUse ? "stop what uses that port, or choose another" : "set it to an address of this machine")}.", refused);
        }
    }

    private async Task CloseAsync()
    {
        await Cluster.DisposeAsync();
        await Storage.DisposeAsync();
        _members.Dispose();
        _stopping.Dispose();
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
            _exit.Exit($"A part of the raft node died: {died.Message}");
        }
#pragma warning restore CA1031
    }
}
