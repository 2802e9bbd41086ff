using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Standalone;

/// <summary>
/// Leadership and command log of a node that runs alone: it always leads, in a term that rises by one at each start, and its log is the
/// backend database itself. What a command means and how it is stored is the same code as under raft.
/// </summary>
internal sealed class StandaloneNode(
    IDecidedLedger ledger, IBackendHealth health, ILiveOptions options, TimeProvider time, ILogger<StandaloneNode> logger)
    : ILeadership, IElectionControl, ICommandLog, IRaftReport, IHostedService, IDisposable
{
    /// <summary>What stands for a log in the database of a node that runs alone.</summary>
    public const string LogId = "standalone";

    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(1);

    private readonly LeadershipBoard _board = new(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));
    private readonly CancellationTokenSource _leading = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private CancellationToken _token = new(canceled: true);
    private Task _recheck = Task.CompletedTask;
    private string? _trouble;

    public LeadershipView Current => _board.Current;

    public CancellationToken LeadershipToken => _token;

    public RaftStatus? Status => null;

    public IReadOnlyList<string> HealthyMembers => [];

    // No other node exists; but a node that can store nothing must not be sent changes.
    public bool HoldsLease() => !_token.IsCancellationRequested && health.TakesWrites;

    public bool MayServe() => HoldsLease();

    public string? Hindrance => health.TakesWrites ? null : $"The backend database takes no writes: {Volatile.Read(ref _trouble)?.TrimEnd('.') ?? "health says why"}.";

    public bool Observes() => true;

    public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) => ValueTask.FromResult(HoldsLease());

    public Task<LeadershipView> WaitForChangeAsync(LeadershipView known, CancellationToken cancellationToken)
        => _board.WaitForChangeAsync(known, cancellationToken);

    // It leads already, and nobody else could.
    public Task GrabAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReelectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<CommandResult> SubmitAsync(CommandEnvelope command, CancellationToken cancellationToken)
    {
        CommandCodec.Encode(command);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_token.IsCancellationRequested)
            {
                throw new NotLeaderException(Current);
            }

            var position = new LogPosition(ledger.Position.Index + 1, Current.Term);
            return await ledger.ApplyAsync(position, command, cancellationToken);
        }
        catch (BackendException refused) when (!health.TakesWrites)
        {
            Note(refused.Message);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var term = await ledger.AdoptAsync(LogId, cancellationToken);
        _token = _leading.Token;
        _recheck = RecheckAsync(_leading.Token);
        _board.Show(new LeadershipView(NodeRole.Leader, term, string.Empty, OwnHttpUri.OfStandalone(options.Current.Http)));
        logger.LeadsAlone(term);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _leading.CancelAsync();
        await _recheck;
        _board.Show(Current with { Role = NodeRole.Shutdown, LeaderUri = null });
    }

    public void Dispose()
    {
        _leading.Dispose();
        _turn.Dispose();
    }

    // After a refused write nobody may write again, so that the node would never notice that the disk has room once more.
    private async Task RecheckAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RecheckInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (health.TakesWrites)
                {
                    // Somebody who asked for health found it out before.
                    NoteEnd();
                }
                else
                {
                    await TryWriteAsync(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await health.CheckAsync(cancellationToken);
            NoteEnd();
        }
        catch (IOException refused)
        {
            Note(refused.Message);
        }
    }

    // Once, and again when it is something else: a line each second would bury what came before.
    private void Note(string trouble)
    {
        if (Interlocked.Exchange(ref _trouble, trouble) != trouble)
        {
            logger.BackendTakesNoWrites(trouble);
        }
    }

    private void NoteEnd()
    {
        if (Interlocked.Exchange(ref _trouble, null) is not null)
        {
            logger.BackendTakesWritesAgain();
        }
    }
}
