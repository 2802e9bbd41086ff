using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>
/// Begins and ends the maintenance of one instance, and reads after each whether it is so. To begin twice is refused or draws a second number,
/// so that a change made twice shows; a beginning or an end that was lost shows in the next read or change.
/// </summary>
internal sealed class MixedCaller(IHam4dbClient client, InstanceKey key, int number, LoadRecord record)
{
    private const string Owner = "caller";

    // Room for the nodes: two cores are shared by all of them and the callers.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly List<string> _begun = [];
    private readonly List<string> _doubtful = [];
    private int _ended;
    private string? _active;
    private bool _isKnown = true;

    /// <summary>What was begun and acknowledged: the reasons, each of which is given once.</summary>
    public IReadOnlyList<string> Begun => _begun;

    /// <summary>What was begun without an answer that tells whether it was.</summary>
    public IReadOnlyList<string> Doubtful => _doubtful;

    /// <summary>How many ends were acknowledged.</summary>
    public int Ended => _ended;

    /// <summary>The reason of what was begun last and not ended; null when there is none. Not to be relied on when the last change failed.</summary>
    public string? Active => _active;

    /// <summary>Whether the last change was answered, so that <see cref="Active"/> must be so.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>The instance must be known for all else.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => client.Instances.DiscoverInBackgroundAsync(key, cancellationToken);

    /// <summary>Goes on until told to stop; the call that is under way then is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // Spread, so that they do not all call at one moment.
        await Task.Delay(Pause * Random.Shared.NextDouble(), CancellationToken.None).ConfigureAwait(false);
        for (var turn = 1; ; turn++)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"{number}-{turn}");
            Func<Task>[] calls = [() => BeginAsync(reason), ReadAsync, () => EndAsync(reason), ReadAsync];
            foreach (var call in calls)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                await call().ConfigureAwait(false);
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task BeginAsync(string reason)
    {
        _isKnown = await record.CallAsync($"beginning of {reason}", () => client.Maintenance.BeginAsync(key, Owner, reason, CancellationToken.None))
            .ConfigureAwait(false) is null;
        _active = reason;
        (_isKnown ? _begun : _doubtful).Add(reason);
    }

    private async Task EndAsync(string reason)
    {
        _isKnown = await record.CallAsync($"end of {reason}", () => client.Maintenance.EndAsync(key, CancellationToken.None)).ConfigureAwait(false) is null;
        _active = null;
        _ended += _isKnown ? 1 : 0;
    }

    private Task<Exception?> ReadAsync() => record.CallAsync($"read of {key}", async () =>
    {
        var isActive = await client.Maintenance.IsActiveAsync(key, CancellationToken.None).ConfigureAwait(false);
        if (_isKnown && isActive != _active is not null)
        {
            record.Noticed($"{key} was {(isActive ? "in" : "not in")} maintenance, but {_active ?? "its end"} was acknowledged last");
        }
    });
}
