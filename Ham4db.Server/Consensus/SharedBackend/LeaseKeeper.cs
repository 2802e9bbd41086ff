using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Shared;

namespace Ham4db.Server.Consensus.SharedBackend;

/// <summary>Looks at the lease again and again: renews it, takes it when it is free, and follows who holds it.</summary>
internal sealed class LeaseKeeper(
    ILeaseStore leases, ISharedLedger ledger, TermInForce term, HaPeers peers, ProcessIdentity self, Uri ownUri, LeadershipBoard board, SharedTimings timings, TimeProvider time, ILogger logger)
    : IDisposable
{
    private readonly LeaseObservation _observation = new(time);
    private readonly LeaseTenure _tenure = new(logger);
    private readonly ShownLeader _shown = new(board, self, ownUri, timings, logger);
    private readonly DatabaseSwitch _switch = new(timings, time);
    private readonly DatabaseArrival _arrival = new(leases, ledger, self, timings, time, logger);
    private readonly LedgerRefresh _refresh = new(ledger, timings, time);
    private readonly DatabaseTouch _touch = new(timings, time, logger);
    private readonly DatabaseCalls _calls = new(timings, time);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Bell _bell = new();
    private long _restsUntil;

    /// <summary>This server's claim; null when it does not lead.</summary>
    public LeaseClaim? Claim => _tenure.Claim;

    /// <summary>The token in force as last seen; 0 before the first.</summary>
    public long Token => Claim?.Token ?? _observation.Last?.Token ?? 0;

    /// <summary>Lowest token to write under; 0 when any will do.</summary>
    public long Floor => _switch.Floor;

    /// <summary>The database server that the lease was last read from; null before the first time. To be read before <see cref="Floor"/>.</summary>
    public string? Database => _switch.Database;

    /// <summary>The lease as last read; null before the first time.</summary>
    public StoredLease? LastSeen => _observation.Last;

    /// <summary>Whether the database answered lately.</summary>
    public bool IsInTouch => _touch.IsInTouch;

    /// <inheritdoc cref="DatabaseTouch.Trouble"/>
    public string? Trouble => _touch.Trouble;

    /// <summary>Whether the leader decides on another database server, which this server's own one replicates from: what is written here may lose against it.</summary>
    public bool IsElsewhere => Claim is null && _observation.Last is { IsElsewhere: true };

    /// <summary>Whether someone leads on this server's database, or is not needed there: servers that do not know each other share one.</summary>
    public bool HasTerm => !peers.AreKnown || Claim is not null || _observation.IsAlive(timings.Lease);

    /// <summary>Whether another server's lease is alive as seen from here.</summary>
    public bool SeesOther(string holder)
        => _observation.Last is { Holder: { Length: > 0 } other } && other != holder && _observation.IsAlive(timings.Lease);

    /// <inheritdoc cref="LedgerRefresh.ReadAllAsync"/>
    public Task CatchUpAsync(CancellationToken cancellationToken) => _refresh.ReadAllAsync(cancellationToken);

    /// <summary>Looks now, not when it is time.</summary>
    public void Ring() => _bell.Ring();

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (BackendException failed)
            {
                // The claim lapses by itself; the next look connects anew.
                _touch.Lost(failed.Message);
            }
#pragma warning disable CA1031 // Without a next look this server would neither lead nor answer, and would not end either.
            catch (Exception unexpected)
            {
                _touch.Lost("the look at the lease failed as it never should, and is tried again; the log of this server says more", unexpected);
            }
#pragma warning restore CA1031

            Show();
            if (!await RestAsync(cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Renews the claim now.</summary>
    /// <returns>Whether this server leads, proven by the database and the peers.</returns>
    public async Task<bool> ConfirmAsync(CancellationToken cancellationToken)
    {
        if (Claim is not { } claim)
        {
            return false;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RenewAsync(claim, cancellationToken) && claim.IsHeld();
        }
        catch (BackendException)
        {
            // No proof; the loop finds out what has happened.
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the lease, whoever holds it.</summary>
    /// <returns>Null when taken; else why not.</returns>
    /// <exception cref="BackendException">The database did not take it.</exception>
    public async Task<string?> GrabAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var round = LeaseClaim.Begin(time);
            var lease = await _calls.WithinAsync(leases.ReadAsync, cancellationToken);
            _observation.Take(lease);
            if (_switch.Floor > 0 || (_switch.Database is { } known && known != lease.Database))
            {
                return $"another database server answers now, {lease.Database}: a new term begins there by itself, try again in a moment";
            }

            if (lease.Holder == self.Holder && Claim is not null)
            {
                return null;
            }

            var step = new LeaseStep.Take(LeaseRules.NextToken(lease, _observation.HighestToken, lease.IsElsewhere), MayBeClaimed: lease.Holder.Length > 0 && (lease.Holder != self.Holder || lease.Token > _tenure.SettledToken));
            return await TakeAsync(lease, step, round, cancellationToken)
                ? null
                : "another node took the lease at the same moment, or a majority of HaPeers does not support this one";
        }
        finally
        {
            _turn.Release();
            Show();
        }
    }

    /// <summary>Stops leading and leaves the lease to the others for a moment.</summary>
    /// <exception cref="BackendException">The database did not take it; this server leads no more all the same.</exception>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            RestFor(timings.Rest);
            // The claim ends before the row says so: whoever reads the row may lead at once.
            if (_tenure.End("it was given back") is { } token)
            {
                await peers.ReleaseAsync(cancellationToken);
                await _calls.WithinAsync(within => leases.ReleaseAsync(self.Holder, token, within), cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
            Show();
        }
    }

    public void Dispose()
    {
        _tenure.Dispose();
        _turn.Dispose();
    }

    /// <summary>Looks once, and does what is to be done.</summary>
    /// <exception cref="BackendException">The database did not answer in time, or not as it should.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var round = LeaseClaim.Begin(time);
            var lease = await _calls.WithinAsync(leases.ReadAsync, cancellationToken);
            await TakeInAsync(lease, round, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task TakeInAsync(StoredLease lease, LeaseClaim.Round round, CancellationToken cancellationToken)
    {
        var highest = _observation.HighestToken;
        var unchangedFor = _observation.Take(lease);
        if (_switch.Take(lease, highest, unchangedFor))
        {
            logger.OtherDatabase(lease.Database);
        }

        await _arrival.ArriveAsync(_switch, cancellationToken);
        _tenure.EndLapsed("it was not renewed in time");

        var rests = time.GetTimestamp() < Volatile.Read(ref _restsUntil);
        switch (LeaseRules.Decide(lease, self.Holder, Claim?.Token ?? 0, _tenure.SettledToken, unchangedFor, timings.Lease, _observation.HighestToken, _switch.Floor > 0 || lease.IsElsewhere, rests))
        {
            case LeaseStep.Renew when Claim is { } claim:
                await RenewAsync(claim, cancellationToken);
                break;
            case LeaseStep.Take when await _arrival.WaitsForOthersAsync(_switch, cancellationToken):
                break;
            case LeaseStep.Take take:
                await TakeAsync(lease, take, round, cancellationToken);
                break;
            default:
                _tenure.End($"{ProcessIdentity.Short(lease.Holder)} took it under token {lease.Token}");
                break;
        }

        await _refresh.RunAsync(cancellationToken);
        _touch.Reached();
    }

    private async Task<bool> RenewAsync(LeaseClaim claim, CancellationToken cancellationToken)
    {
        var round = LeaseClaim.Begin(time);
        var supported = peers.SupportAsync(cancellationToken);
        var renewed = await _calls.WithinAsync(token => leases.TryRenewAsync(self.Holder, claim.Token, token), cancellationToken);
        if (!renewed)
        {
            await supported;
            _tenure.End("another node took it");
            return false;
        }

        if (!await supported)
        {
            return false;
        }

        claim.Renewed(round);
        return true;
    }

    private async Task<bool> TakeAsync(StoredLease lease, LeaseStep.Take take, LeaseClaim.Round round, CancellationToken cancellationToken)
    {
        if (!await peers.SupportAsync(cancellationToken))
        {
            StepBack();
            return false;
        }

        if (!await _calls.WithinAsync(token => leases.TryTakeAsync(lease, self.Holder, ownUri, take.Token, token), cancellationToken))
        {
            return false;
        }

        _tenure.End("a new term begins");
        var claim = new LeaseClaim(take.Token, lease.Database, round, take.MayBeClaimed, timings, time);
        // Read before it is claimed: a new leader must know what was decided before it.
        await _refresh.ReadAllAsync(cancellationToken);
        claim.Leading.Register(_bell.Ring);
        term.Token = take.Token;
        _tenure.Begin(claim);
        var taken = lease with { Token = take.Token, Holder = self.Holder, HolderUri = ownUri, Renewals = 0, TermDatabase = lease.Database };
        _switch.Take(taken, _observation.HighestToken, _observation.Take(taken));
        logger.TookLease(take.Token, lease.Database);
        Show();
        return true;
    }

    // Two that ask at the same time have each promised to themselves, and would refuse each other for ever.
    private void StepBack()
    {
        // While a claim lives its promise stands, whoever supports it now.
        if (Claim is null)
        {
            peers.Retract();
            RestFor(timings.Rest * Random.Shared.NextDouble());
        }
    }

    private void RestFor(TimeSpan rest)
        => Volatile.Write(ref _restsUntil, time.GetTimestamp() + (long)(rest.TotalSeconds * time.TimestampFrequency));

    private void Show() => _shown.Show(Claim, _observation);

    /// <returns>False when the server stops.</returns>
    private async Task<bool> RestAsync(CancellationToken cancellationToken)
    {
        using var slice = new CancellationTokenSource(timings.Renewal, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slice.Token, cancellationToken);
        try
        {
            await _bell.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for the next look, or the end.
        }

        return !cancellationToken.IsCancellationRequested;
    }
}
