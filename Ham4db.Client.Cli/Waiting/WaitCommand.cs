using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Commands;

namespace Ham4db.Client.Cli.Waiting;

/// <summary>Ends as soon as something is so.</summary>
internal static class WaitCommand
{
    private const string Leader = "leader";
    private const string Healthy = "healthy";
    private const string NoRecovery = "no-recovery";

    private static readonly Input Subject = new("subject", $"{Leader}|{Healthy}|{NoRecovery}", null, InputKind.Text) { Check = CheckSubject };

    public static readonly Command Command = new LastingCommand
    {
        Name = "wait",
        Group = CommandGroup.General,
        Summary = "ends when a node leads, a cluster is healthy, or none of its recoveries runs; --timeout default 5m, then exit code 5",
        ExampleArguments = "healthy mycluster --timeout 2m",
        Required = [Subject],
        Optional = [Input.Cluster],
        DefaultTimeout = TimeSpan.FromMinutes(5),
        Run = RunAsync,
    };

    private static Task<int> RunAsync(Watchpost post, CancellationToken interrupted)
    {
        var subject = post.Call[Subject];
        if (subject == Leader)
        {
            return new Wait(post, subject, cluster: null, Looks.AtLeaderAsync).RunAsync(interrupted);
        }

        var cluster = post.Call.Find(Input.Cluster)
            ?? throw new UsageException($"the cluster must be given for {Command.Name} {subject}, for example: {Command.Example}");
        return new Wait(
            post, subject, cluster, (client, ct) => subject == Healthy ? Looks.AtHealthAsync(client, cluster, ct) : Looks.AtRecoveriesAsync(client, cluster, ct)).RunAsync(interrupted);
    }

    private static string? CheckSubject(string text, int defaultPort)
        => text is Leader or Healthy or NoRecovery ? null : $"nobody can wait for \"{text}\": wait for {Leader}, {Healthy} or {NoRecovery}, for example: {Command.Example}";
}
