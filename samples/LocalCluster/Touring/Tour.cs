using System.Globalization;
using Ham4db.Samples.LocalCluster.Running;
using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Touring;

/// <summary>Shows in a minute what the cluster is for: its leader is killed under load, nothing fails, and the killed node comes back.</summary>
internal sealed class Tour
{
    private const string TagName = "tour";

    private static readonly TimeSpan BeforeKill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterNewLeader = TimeSpan.FromSeconds(1.5);

    private readonly RunningCluster _cluster;
    private readonly Narration _narration;
    private readonly List<(string What, string Value)> _summary = [];

    public Tour(RunningCluster cluster, Narration narration)
    {
        _cluster = cluster;
        _narration = narration;
    }

    /// <summary>Runs the tour.</summary>
    /// <returns>False when a call of the loop failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        _narration.Part("1. The topology, through the client");
        _narration.Show(await _cluster.DrawAsync(cancellationToken));

        var leader = await _cluster.Servers.LeaderAsync(cancellationToken: cancellationToken);
        var allAnswered = await KillLeaderAsync(leader, cancellationToken);
        await BringBackAsync(leader, cancellationToken);

        _narration.Part("4. Summary");
        _narration.Summary(_summary);
        return allAnswered;
    }

    private async Task<bool> KillLeaderAsync(ServerProcess oldLeader, CancellationToken cancellationToken)
    {
        var oldTerm = await _cluster.TermAsync(oldLeader, cancellationToken);
        _narration.Part("2. The leader is killed while a client makes one call each 10 ms");
        await using var loop = new ClientLoop(async token => await _cluster.Client.Clusters.ListNamesAsync(token), TimeProvider.System);
        await Eventually.BecomesTrueAsync("the loop to run", () => loop.Now > BeforeKill && loop.Ended > 0, cancellationToken: cancellationToken);
        _narration.Say("client", $"{loop.Ended} calls answered so far");

        var kill = loop.Now;
        await oldLeader.KillAsync(cancellationToken);
        _narration.Say(_cluster.NameOf(oldLeader), $"kill -9: the leader of term {oldTerm} is gone", Mood.Bad);

        var newLeader = await _cluster.Servers.LeaderAsync(cancellationToken: cancellationToken);
        var elected = loop.Now;
        _narration.Say(
            "leader",
            $"{_cluster.NameOf(newLeader)} leads in term {await _cluster.TermAsync(newLeader, cancellationToken)}, {Milliseconds(elected - kill)} after the kill",
            Mood.Leader);
        await Eventually.BecomesTrueAsync("the loop to go on", () => loop.Now > elected + AfterNewLeader, cancellationToken: cancellationToken);

        var calls = await loop.StopAsync();
        return Judge(calls, kill, $"{_cluster.NameOf(oldLeader)}, term {oldTerm}", $"{_cluster.NameOf(newLeader)}, term {await _cluster.TermAsync(newLeader, cancellationToken)}");
    }

    private bool Judge(IReadOnlyList<Call> calls, TimeSpan kill, string oldLeader, string newLeader)
    {
        var failures = calls.Where(call => call.Failure is not null).ToList();
        var silence = Milliseconds(Silence.Longest(calls, kill - BeforeKill));
        _narration.Say("client", $"{calls.Count} calls, {failures.Count} failed; longest time without an answer {silence}", failures.Count == 0 ? Mood.Good : Mood.Bad);
        foreach (var reason in failures.Select(call => call.Failure!).Distinct().Take(3))
        {
            _narration.Say("failed", reason, Mood.Bad);
        }

        _narration.Part("   Response times around the kill");
        _narration.Show(ResponsePlot.Draw(calls, kill, _narration.Unicode));
        _summary.AddRange(
        [
            ("old leader", oldLeader),
            ("new leader", newLeader),
            ("calls", string.Create(CultureInfo.InvariantCulture, $"{calls.Count}, {failures.Count} failed")),
            ("longest time without an answer", silence),
        ]);
        return failures.Count == 0;
    }

    private async Task BringBackAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        var name = _cluster.NameOf(node);
        _narration.Part("3. The killed node comes back");
        var key = _cluster.SomeReplica;
        await _cluster.Client.Tags.SetAsync(key, $"{TagName}=set-while-{name.Replace(' ', '-')}-was-down", cancellationToken);
        var leader = await _cluster.Servers.LeaderAsync(cancellationToken: cancellationToken);
        var target = (await _cluster.StatusOf(leader, cancellationToken)).AppliedIndex ?? 0;
        _narration.Say("client", string.Create(CultureInfo.InvariantCulture, $"tags {key} while {name} is down: entry {target} of the log"));

        await _cluster.StartNodeAsync(node, cancellationToken);
        var caughtUp = await Eventually.SeeAsync(
            $"{name} to apply entry {target}",
            async token => (Node: (await _cluster.StatusOf(node, token)).AppliedIndex, Leader: (await _cluster.StatusOf(leader, token)).AppliedIndex),
            applied => applied.Node >= target && applied.Node == applied.Leader,
            cancellationToken: cancellationToken);
        var tags = await _cluster.Client.Tags.ListAsync(key, cancellationToken);
        _narration.Say(
            name,
            string.Create(CultureInfo.InvariantCulture, $"has applied entry {caughtUp.Node}, as the leader has {caughtUp.Leader}: it has caught up"),
            Mood.Good);
        _narration.Say("client", $"tags of {key}: {string.Join(", ", tags)}", Mood.Good);
        _summary.Add(("killed node", string.Create(CultureInfo.InvariantCulture, $"{name} is back, at entry {caughtUp.Node} of {caughtUp.Leader}")));
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
