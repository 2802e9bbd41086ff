using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

/// <summary>
/// Servers that look at one lease in every order, are stopped in the middle of a look, lose the database, and see its clock jump: a random walk
/// over a model of the database, on a clock that the walk moves.
/// </summary>
public sealed class LeaseKeeperModelTests
{
    private static readonly SharedTimings Timings = new(TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Keepers_WhateverHappens_NeverTwoLead(int servers)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            TakeWalk(servers, seed);
        }
    }

    [Fact]
    public async Task Keepers_LeaderGone_AnotherLeadsAfterTheLeaseAndNotBefore()
    {
        var time = new FakeTimeProvider();
        var walk = new Walk(2, time);
        await walk.LookAsync(0);
        walk[0].Held.ShouldBeTrue();

        walk[0].Connection.Stop();
        await walk.LookAsync(1);
        for (var waited = TimeSpan.Zero; waited < Timings.Lease - TimeSpan.FromMilliseconds(100); waited += TimeSpan.FromMilliseconds(100))
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await walk.LookAsync(1);
            walk[1].Held.ShouldBeFalse();
        }

        time.Advance(TimeSpan.FromMilliseconds(200));
        await walk.LookAsync(1);
        walk[1].Held.ShouldBeTrue();
        walk[0].Held.ShouldBeFalse();
    }

    [Fact]
    public async Task Look_TakesTheLease_ShowsItUnderItsToken()
    {
        var time = new FakeTimeProvider();
        var walk = new Walk(2, time);
        await walk.LookAsync(0);
        walk[0].Connection.Stop();
        time.Advance(Timings.Lease);
        await walk.LookAsync(1);
        time.Advance(Timings.Lease);
        await walk.LookAsync(1);

        walk[1].Held.ShouldBeTrue();
        walk[1].Board.Current.Role.ShouldBe(NodeRole.Leader);
        walk[1].Board.Current.Term.ShouldBe(2);
    }

    [Fact]
    public async Task GiveBack_Leader_AnotherLeadsAtItsNextLook()
    {
        var walk = new Walk(2, new FakeTimeProvider());
        await walk.LookAsync(0);

        await walk[0].Keeper.GiveBackAsync(CancellationToken.None);
        walk[0].Held.ShouldBeFalse();
        await walk.LookAsync(0);
        walk[0].Held.ShouldBeFalse();

        await walk.LookAsync(1);
        walk[1].Held.ShouldBeTrue();
    }

    [Fact]
    public async Task Grab_LeaderInGoodHealth_LeadsOnlyOnceTheOtherCannotClaimAnyMore()
    {
        var time = new FakeTimeProvider();
        var walk = new Walk(2, time);
        await walk.LookAsync(0);

        (await walk[1].Keeper.GrabAsync(CancellationToken.None)).ShouldBeNull();
        walk[0].Held.ShouldBeTrue();
        walk[1].Held.ShouldBeFalse();

        time.Advance(Timings.Claim);
        walk[0].Held.ShouldBeFalse();
        time.Advance(Timings.Renewal);
        await walk.LookAsync(1);
        walk[1].Held.ShouldBeTrue();
    }

    [Fact]
    public async Task GiveBack_GrabbedFromOneWhoStillLeads_NobodyLeadsBesideThatOne()
    {
        var walk = new Walk(3, new FakeTimeProvider());
        await walk.LookAsync(0);
        await walk[1].Keeper.GrabAsync(CancellationToken.None);
        await walk[1].Keeper.GiveBackAsync(CancellationToken.None);

        await walk.LookAsync(2);

        walk.Leading.ShouldBe([0]);
    }

    private static void TakeWalk(int servers, int seed)
    {
        var random = new Random(seed);
        using var thread = new OneThread(random);
        var time = new FakeTimeProvider();
        var walk = new Walk(servers, time);
        var everLed = new HashSet<int>();
        for (var step = 0; step < 600; step++)
        {
            var at = $"seed {seed}, step {step}";
            Disturb(walk, random.Next(servers), random);
            thread.Run(random.Next(40), () => walk.Leading.Count.ShouldBeLessThanOrEqualTo(1, at));
            time.Advance(TimeSpan.FromMilliseconds(random.Next(random.Next(10) == 0 ? 4_000 : 400)));
            walk.Leading.Count.ShouldBeLessThanOrEqualTo(1, at);
            everLed.UnionWith(walk.Leading);
        }

        // A walk in which nobody leads would prove nothing.
        everLed.ShouldNotBeEmpty($"seed {seed}");
        walk.Continue();
        thread.Run(int.MaxValue);
        walk.End();
    }

    private static void Disturb(Walk walk, int one, Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                walk[one].Connection.Stop();
                break;
            case 1 or 2 or 3:
                walk[one].Connection.Continue();
                break;
            case 4:
                walk[one].Connection.IsCut = true;
                break;
            case 5 or 6:
                walk[one].Connection.IsCut = false;
                break;
            case 7 when random.Next(10) == 0:
                walk.Database.SetClock(TimeSpan.FromHours(random.Next(2) == 0 ? 1 : -1));
                break;
            case 8 when random.Next(3) == 0:
                walk.Start(one, keeper => keeper.GiveBackAsync(CancellationToken.None));
                break;
            case 9 when random.Next(3) == 0:
                walk.Start(one, keeper => keeper.GrabAsync(CancellationToken.None));
                break;
            default:
                walk.Start(one, keeper => keeper.LookAsync(CancellationToken.None));
                break;
        }
    }

    private sealed class Walk
    {
        private readonly Server[] _servers;

        public Walk(int servers, FakeTimeProvider time)
        {
            Database = new ModelDatabase(time);
            _servers = [.. Enumerable.Range(0, servers).Select(index => new Server(index, Database, time))];
        }

        public ModelDatabase Database { get; }

        public Server this[int index] => _servers[index];

        public Task LookAsync(int server) => this[server].Keeper.LookAsync(CancellationToken.None);

        public void Start(int server, Func<LeaseKeeper, Task> act) => _servers[server].Start(act);

        /// <summary>The servers that say that they lead.</summary>
        public IReadOnlyList<int> Leading => [.. Enumerable.Range(0, _servers.Length).Where(server => this[server].Held)];

        public void Continue()
        {
            foreach (var server in _servers)
            {
                server.Connection.Continue();
            }
        }

        public void End()
        {
            foreach (var server in _servers)
            {
                server.Running.IsCompleted.ShouldBeTrue();
                server.Running.GetAwaiter().GetResult();
                server.Keeper.Dispose();
            }
        }
    }

    private sealed class Server
    {
        public Server(int index, ModelDatabase database, FakeTimeProvider time)
        {
            var self = new ProcessIdentity($"host{index}", $"token{index}", time.GetUtcNow());
            var live = new FixedOptions(new ServerOptions());
            Connection = new ModelConnection(database);
            Keeper = new LeaseKeeper(
                Connection,
                new NothingDecided(),
                new TermInForce(),
                new HaPeers(live, self, new LeasePromises(Timings.Lease, time), Timings, time, NullLogger.Instance),
                self,
                new Uri($"http://host{index}:3000"),
                Board,
                Timings,
                time,
                NullLogger.Instance);
        }

        public ModelConnection Connection { get; }

        public LeadershipBoard Board { get; } = new(new LeadershipView(NodeRole.Shutdown, 0, string.Empty, null));

        public LeaseKeeper Keeper { get; }

        public Task Running { get; private set; } = Task.CompletedTask;

        public bool Held => Keeper.Claim is { } claim && claim.IsHeld();

        public void Start(Func<LeaseKeeper, Task> act)
        {
            if (Running.IsCompleted)
            {
                Running = ExpectLossAsync(act(Keeper));
            }
        }

        private static async Task ExpectLossAsync(Task act)
        {
            try
            {
                await act;
            }
            catch (Exception lost) when (lost is BackendException or OperationCanceledException)
            {
                // The walk cuts connections and lets time pass.
            }
        }
    }
}
