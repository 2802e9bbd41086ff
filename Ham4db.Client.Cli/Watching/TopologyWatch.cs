using System.Net;
using System.Text.Json;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Watching;

/// <summary>Looks at a cluster's tree again and again. On a terminal it is drawn in place, into a pipe each time that it is another.</summary>
internal sealed class TopologyWatch(Watchpost post, string cluster, TimeSpan interval)
{
    /// <summary>Longest time for a look after the first one: so soon is a tree called stale.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Watches until it is cancelled.</summary>
    /// <exception cref="Ham4dbException">The tree could not be seen even once, or may not be seen.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var view = await LookAsync(before: null, post.Server.Timeout, cancellationToken).ConfigureAwait(false);
        var patience = interval > Patience ? interval : Patience;
        if (patience > post.Server.Timeout)
        {
            patience = post.Server.Timeout;
        }

        if (post.Terminal.CanRedraw)
        {
            using var screen = new Screen(post);
            while (true)
            {
                screen.Show(view);
                await Task.Delay(interval, post.Clock, cancellationToken).ConfigureAwait(false);
                view = await LookAsync(view, patience, cancellationToken).ConfigureAwait(false);
            }
        }

        var printed = (TopologyView?)null;
        while (true)
        {
            Print(view, printed);
            printed = view;
            await Task.Delay(interval, post.Clock, cancellationToken).ConfigureAwait(false);
            view = await LookAsync(view, patience, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TopologyView> LookAsync(TopologyView? before, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            var drawing = await post.Client.WithDeadline(limit).Topology.DrawAsync(cluster, cancellationToken).ConfigureAwait(false);
            var leader = post.Client.Cluster.Current.Leader;
            return new TopologyView(
                cluster, drawing.TrimEnd('\n'), post.Clock.GetUtcNow(), leader is null ? null : LeadershipWatch.Shown(leader), leader?.Term > 0 ? leader.Term : null, Trouble: null);
        }
        catch (Ham4dbException trouble) when (before is not null && trouble is not Ham4dbRejectedException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden })
        {
            return before with { Trouble = trouble.Message.ReplaceLineEndings(" ") };
        }
    }

    private void Print(TopologyView view, TopologyView? printed)
    {
        if (post.IsJson)
        {
            if (view.Drawing != printed?.Drawing || view.IsStale != printed.IsStale || view.Leader != printed.Leader || view.Term != printed.Term)
            {
                post.Print(JsonLine.Write(JsonSerializer.SerializeToElement(view, WatchJson.Default.TopologyView)) + "\n");
            }

            return;
        }

        if (view.IsStale && printed?.IsStale != true)
        {
            post.Tell($"{Picture.Staleness(view, post.Clock.LocalTimeZone)}");
        }
        else if (!view.IsStale && view.Drawing != printed?.Drawing)
        {
            post.Print($"{(printed is null ? string.Empty : "\n")}{Picture.Head(view, post.Clock.GetUtcNow(), post.Clock.LocalTimeZone)}\n{view.Drawing}\n");
        }
        else if (!view.IsStale && printed?.IsStale == true)
        {
            post.Tell($"{cluster} is seen again, and is as it was");
        }
    }
}
