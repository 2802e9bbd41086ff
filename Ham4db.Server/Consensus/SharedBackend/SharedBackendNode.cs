using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>
/// Leadership and command log of a server that shares its backend database with others, or has one for itself. The leader is who holds the
/// lease row; every server may decide, under the fencing token in force.
/// </summary>
internal sealed class SharedBackendNode : ILeadership, IElectionControl, ICommandLog, IRaftReport, IHaSupport, IHostedService, IDisposable
{
    private readonly LeadershipBoard _board = new(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));
    private readonly CancellationTokenSource _stopping = new();
    private readonly IBackendHealth _health;
    private readonly ProcessIdentity _self;
    private readonly SharedTimings _timings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ISharedLedger _ledger;
    private readonly LeasePromises _promises;
    private readonly HaPeers _peers;
    private readonly LeaseKeeper _keeper;
    private readonly SharedCommandLog _commands;
    private Task _loops = Task.CompletedTask;

    public SharedBackendNode(
        ISharedLedger ledger, ILeaseStore leases, TermInForce term, IBackendHealth health, ProcessIdentity self, ILiveOptions live, TimeProvider time, ILogger<SharedBackendNode> logger)
    {
        _ledger = ledger;
        _health = health;
        _self = self;
        _time = time;
        _logger = logger;
        _timings = new SharedTimings(live.Current.SharedBackend.Lease);
        _promises = new LeasePromises(_timings.Lease, time);
        _peers = new HaPeers(live, self, _promises, _timings, time, logger);
        _keeper = new LeaseKeeper(leases, ledger, term, _peers, self, OwnHttpUri.OfSharingServer(live.Current.Http), _board, _timings, time, logger);
        _commands = new SharedCommandLog(ledger, _keeper, _board, _timings, time, logger);
    }

    public LeadershipView Current => _board.Current;

    public CancellationToken LeadershipToken => _keeper.Claim?.Leading ?? new CancellationToken(canceled: true);

    public RaftStatus? Status => null;

    public IReadOnlyList<string> HealthyMembers => [];

    // The board is what the term of a reply is read from: no reply may claim leadership under an older one.
    public bool HoldsLease() => _keeper.Claim is { } claim && claim.IsHeld() && Current.Term == claim.Token;

    // What the leader decides on another database is not here yet, and what was decided here might not stand: the leader answers.
    public bool MayServe() => _keeper is { IsInTouch: true, IsElsewhere: false };

    public string? Hindrance => _keeper.Trouble is { } trouble ? $"This server is out of touch with the shared database: {trouble.TrimEnd('.')}."
        : _keeper.IsElsewhere ? "The leader decides on another database than the one that this server is led to."
        : null;

    public bool Observes() => HoldsLease();

    public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) => new(_keeper.ConfirmAsync(cancellationToken));

    public Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken)
        => _board.WaitForChangeAsync(known, cancellationToken);

    public ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
        => _commands.SubmitAsync(command, cancellationToken);

    public async ValueTask<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _keeper.CatchUpAsync(cancellationToken);
            return true;
        }
        catch (BackendUnreachableException away)
        {
            // It was only read: the change that this is for has not begun.
            throw new BackendUnreachableException(away.Message, outcomeUnknown: false, away);
        }
    }

    public string? Promise(string holder)
        => _keeper.SeesOther(holder) ? $"this node sees a living lease of {ProcessIdentity.Short(_keeper.LastSeen?.Holder ?? string.Empty)}" : _promises.Promise(holder);

    public void Release(string holder) => _promises.Release(holder);

    /// <inheritdoc/>
    /// <remarks>Waits until this server may claim to lead: the one before may for a moment, since it does not know yet.</remarks>
    public async Task GrabAsync(CancellationToken cancellationToken)
    {
        if (await _keeper.GrabAsync(cancellationToken) is { } refusal)
        {
            throw ControlRefusedException.Conflict($"Unable to grab election: {refusal}");
        }

        while (_keeper.Claim is { } claim && !claim.IsHeld())
        {
            await Task.Delay(_timings.Renewal, _time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The leader gives the lease back; another server takes it from the leader, unless that needs the support of others, who support the leader.
    /// </remarks>
    public Task ReelectAsync(CancellationToken cancellationToken)
        => _keeper.Claim is not null ? _keeper.GiveBackAsync(cancellationToken)
            : _peers.AreKnown && Current.HasLeader ? throw new NotLeaderException(Current)
            : GrabAsync(cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _ledger.RefreshAsync(everything: true, cancellationToken);
        await _health.CheckAsync(cancellationToken);
        _loops = Task.WhenAll(_keeper.RunAsync(_stopping.Token), RegisterAsync(_stopping.Token));
        _logger.Shares(ProcessIdentity.Short(_self.Holder), _health.Description);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loops;
        try
        {
            using var limit = new CancellationTokenSource(_timings.Call, _time);
            await _keeper.GiveBackAsync(limit.Token);
        }
        catch (Exception failed) when (failed is BackendException or OperationCanceledException)
        {
            // The others wait for the end of the lease instead.
            _logger.NotGivenBack(failed.Message);
        }

        _board.Show(Current with { Role = NodeRole.Shutdown, LeaderUri = null, LeaderAddress = string.Empty });
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _peers.Dispose();
        _stopping.Dispose();
    }

    // The others see by it who is there.
    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await TryRegisterAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TryRegisterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _health.CheckAsync(cancellationToken);
        }
        catch (BackendException)
        {
            // The look at the lease, which comes more often, says the same and says it once.
        }
    }
}
