using System.Globalization;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Commands;

/// <summary>The nodes of the service.</summary>
internal static class RaftCommands
{
    public static readonly IReadOnlyList<Command> All =
    [
        Text("raft-leader", "raft address of the leader", LeaderAsync),
        Text("raft-health", "healthy, or an error and exit code 1", (client, _, ct) => client.Raft.HealthAsync(cancellationToken: ct)),
        Text("raft-leader-hostname", "host name of the leader's machine", LeaderHostnameAsync),
        Text("raft-state", "raft state of the node that leads: Leader, unless it is just losing that", (client, _, ct) => client.Raft.StateAsync(cancellationToken: ct)),
        new Command<IReadOnlyList<string>>
        {
            Name = "raft-peers",
            Group = CommandGroup.Raft,
            Summary = "raft addresses of all members",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Raft.PeersAsync(cancellationToken: ct),
            Lines = Print.Texts,
            Table = Tables.Peers,
            Json = WireJson.Default.IReadOnlyListString,
        },
        new Command<RaftStatus>
        {
            Name = "raft-status",
            Group = CommandGroup.Raft,
            Summary = "the leader's place in the raft cluster, one name: value a line",
            ExampleArguments = "",
            Request = (client, _, ct) => client.Raft.StatusAsync(cancellationToken: ct),
            Lines = StatusLines,
            Json = WireJson.Default.RaftStatus,
        },
    ];

    private static Command<string> Text(string name, string summary, Func<IHam4dbClient, Call, CancellationToken, Task<string>> request)
        => new()
        {
            Name = name,
            Group = CommandGroup.Raft,
            Summary = summary,
            ExampleArguments = "",
            Request = request,
            Lines = Print.Text,
            Json = WireJson.Default.String,
        };

    private static async Task<string> LeaderAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        // Asked first for its error when there is no raft, which the scripts print too. The state itself does not matter: a follower
        // that routes knows the leader as well.
        await client.Raft.StateAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var leader = await client.Raft.LeaderAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return leader.Length > 0 ? leader : throw new CommandFailedException("the node that answered knows no raft leader: try again, or ask raft-health", ExitCode.NoLeader);
    }

    private static async Task<string> LeaderHostnameAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        await client.Raft.StateAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var status = await client.Nodes.StatusAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return status.IsRaftLeader
            ? status.Hostname
            : throw new CommandFailedException(
                "the node that answered is not the leader, which only knows its own host name: name all nodes in HAM4DB_API", ExitCode.Refused);
    }

    private static IEnumerable<string> StatusLines(RaftStatus status)
    {
        yield return $"State: {status.State}";
        yield return $"Healthy: {(status.Healthy ? "true" : "false")}";
        yield return $"IsPartOfQuorum: {(status.IsPartOfQuorum ? "true" : "false")}";
        yield return $"Leader: {status.Leader}";
        yield return $"LeaderURI: {status.LeaderURI}";
        yield return $"RaftBind: {status.RaftBind}";
        yield return $"RaftAdvertise: {status.RaftAdvertise}";
        yield return $"Peers: {string.Join(' ', status.Peers)}";
        foreach (var (name, value) in new[] { ("Term", status.Term), ("CommitIndex", status.CommitIndex), ("AppliedIndex", status.AppliedIndex) })
        {
            if (value is { } known)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {known}");
            }
        }
    }
}
