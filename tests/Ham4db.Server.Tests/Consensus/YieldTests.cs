using System.Collections.Concurrent;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Consensus;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Ham4db.Server.Tests.Consensus;

[Collection(Alone.Name)]
public class YieldTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Yield_ToEachNodeTwiceAround_ThatNodeLeadsAndNothingIsLost()
    {
        await using var trio = await ReadyAsync();
        using var load = new Load(trio);
        var first = (await trio.LeaderAsync()).Leadership.Current.Term;

        for (var i = 0; i < 6; i++)
        {
            var target = trio.Nodes[i % 3];
            var leader = await trio.LeaderAsync();
            var term = leader.Leadership.Current.Term;
            await leader.Control.YieldAsync(target.Address, None);

            HasLed(target, since: leader == target ? term : term + 1).ShouldBeTrue();
            var before = load.Taken;
            await Eventually.BecomesTrueAsync("commands to be taken again", () => load.Taken > before + 2);
        }

        var taken = await load.EndAsync();
        output.WriteLine($"{taken.Count} commands; longest gap {load.LongestGap.TotalMilliseconds:0} ms; gaps {string.Join(' ', load.Gaps.OrderDescending().Take(8).Select(gap => $"{gap.TotalMilliseconds:0}"))}");
        if (trio.Nodes.Max(node => node.Leadership.Current.Term) - first <= 6)
        {
            // No other election took place beside those that were asked for.
            load.Unknown.ShouldBeEmpty();
        }

        await trio.AllAgreeAsync(node => taken.All(key => node.Store.Current.Tags.ContainsKey(key)), "every acknowledged command on all nodes");
        trio.Nodes.SelectMany(node => node.Logs.Lines).ShouldAllBe(line => line.Level < LogLevel.Error);
    }

    [Fact]
    public async Task YieldByHint_PartOfAnAddress_ANodeWithItLeads()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var term = leader.Leadership.Current.Term;
        var target = trio.Others(leader)[0];

        await leader.Control.YieldByHintAsync(target.Options.Http.Advertise!.Host, None);

        HasLed(target, since: term + 1).ShouldBeTrue();
    }

    [Fact]
    public async Task YieldByHint_FitsTheLeader_ChangesNothing()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();

        await leader.Control.YieldByHintAsync("127.0.0.1", None);

        HasHandedOver(leader).ShouldBeFalse();
    }

    [Fact]
    public async Task Yield_ToOneWhoCannotLead_IsRefusedAndChangesNothing()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var (deaf, dead) = (trio.Others(leader)[0], trio.Others(leader)[1]);
        trio.Network.Deaf[deaf.Options.Http.Advertise!] = true;
        await dead.CrashAsync();

        var unknown = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldAsync("127.0.0.1:1", None));
        var malformed = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldAsync("a:b:c", None));
        var unreached = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldAsync(deaf.Address, None));
        var gone = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldAsync(dead.Address, None));
        var nobody = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldByHintAsync("nowhere", None));
        var empty = await Should.ThrowAsync<ControlRefusedException>(() => leader.Control.YieldByHintAsync(" ", None));
        var none = await Should.ThrowAsync<ControlRefusedException>(() => leader.Election.ReelectAsync(None));
        var grab = await Should.ThrowAsync<ControlRefusedException>(() => leader.Election.GrabAsync(None));

        (unknown.Refusal, malformed.Refusal, nobody.Refusal, empty.Refusal).ShouldBe(
            (ControlRefusal.BadArgument, ControlRefusal.BadArgument, ControlRefusal.BadArgument, ControlRefusal.BadArgument));
        (unreached.Refusal, gone.Refusal, none.Refusal, grab.Refusal).ShouldBe(
            (ControlRefusal.Conflict, ControlRefusal.Conflict, ControlRefusal.Conflict, ControlRefusal.Conflict));
        unknown.Message.ShouldContain("is no member");
        unreached.Message.ShouldContain(deaf.Address);
        none.Message.ShouldStartWith("Unable to re-elect");
        grab.Message.ShouldBe("Unable to grab election: Cannot GrabElection on raft setup");
        (await trio.DecideAsync(new PutTag(new InstanceKey("db", 1), "a", "b"))).Status.ShouldBe(CommandStatus.Applied);
        HasHandedOver(leader).ShouldBeFalse();
    }

    [Fact]
    public async Task Yield_AskedOfAFollower_IsRefusedWithTheLeader()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var follower = trio.Others(leader)[0];

        var refused = await Should.ThrowAsync<NotLeaderException>(() => follower.Control.YieldAsync(follower.Address, None));

        refused.View.LeaderAddress.ShouldBe(leader.Address);
    }

    [Fact]
    public async Task Reelect_AnotherNodeLeads()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var term = leader.Leadership.Current.Term;

        await leader.Election.ReelectAsync(None);

        trio.Others(leader).ShouldContain(node => HasLed(node, term + 1));
    }

    [Fact]
    public async Task Stop_OfTheLeader_HandsOverFirst()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var term = leader.Leadership.Current.Term;
        using var load = new Load(trio);

        await leader.StopAsync();
        var next = await trio.LeaderAsync();

        next.ShouldNotBe(leader);
        next.Leadership.Current.Term.ShouldBeGreaterThan(term);
        await load.EndAsync();
        output.WriteLine($"longest gap {load.LongestGap.TotalMilliseconds:0} ms");
        if (leader.Logs.Lines.FirstOrDefault(line => line.Text.StartsWith("Stops without")) is { Text: { } reason })
        {
            // A busy machine: the node did not wait for longer than it may.
            output.WriteLine(reason);
            return;
        }

        HasHandedOver(leader).ShouldBeTrue();
        if (trio.Running.Max(node => node.Leadership.Current.Term) == term + 1)
        {
            // No other election took place beside the one that was asked for.
            load.Unknown.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Stop_OfTheLastNode_DoesNotWait()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        foreach (var other in trio.Others(leader))
        {
            await other.CrashAsync();
        }

        await leader.StopAsync();

        leader.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task Restart_AfterAYield_TheOldWordIsNotObeyedAgain()
    {
        await using var trio = await ReadyAsync();
        var leader = await trio.LeaderAsync();
        var target = trio.Others(leader)[0];
        await leader.Control.YieldAsync(target.Address, None);
        await trio.LeaderAsync();

        await Task.WhenAll(trio.Nodes.Select(node => node.CrashAsync()));
        await Task.WhenAll(trio.Nodes.Select(node => node.StartAsync()));

        await trio.DecideAsync(new PutTag(new InstanceKey("db", 1), "a", "b"));
        trio.Nodes.SelectMany(node => node.Logs.Lines).Count(line => line.Text.StartsWith("Hands leadership over")).ShouldBe(1);
    }

    // By its log, since a busy machine may have brought about another election by now.
    private static bool HasLed(TestNode node, long since)
        => Enumerable.Range(0, 20).Any(later => node.Logs.Lines.Any(line => line.Text == $"Leader is {node.Address} in term {since + later}; this node is Leader"));

    private static bool HasHandedOver(TestNode node) => node.Logs.Lines.Any(line => line.Text.StartsWith("Hands leadership over"));

    private static async Task<Trio> ReadyAsync()
    {
        // Longer than elsewhere: an election that a busy machine brings about is not what these tests are about.
        var trio = await Trio.StartAsync(configure: raft => raft with { ElectionTimeout = TimeSpan.FromSeconds(1) });
        await trio.LeaderAsync();

        // Each has learnt the address of the others by then.
        await Eventually.BecomesTrueAsync("all nodes to report", () => trio.Nodes.Any(node => node.Report.HealthyMembers.Count == 3));
        return trio;
    }

    /// <summary>A client that issues one command after the other to whoever leads, and goes on elsewhere only when nothing was done.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly List<InstanceKey> _taken = [];
        private readonly Task _loop;
        private volatile int _count;

        public Load(Trio trio) => _loop = Task.Run(() => RunAsync(trio));

        /// <summary>What ended with an unknown outcome.</summary>
        public ConcurrentQueue<Exception> Unknown { get; } = [];

        public int Taken => _count;

        public List<TimeSpan> Gaps { get; } = [];

        public TimeSpan LongestGap => Gaps.Count == 0 ? TimeSpan.Zero : Gaps.Max();

        public async Task<IReadOnlyList<InstanceKey>> EndAsync()
        {
            await _end.CancelAsync();
            await _loop;
            return _taken;
        }

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        private async Task RunAsync(Trio trio)
        {
            var last = TimeProvider.System.GetTimestamp();
            for (var i = 1; !_end.IsCancellationRequested; i++)
            {
                var key = new InstanceKey("load", i);
                while (!_end.IsCancellationRequested && !await TryAsync(trio, key))
                {
                    await Eventually.BecomesTrueAsync(
                        "a leader with a lease", () => _end.IsCancellationRequested || trio.Running.Any(node => node.HoldsLease));
                }

                Gaps.Add(TimeProvider.System.GetElapsedTime(last));
                last = TimeProvider.System.GetTimestamp();
            }
        }

        private async Task<bool> TryAsync(Trio trio, InstanceKey key)
        {
            if (trio.Running.FirstOrDefault(node => node.HoldsLease) is not { } leader)
            {
                return false;
            }

            try
            {
                await leader.SubmitAsync(new PutTag(key, "n", "1"));
                _taken.Add(key);
                _count = _taken.Count;
                return true;
            }
            catch (Exception refused) when (refused is NotLeaderException or InvalidOperationException)
            {
                return false;
            }
            catch (CommandOutcomeUnknownException unknown)
            {
                Unknown.Enqueue(unknown);
                return false;
            }
        }
    }
}
