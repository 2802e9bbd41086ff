using System.Text.Json;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;
using Ham4db.Client.Leadership;

namespace Ham4db.Client.Cli.Watching;

/// <summary>Prints a line for each change of leader, as the nodes tell it.</summary>
internal sealed class LeadershipWatch(Watchpost post)
{
    /// <summary>How often the leader is asked whether it still is one: gaps are told this exactly.</summary>
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>When somebody was seen to lead last, or when the watch began.</summary>
    private long _lastProof = post.Clock.GetTimestamp();

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Leader? current = null;
        var pulse = BeatAsync(() => current, ends.Token);
        try
        {
            await foreach (var leader in post.Client.WatchLeaderAsync(cancellationToken).ConfigureAwait(false))
            {
                var gap = Math.Round(post.Clock.GetElapsedTime(Volatile.Read(ref _lastProof)).TotalSeconds, 3);

                // The same leader, reached by another way, is none that had to be waited for.
                var isFound = current is null || (current.IsRouted != leader.IsRouted && current.Term == leader.Term);
                Say(leader, isFound ? null : gap);
                Volatile.Write(ref _lastProof, post.Clock.GetTimestamp());
                current = leader;
            }
        }
        finally
        {
            await ends.CancelAsync().ConfigureAwait(false);
            await pulse.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks the leader again and again, and says so once when nobody leads for longer than a change of leader takes.</summary>
    private async Task BeatAsync(Func<Leader?> current, CancellationToken cancellationToken)
    {
        var (said, asked) = (false, (Leader?)null);
        while (true)
        {
            await Task.Delay(Pulse, post.Clock, cancellationToken).ConfigureAwait(false);
            var (leader, began) = (current(), post.Clock.GetTimestamp());
            said &= leader == asked;
            asked = leader;
            if (leader is not null && await LeadsAsync(leader, cancellationToken).ConfigureAwait(false))
            {
                said = false;
                if (leader == current())
                {
                    Volatile.Write(ref _lastProof, began);
                }
            }
            else if (!said && leader == current() && post.Clock.GetElapsedTime(Volatile.Read(ref _lastProof)) is var silence && silence >= Patience)
            {
                post.Tell(leader is null ? "no node leads yet" : $"{Shown(leader)} does not lead any more, and no other node yet");
                said = true;
            }
        }
    }

    private Task<bool> LeadsAsync(Leader leader, CancellationToken cancellationToken)
        => leader.IsRouted ? post.Client.Nodes.RoutesToLeaderAsync(leader.Endpoint, cancellationToken) : post.Client.Nodes.LeadsAsync(leader.Endpoint, cancellationToken);

    private void Say(Leader leader, double? gap)
    {
        var change = new LeaderChange(post.Clock.GetUtcNow(), leader.Term > 0 ? leader.Term : null, Shown(leader), leader.IsRouted, gap);
        post.Print((post.IsJson ? JsonLine.Write(JsonSerializer.SerializeToElement(change, WatchJson.Default.LeaderChange)) : change.ToString()) + "\n");
    }

    /// <summary>The address without <c>/api/</c>, as people write it.</summary>
    public static string Shown(Leader leader) => leader.Endpoint.AbsoluteUri[..^"/api/".Length];
}
