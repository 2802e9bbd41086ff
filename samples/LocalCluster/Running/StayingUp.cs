using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Running;

/// <summary>Shows what to try, and tells what becomes of the cluster until it is stopped.</summary>
internal sealed class StayingUp(RunningCluster cluster, Narration narration)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        narration.Part("The topology, as the cluster draws it");
        narration.Show(await cluster.DrawAsync(cancellationToken));
        var leader = await cluster.Servers.LeaderAsync(cancellationToken: cancellationToken);
        ShowCommands(leader);
        await Task.WhenAll([FollowLeaderAsync(leader.Address, cancellationToken), .. cluster.Servers.Nodes.Select(node => KeepUpAsync(node, cancellationToken))]);
    }

    private void ShowCommands(ServerProcess leader)
    {
        narration.Part("Running; Ctrl-C takes everything down");
        narration.Summary(cluster.Servers.Nodes.Select(node => (
            cluster.NameOf(node),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{node.Address.ToString().TrimEnd('/')}  process {node.Process.Id}{(node == leader ? "  leader" : string.Empty)}"))));
        narration.Part("Try these in another terminal, in the repository's root");
        narration.Commands(
        [
            ("ask the cluster through the client: it knows all three nodes and finds the leader itself",
                $"HAM4DB_API=\"{cluster.Servers.ApiVariable}\" dotnet run --project Ham4db.Client.Cli -- topology -i {cluster.Master}"),
            ("ask each node whether it leads: one says OK",
                $"curl -s -w ' %{{http_code}} %{{url_effective}}\\n' {string.Join(' ', cluster.Servers.Addresses.Select(address => address + "/api/leader-check"))}"),
            ("kill the leader, and see here who takes over",
                string.Create(CultureInfo.InvariantCulture, $"kill -9 {leader.Process.Id}")),
        ]);
    }

    private async Task FollowLeaderAsync(Uri known, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(LookEvery, cancellationToken);
            var leaders = await cluster.Servers.LeadersAsync(cancellationToken);
            if (leaders.Count != 1 || leaders[0] == known)
            {
                continue;
            }

            known = leaders[0];
            var leader = cluster.Servers.Nodes.Single(node => node.Address == known);
            var term = await cluster.TermAsync(leader, cancellationToken);
            narration.Say("leader", $"{cluster.NameOf(leader)} leads now, in term {term}; its process is {leader.Process.Id}", Mood.Leader);
        }
    }

    private async Task KeepUpAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        while (true)
        {
            var exitCode = await node.Process.WaitForExitAsync(cancellationToken);
            narration.Say(
                cluster.NameOf(node),
                string.Create(CultureInfo.InvariantCulture, $"has ended with exit code {exitCode}; it is started again in {RestartAfter.TotalSeconds:0} s"),
                Mood.Bad);
            await Task.Delay(RestartAfter, cancellationToken);
            await cluster.StartNodeAsync(node, cancellationToken);
        }
    }
}
