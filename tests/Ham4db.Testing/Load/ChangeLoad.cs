using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>
/// Changes tags and downtimes through the real client, all along, and afterwards says of every node whether it has what was acknowledged. A
/// change that was lost shows as an older value; one that was made a second time, later, shows as an older value too, or as a tag or downtime
/// that is there again.
/// </summary>
public sealed class ChangeLoad : IAsyncDisposable
{
    // A node that was emptied or killed last may have to be sent a snapshot first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly LoadRecord _record = new();
    private readonly IHam4dbClient _client;
    private readonly IReadOnlyList<LoadWorker> _workers;
    private Task _running = Task.CompletedTask;

    private ChangeLoad(Ham4dbClientOptions options, int workers, bool readsBack)
    {
        _client = Ham4dbClient.Create(options);

        // Nothing listens there: what is decided about an instance does not depend on whether it lives.
        _workers = [.. FreePort.Next(workers).Select(port => new LoadWorker(_client, new InstanceKey("127.0.0.1", port), _record, readsBack))];
    }

    /// <summary>How the calls went so far.</summary>
    public LoadReport Report => _record.Report;

    /// <summary>Registers the instances and begins.</summary>
    /// <param name="endpoints">Addresses of all nodes, for example <see cref="ServerCluster.Addresses"/>.</param>
    /// <param name="workers">How many change at the same time, each an instance of its own.</param>
    /// <param name="readsBack">Whether they also read what they wrote, which holds where reads are answered by the leader.</param>
    /// <param name="deadline">Of each call; null for the client's default.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<ChangeLoad> StartAsync(
        IEnumerable<string> endpoints, int workers = 4, bool readsBack = true, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        var options = new Ham4dbClientOptions { Endpoints = [.. endpoints] };
        options.Deadline = deadline ?? options.Deadline;
        var load = new ChangeLoad(options, workers, readsBack);
        try
        {
            await Task.WhenAll(load._workers.Select(worker => worker.PrepareAsync(cancellationToken))).ConfigureAwait(false);
            load._running = Task.WhenAll(load._workers.Select(worker => Task.Run(() => worker.RunAsync(load._stop.Token), CancellationToken.None)));
            return load;
        }
        catch
        {
            await load.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until further <paramref name="calls"/> have been answered, so that something happened under load.</summary>
    /// <exception cref="TimeoutException">They were not.</exception>
    public async Task WaitForCallsAsync(int calls, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var before = Report;
        var wanted = before.Calls - before.Failed + calls;
        await Eventually.SeeAsync(
            $"{calls} more answered calls", _ => Task.FromResult(Report), report => report.Calls - report.Failed >= wanted, within, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Ends the load; calls that are under way are finished.</summary>
    public async Task<LoadReport> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        return Report;
    }

    /// <summary>Waits until every one of the nodes has stored what was acknowledged, and all have stored the same. To be called after <see cref="StopAsync"/>.</summary>
    /// <exception cref="TimeoutException">One has not; the message says which node, which change, and what it has instead.</exception>
    public Task VerifyAsync(IReadOnlyList<ServerProcess> nodes, TimeSpan? within = null, CancellationToken cancellationToken = default) => Eventually.SeeAsync(
        "every node to have what was acknowledged",
        async token =>
        {
            var all = await Task.WhenAll(nodes.Select(node => DecidedRows.ReadAsync(node, token))).ConfigureAwait(false);
            return nodes.SelectMany((node, position) => Judge(node, all[position], all[0])).ToList();
        },
        wrong => wrong.Count == 0,
        within ?? Patience,
        cancellationToken);

    /// <summary>Ends the load.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private IEnumerable<string> Judge(ServerProcess node, DecidedRows rows, DecidedRows first)
    {
        var wrong = _workers.SelectMany(worker => worker.Judge(rows));
        return (rows.Answers.SequenceEqual(first.Answers) ? wrong : wrong.Append(
                $"the kept answers differ from those of the first node: {rows.Answers.Except(first.Answers).Count()} of {rows.Answers.Count} are only here, {first.Answers.Except(rows.Answers).Count()} of {first.Answers.Count} only there"))
            .Select(what => $"at {node.Address}: {what}");
    }
}
