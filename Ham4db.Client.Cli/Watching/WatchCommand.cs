using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Watching;

/// <summary>Shows something as it changes, until Ctrl-C.</summary>
internal static class WatchCommand
{
    private static readonly Input Subject = new("subject", "leader|topology", null, InputKind.Text);
    private static readonly Input Interval = new("interval", "INTERVAL", Options.Interval, InputKind.Duration) { Check = CheckInterval };

    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(2);

    public static readonly Command Command = new LastingCommand
    {
        Name = "watch",
        Group = CommandGroup.General,
        Summary = "a cluster's tree, redrawn as it changes; or with \"leader\" a line for each change of leader; Ctrl-C ends it",
        ExampleArguments = "topology mycluster --interval 5s",
        Optional = [Subject, Input.Cluster, Interval],
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(Watchpost post, CancellationToken interrupted)
    {
        var watching = (post.Call.Find(Subject), post.Call.Find(Input.Cluster)) switch
        {
            ("leader", _) => new LeadershipWatch(post).RunAsync(interrupted),
            (null or "topology", { } cluster) => TopologyAsync(cluster),
            ({ } cluster, _) when cluster != "topology" => TopologyAsync(cluster),
            _ => throw new UsageException($"what to watch must be given, a cluster or \"leader\", for example: {Command.Example}"),
        };
        try
        {
            await watching.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // There is no other end: to stop watching is not to break anything off.
        }

        return ExitCode.Done;

        Task TopologyAsync(string cluster)
            => new TopologyWatch(post, cluster, post.Call.Find(Interval) is { } text && Durations.TryParse(text, out var interval) ? interval : UsualInterval).RunAsync(interrupted);
    }

    private static string? CheckInterval(string text, int defaultPort)
        => Durations.TryParse(text, out _) ? null : $"\"{text}\" is no interval: write a number and ms, s, m or h, for example 5s";
}
