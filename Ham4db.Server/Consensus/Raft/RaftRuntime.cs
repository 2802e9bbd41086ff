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

    private RaftRuntime(RaftCluster cluster, RaftStorage storage, MemberFile members, LeaderLease lease, RaftCommandLog commands, INodeExit exit, ILogger logger)
    {
        Cluster = cluster;
        Storage = storage;
        Lease = lease;
        Commands = commands;
        _members = members;
        _exit = exit;
        _logger = logger;
    }

    public RaftCluster Cluster { get; }

    public RaftStorage Storage { get; }

    public LeaderLease Lease { get; }

    public RaftCommandLog Commands { get; }

    /// <summary>Opens the storage and joins the cluster; does not wait for a leader.</summary>
    /// <exception cref="BackendException">A directory, a file or the address cannot be used.</exception>
    /// <exception cref="ConfigurationException">A file of <c>RaftTls*</c> cannot be used.</exception>
    public static async Task<RaftRuntime> StartAsync(
        RaftOptions options, Uri ownUri, LeadershipBoard board, IDecidedLedger ledger, RaftTuning tuning, INodeExit exit, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<RaftNode>();
        var timings = new RaftTimings(options.ElectionTimeout, options.UsesTls);
        var tls = options.UsesTls ? RaftTls.Load(options, time, logger) : null;
        var directory = new RaftDirectory(options.DataDirectory);
        var storage = await RaftStorage.OpenAsync(directory, ledger, tuning, exit, time, logger, cancellationToken);
        var members = new MemberFile(directory.Members);
        if (await members.WriteAsync(options.Nodes, cancellationToken))
        {
            logger.MembersChanged(EndPointText.Join(options.Nodes));
        }

        var cluster = new RaftCluster(Configure(options, timings, tls, ownUri, members, loggers)) { AuditTrail = storage.Log };
        var lease = new LeaderLease(timings, time);
        var peers = new PeerBook(timings.Request, time);
        var commands = new RaftCommandLog(cluster, storage.Log, board);
        var watch = new RaftWatch(cluster, storage.Log, board, peers, ownUri, logger);
        var renewal = new LeaseRenewal(cluster, lease, timings, time, watch);
        cluster.LeaderChanged += (_, leader) =>
        {
            if (leader is { IsRemote: false })
            {
                lease.Elected();
                renewal.Elected();
            }

            watch.Ring();
        };

        var runtime = new RaftRuntime(cluster, storage, members, lease, commands, exit, logger);
        await runtime.JoinAsync(options, cancellationToken);
        var reports = new PeerReports(board, logger);
        foreach (var member in cluster.Members)
        {
            member.MemberStatusChanged += _ => reports.Report(cluster.Members);
        }

        var stopping = runtime._stopping.Token;
        runtime._loops =
        [
            runtime.OwnAsync(watch.RunAsync(stopping)),
            runtime.OwnAsync(renewal.RunAsync(stopping)),
            runtime.OwnAsync(renewal.HurryAsync(stopping)),
            runtime.OwnAsync(new RaftWatchdog(cluster, storage, commands, peers, watch, tuning, exit, time, ownUri, logger).RunAsync(stopping)),
            runtime.OwnAsync(new LeaderAnnouncement(board, commands, ledger, ownUri, time, logger).RunAsync(stopping)),
        ];
        return runtime;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops);
        await Cluster.StopAsync(CancellationToken.None);
        await CloseAsync();
    }

    private static RaftCluster.TcpConfiguration Configure(
        RaftOptions options, RaftTimings timings, RaftTls? tls, Uri ownUri, MemberFile members, ILoggerFactory loggers)
    {
        var configuration = new RaftCluster.TcpConfiguration(options.Bind)
        {
            PublicEndPoint = options.Advertise,
            // All start with the same list; none may begin a cluster of its own.
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
                $"RaftBind {options.Bind} cannot be listened on ({refused.Message}): stop what uses that port, or choose another.", refused);
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
