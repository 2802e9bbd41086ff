using System.Diagnostics;
using System.Globalization;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary><c>watch leader</c> and <c>wait leader</c> while the real leader dies.</summary>
[Collection(Alone.Name)]
public sealed class WatchingTests
{
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task LeaderDies_WatchTellsTheNextOne_AndWaitEndsWithIt()
    {
        await using var cluster = new ServerCluster(nodes: 3);
        await cluster.StartAsync();
        var watch = ChildProcess.Start(
            "ham4db-client watch", DotNetProgram.Path, ["exec", RepositoryRoot.BuiltAssembly("Ham4db.Client.Cli", "ham4db-client"), "watch", "leader", "-U", cluster.ApiVariable]);
        await using (watch)
        {
            // Who leads may change before it is killed: the one that was told last is.
            await Eventually.BecomesTrueAsync("a leader to be told", () => watch.Output.Count > 0 && IsDirect(watch.Output[^1]), Room);
            var killed = cluster.Nodes.Single(node => IsTold(watch.Output[^1], node));
            await killed.KillAsync();
            var wait = await CliProcess.RunAsync(cluster.ApiVariable, ["wait", "leader", "--timeout", "50s"]);
            await Eventually.BecomesTrueAsync("the next leader to be told", () => IsDirect(watch.Output[^1]) && !IsTold(watch.Output[^1], killed), Room);
            using var interrupt = Process.Start("kill", ["-INT", watch.Id.ToString(CultureInfo.InvariantCulture)]);
            var exitCode = await watch.WaitForExitAsync().WaitAsync(Room);

            watch.Output.ShouldContain(line => line.Contains("nobody led for", StringComparison.Ordinal));
            wait.ExitCode.ShouldBe(0, wait.StandardError);
            cluster.Nodes.Where(node => node != killed).ShouldContain(node => wait.StandardOutput == $"{node.Address}api");
            exitCode.ShouldBe(0);
        }
    }

    /// <summary>At first a node that only routes may be all that has answered.</summary>
    private static bool IsDirect(string line) => !line.Contains("routes", StringComparison.Ordinal);

    private static bool IsTold(string line, ServerProcess node) => line.Contains(node.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
}
