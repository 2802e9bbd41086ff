using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>
/// Many callers who share one client, read and change all along. Afterwards every single change is looked for on every node: one that was
/// acknowledged and is not there was lost, and one that is there under two numbers, or that nobody was told of, was made twice.
/// </summary>
public sealed class MixedLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LoadRecord _record = new();
    private readonly SortedDictionary<long, string> _seen = [];
    private readonly IHam4dbClient _client;
    private readonly IReadOnlyList<MixedCaller> _callers;
    private Task _running = Task.CompletedTask;

    private MixedLoad(IEnumerable<string> endpoints, int callers)
    {
        _client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. endpoints] });

        // Nothing listens there: what is decided about an instance does not depend on whether it lives.
        _callers = [.. FreePort.Next(callers).Select((port, number) => new MixedCaller(_client, new InstanceKey("127.0.0.1", port), number, _record))];
    }

    /// <summary>How the calls went so far.</summary>
    public LoadReport Report => _record.Report;

    /// <summary>How many changes were acknowledged so far.</summary>
    public int Acknowledged => _callers.Sum(caller => caller.Begun.Count + caller.Ended);

    /// <summary>Registers the instances and begins.</summary>
    /// <param name="endpoints">Addresses of all nodes, for example <see cref="ServerCluster.Addresses"/>.</param>
    /// <param name="callers">How many call at the same time, each about an instance of its own.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<MixedLoad> StartAsync(IEnumerable<string> endpoints, int callers, CancellationToken cancellationToken = default)
    {
        var load = new MixedLoad(endpoints, callers);
        try
        {
            await Task.WhenAll(load._callers.Select(caller => caller.PrepareAsync(cancellationToken))).ConfigureAwait(false);
            load._running = Task.WhenAll(load._callers.Select(caller => Task.Run(() => caller.RunAsync(load._stop.Token), CancellationToken.None)));
            return load;
        }
        catch
        {
            await load.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The longest time in which no call was answered, since this was last asked.</summary>
    public TimeSpan TakeLongestGap() => _record.TakeLongestGap();

    /// <summary>Waits until further <paramref name="calls"/> have ended.</summary>
    /// <exception cref="TimeoutException">They have not.</exception>
    public async Task WaitForCallsAsync(int calls, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var wanted = Report.Calls + calls;
        await Eventually.SeeAsync($"{calls} more calls", _ => Task.FromResult(Report), report => report.Calls >= wanted, within, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes down what a node has stored. To be called every few hundred changes: nodes keep the last thousand, and what was once seen is not lost.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has another change under a number than was seen before.</exception>
    public async Task NoteAsync(ServerProcess node, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        Note(await DecidedRows.ReadAsync(node, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends the load; calls that are under way are finished.</summary>
    public async Task<LoadReport> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        return Report;
    }

    /// <summary>Waits until all nodes have stored the same, and judges it. To be called after <see cref="StopAsync"/>.</summary>
    /// <exception cref="TimeoutException">The nodes do not agree.</exception>
    public async Task<ChangesFound> FindAsync(IReadOnlyList<ServerProcess> nodes, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var all = await Eventually.SeeAsync(
            "all nodes to have stored the same",
            async token => await Task.WhenAll(nodes.Select(node => DecidedRows.ReadAsync(node, token))).ConfigureAwait(false),
            rows => rows.All(other => Same(other, rows[0])),
            within,
            cancellationToken).ConfigureAwait(false);
        Note(all[0]);
        return new ChangesFound([.. Lost(), .. WronglyActive(all[0])], [.. Twice()]);
    }

    /// <summary>Ends the load.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static bool Same(DecidedRows one, DecidedRows other)
        => one.Answers.SequenceEqual(other.Answers) && one.Maintenances.OrderBy(row => row.Key).SequenceEqual(other.Maintenances.OrderBy(row => row.Key));

    private void Note(DecidedRows rows)
    {
        foreach (var (number, (reason, _)) in rows.Maintenances)
        {
            if (!_seen.TryAdd(number, reason) && _seen[number] != reason)
            {
                throw new InvalidOperationException($"Number {number} was {_seen[number]} on one node and is {reason} on another.");
            }
        }
    }

    private IEnumerable<string> Lost() => _callers.SelectMany(caller => caller.Begun).Except(_seen.Values).Select(reason => $"{reason} was acknowledged, and no node has it");

    private IEnumerable<string> Twice()
    {
        var byReason = _seen.GroupBy(row => row.Value, row => row.Key).ToList();
        var known = _callers.SelectMany(caller => caller.Begun.Concat(caller.Doubtful)).ToHashSet();
        return
        [
            .. byReason.Where(numbers => numbers.Count() > 1).Select(numbers => $"{numbers.Key} was made as {string.Join(" and as ", numbers)}"),
            .. byReason.Where(numbers => !known.Contains(numbers.Key)).Select(numbers => $"{numbers.Key} was made and nobody asked for it"),

            // Numbers are drawn one by one: one that was never seen may hide anything.
            .. Enumerable.Range(1, (int)_seen.Keys.LastOrDefault()).Where(number => !_seen.ContainsKey(number))
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"number {number} was drawn and never seen")),
        ];
    }

    private IEnumerable<string> WronglyActive(DecidedRows rows)
    {
        var now = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        var active = rows.Maintenances.Values.Where(window => string.CompareOrdinal(window.EndsAt, now) > 0).Select(window => window.Reason).ToHashSet();
        return _callers.Where(caller => caller.IsKnown).SelectMany(caller => caller.Begun
            .Where(reason => active.Contains(reason) != (reason == caller.Active))
            .Select(reason => reason == caller.Active
                ? $"{reason} was begun, not ended, and is not active"
                : $"the end of {reason} was acknowledged, and it is active"));
    }
}
