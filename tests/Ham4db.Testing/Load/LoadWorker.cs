using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;

namespace Ham4db.Testing;

/// <summary>Changes the tags and the downtime of one instance, one change after the other, and remembers what must be so afterwards.</summary>
internal sealed class LoadWorker(IHam4dbClient client, InstanceKey key, LoadRecord record, bool readsBack)
{
    private const string Counter = "seq";
    private const string Passing = "pair";
    private const string Owner = "load";

    // Room for the nodes: two cores are shared by all of them and the test.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongerThanAnyTest = TimeSpan.FromHours(2);

    private readonly LoadCell _counter = new($"the tag {Counter} of {key}");
    private readonly LoadCell _passing = new($"the tag {Passing} of {key}");
    private readonly LoadCell _downtime = new($"the downtime of {key}");

    /// <summary>The instance must be known for all else.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => client.Instances.DiscoverInBackgroundAsync(key, cancellationToken);

    /// <summary>Goes on until told to stop; the change that is under way then is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var turn = 1; ; turn++)
        {
            var value = turn.ToString(CultureInfo.InvariantCulture);
            Func<Task>[] changes =
            [
                () => ChangeAsync(_counter, value, () => client.Tags.SetAsync(key, $"{Counter}={value}", CancellationToken.None)),
                () => readsBack ? ReadBackAsync() : Task.CompletedTask,
                () => ChangeAsync(_passing, value, () => client.Tags.SetAsync(key, $"{Passing}={value}", CancellationToken.None)),
                () => ChangeAsync(_passing, null, RemovePassingAsync),
                () => ChangeAsync(_downtime, value, () => client.Downtime.BeginAsync(key, Owner, value, LongerThanAnyTest, CancellationToken.None)),
                () => ChangeAsync(_downtime, null, () => client.Downtime.EndAsync(key, CancellationToken.None)),
            ];
            foreach (var change in changes)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                await change().ConfigureAwait(false);
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What is wrong in the rows of a node; empty when nothing is.</summary>
    public IEnumerable<string> Judge(DecidedRows rows) => new[]
    {
        _counter.Judge(rows.Tags.GetValueOrDefault((key, Counter))),
        _passing.Judge(rows.Tags.GetValueOrDefault((key, Passing))),
        _downtime.Judge(rows.Downtimes.GetValueOrDefault(key)),
    }.OfType<string>();

    private async Task ChangeAsync(LoadCell cell, string? value, Func<Task> call)
    {
        var answered = await record.CallAsync($"change of {cell.Name} to {value ?? "not there"}", call).ConfigureAwait(false);
        if (answered is null)
        {
            cell.Acknowledge(value);
        }
        else if (answered is not NoLeaderException and not Ham4dbRejectedException)
        {
            cell.Doubt(value);
        }
    }

    private async Task RemovePassingAsync()
    {
        var expected = _passing.Acknowledged;
        var removed = await client.Tags.RemoveAsync(key, Passing, CancellationToken.None).ConfigureAwait(false);
        if (expected is not null && removed.Count == 0)
        {
            record.Noticed($"{_passing.Name} was {expected}, acknowledged, and its removal did not find it");
        }
    }

    private Task<Exception?> ReadBackAsync() => record.CallAsync($"read of {_counter.Name}", async () =>
    {
        var found = await client.Tags.ValueAsync(key, Counter, CancellationToken.None).ConfigureAwait(false);
        if (_counter.Judge(found) is { } wrong)
        {
            record.Noticed($"a read was stale: {wrong}");
        }
    });
}
