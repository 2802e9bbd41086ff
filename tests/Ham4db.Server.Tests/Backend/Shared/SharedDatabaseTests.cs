using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Ham4db.Server.Tests.Backend.Shared;

/// <summary>Several servers on one real database.</summary>
public sealed class SharedDatabaseTests(SharedDatabaseTests.Server server) : IClassFixture<SharedDatabaseTests.Server>
{
    private static readonly InstanceKey Key = new("db1", 3306);

    [Fact]
    public async Task TryTake_ManyAtOnceOnAFreshDatabase_OneGetsIt()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var stores = Enumerable.Range(0, 8).Select(_ => new MySqlLeaseStore(database, TimeProvider.System)).ToList();
        var seen = await stores[0].ReadAsync(CancellationToken.None);

        var taken = await Task.WhenAll(stores.Select((store, i) => store.TryTakeAsync(seen, $"host/{i}", null, 1, CancellationToken.None)));

        taken.Count(one => one).ShouldBe(1);
        var lease = await stores[0].ReadAsync(CancellationToken.None);
        lease.Token.ShouldBe(1);
        taken[int.Parse(lease.Holder[5..], CultureInfo.InvariantCulture)].ShouldBeTrue();
    }

    [Fact]
    public async Task Lease_RenewedReleasedAndTaken_GoesByItsHolderAndToken()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var store = new MySqlLeaseStore(database, TimeProvider.System);
        (await TakeAsync(store, "a/1", 5)).ShouldBeTrue();

        (await store.TryRenewAsync("b/2", 5, CancellationToken.None)).ShouldBeFalse();
        (await store.TryRenewAsync("a/1", 4, CancellationToken.None)).ShouldBeFalse();
        (await store.TryRenewAsync("a/1", 5, CancellationToken.None)).ShouldBeTrue();
        var renewed = await store.ReadAsync(CancellationToken.None);
        (renewed.Holder, renewed.Token, renewed.Renewals).ShouldBe(("a/1", 5, 1));
        renewed.Age.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));

        await store.ReleaseAsync("b/2", 5, CancellationToken.None);
        (await store.ReadAsync(CancellationToken.None)).Holder.ShouldBe("a/1");
        await store.ReleaseAsync("a/1", 5, CancellationToken.None);
        (await store.ReadAsync(CancellationToken.None)).Holder.ShouldBeEmpty();
        (await TakeAsync(store, "b/2", 6)).ShouldBeTrue();
        (await store.TryRenewAsync("a/1", 5, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_AfterAnotherTookTheLease_FailsByItsTokenAndChangesNothing()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var store = new MySqlLeaseStore(database, TimeProvider.System);
        var (old, next) = (new MySqlSharedLedger(database), new MySqlSharedLedger(database));
        await TakeAsync(store, "a/1", 1);
        await ApplyAsync(old, 1, Envelope(new PutTag(Key, "owner", "dba")));
        await TakeAsync(store, "b/2", 2);

        await Should.ThrowAsync<StaleTokenException>(() => ApplyAsync(old, 1, Envelope(new PutTag(Key, "owner", "late"))));

        await next.RefreshAsync(everything: false, CancellationToken.None);
        next.Current.Tags[Key]["owner"].ShouldBe("dba");
        await ApplyAsync(next, 2, Envelope(new PutTag(Key, "owner", "new")));
        await old.RefreshAsync(everything: false, CancellationToken.None);
        old.Current.Tags[Key]["owner"].ShouldBe("new");
    }

    [Fact]
    public async Task Apply_FromSeveralServersAtOnce_EachSeesWhatTheOthersDecided()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(database, TimeProvider.System), "a/1", 1);
        var ledgers = Enumerable.Range(0, 3).Select(_ => new MySqlSharedLedger(database)).ToList();

        await Task.WhenAll(ledgers.SelectMany((ledger, i) => Enumerable.Range(0, 20).Select(
            n => ApplyAsync(ledger, 1, Envelope(new PutTag(Key, $"tag{i}-{n}", "x"))))));

        foreach (var ledger in ledgers)
        {
            await ledger.RefreshAsync(everything: false, CancellationToken.None);
            ledger.Current.Tags[Key].Count.ShouldBe(60);
        }
    }

    [Fact]
    public async Task Apply_SameKeyOnTwoServers_SecondGetsTheFirstAnswer()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(database, TimeProvider.System), "a/1", 1);
        var (one, other) = (new MySqlSharedLedger(database), new MySqlSharedLedger(database));
        var envelope = Envelope(new PutTag(Key, "owner", "dba")) with { IdempotencyKey = "key", RequestDigest = "digest" };

        (await ApplyAsync(one, 1, envelope)).IsReplay.ShouldBeFalse();
        await ApplyAsync(one, 1, Envelope(new DeleteTag(Key, "owner", null)));
        (await ApplyAsync(other, 1, envelope with { Id = Guid.NewGuid() })).IsReplay.ShouldBeTrue();

        other.Current.Tags.ShouldNotContainKey(Key);
    }

    [Fact]
    public async Task Refresh_WhileACommandWaitsForALock_IsNotHeldUp()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(database, TimeProvider.System), "a/1", 1);
        var ledger = new MySqlSharedLedger(database);
        await ApplyAsync(ledger, 1, Envelope(new PutTag(Key, "owner", "dba")));
        // A session of its own: those of the product are ended when they hold a lock and do nothing.
        await using var holder = new MySqlConnection(server.ConnectionString);
        await holder.OpenAsync();
        using var hold = new MySqlCommand($"START TRANSACTION; SELECT 1 FROM `{database.Options.Database}`.command_log_position FOR UPDATE", holder);
        await hold.ExecuteNonQueryAsync();

        var waiting = ApplyAsync(ledger, 1, Envelope(new PutTag(Key, "owner", "new")));
        await ledger.RefreshAsync(everything: false, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();

        await holder.CloseAsync();
        await waiting;
        ledger.Current.Tags[Key]["owner"].ShouldBe("new");
    }

    [Fact]
    public async Task Reapply_OnADatabaseThatMissedTheLast_BringsItThereAndKeepsWhatIsNewer()
    {
        await using var first = server.Open();
        await using var second = server.Open();
        await first.OpenAsync(CancellationToken.None);
        await second.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(first, TimeProvider.System), "a/1", 1);
        var ledger = new MySqlSharedLedger(first);
        await ApplyAsync(ledger, 1, Envelope(new PutTag(Key, "kept", "x")));
        await ApplyAsync(ledger, 1, Envelope(new PutTag(Key, "dropped", "x")));
        await ApplyAsync(ledger, 1, Envelope(new DeleteTag(Key, "dropped", null)));

        // The same statements, in two orders, on a database that saw none of them: what two masters do that replicate to each other.
        await TakeAsync(new MySqlLeaseStore(second, TimeProvider.System), "a/1", 2000);
        var elsewhere = new MySqlSharedLedger(second);
        await ApplyAsync(elsewhere, 2000, Envelope(new PutTag(Key, "kept", "newer")));
        await ledger.ReapplyToAsync(second, CancellationToken.None);

        await elsewhere.RefreshAsync(everything: true, CancellationToken.None);
        elsewhere.Current.Tags[Key].ShouldBe([KeyValuePair.Create("kept", "newer")]);
        (await Should.ThrowAsync<StaleTokenException>(() => ApplyAsync(elsewhere, 1, Envelope(new PutTag(Key, "kept", "late")))))
            .Message.ShouldContain("2000");
    }

    [Fact]
    public async Task Apply_ConnectionThatLeadsToAnotherServer_WritesNothingUnderTheSameToken()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(database, TimeProvider.System), "a/1", 1);
        var ledger = new MySqlSharedLedger(database);

        var moved = await Should.ThrowAsync<BackendUnreachableException>(
            () => ledger.ApplyAsync(1, "elsewhere:3306/9", Envelope(new PutTag(Key, "owner", "dba")), CancellationToken.None));

        moved.OutcomeUnknown.ShouldBeFalse();
        moved.Message.ShouldContain("elsewhere:3306/9");
        await ledger.RefreshAsync(everything: true, CancellationToken.None);
        ledger.Current.Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reapply_OfWhatWasTakenAwayWhileItWasMissing_DoesNotBringItBack()
    {
        await using var first = server.Open();
        await using var second = server.Open();
        await first.OpenAsync(CancellationToken.None);
        await second.OpenAsync(CancellationToken.None);
        await TakeAsync(new MySqlLeaseStore(first, TimeProvider.System), "a/1", 1);
        await TakeAsync(new MySqlLeaseStore(second, TimeProvider.System), "b/2", 1001);
        var (ledger, elsewhere) = (new MySqlSharedLedger(first), new MySqlSharedLedger(second));
        await ApplyAsync(ledger, 1, Envelope(new PutTag(Key, "owner", "dba")));
        await ApplyAsync(ledger, 1, Envelope(new BeginDowntime(Key, "ann", "disk", TimeSpan.FromHours(1))));

        await ApplyAsync(elsewhere, 1001, Envelope(new DeleteTag(Key, "owner", null)));
        await ApplyAsync(elsewhere, 1001, Envelope(new EndDowntime(Key)));
        await ledger.ReapplyToAsync(second, CancellationToken.None);

        await elsewhere.RefreshAsync(everything: true, CancellationToken.None);
        elsewhere.Current.Tags.ShouldBeEmpty();
        elsewhere.Current.Downtimes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Awaited_ServersThatWereThereLately_UntilTheyHaveFollowedFarEnough()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var store = new MySqlLeaseStore(database, TimeProvider.System);
        var nodes = Enumerable.Range(1, 3).Select(number => new ProcessIdentity($"host{number}", $"token{number}", DateTimeOffset.UtcNow)).ToList();
        foreach (var node in nodes)
        {
            await new MySqlBackendHealth(database, null, node).CheckAsync(CancellationToken.None);
        }

        (await AwaitedAsync(8)).ShouldBe(["host2/token2", "host3/token3"], ignoreOrder: true);
        await store.ArriveAsync(nodes[1].Holder, 8, CancellationToken.None);
        await store.ArriveAsync(nodes[2].Holder, 7, CancellationToken.None);
        (await AwaitedAsync(8)).ShouldBe(["host3/token3"]);
        await store.ArriveAsync(nodes[2].Holder, 1008, CancellationToken.None);
        await store.ArriveAsync(nodes[2].Holder, 8, CancellationToken.None);
        (await AwaitedAsync(1008)).ShouldBe(["host2/token2"]);

        Task<IReadOnlyList<string>> AwaitedAsync(long floor) => store.AwaitedAsync(nodes[0].Holder, floor, CancellationToken.None);
    }

    [Fact]
    public async Task Refresh_RowThatCannotBeRead_SaysSoAndWhatToDo()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        await database.RunAsync(
            statements => statements.ExecuteAsync("INSERT INTO candidate VALUES ('a', 1, 'sometimes', 'x', 'x', 'x', 0, 'x')"), CancellationToken.None);

        var unreadable = await Should.ThrowAsync<BackendException>(() => new MySqlSharedLedger(database).RefreshAsync(everything: true, CancellationToken.None));

        unreadable.Message.ShouldContain(database.Description);
        unreadable.Message.ShouldContain("sometimes");
        unreadable.Message.ShouldContain("restore it from a copy");
    }

    [Fact]
    public async Task Nodes_ClockOfTheDatabaseWasSetBack_ThoseThatEndedBeforeAreNotThere()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var nodes = new[] { "lives", "ended" }.Select(token => new ProcessIdentity("host", token, DateTimeOffset.UtcNow)).ToList();
        var health = nodes.Select(node => new MySqlBackendHealth(database, null, node)).ToList();
        await Task.WhenAll(health.Select(one => one.CheckAsync(CancellationToken.None)));
        await database.RunAsync(statements => statements.ExecuteAsync("UPDATE node_health SET last_seen = last_seen + INTERVAL 1 HOUR"), CancellationToken.None);

        await health[0].CheckAsync(CancellationToken.None);

        (await new MySqlNodeDirectory(database).ReadAsync(CancellationToken.None))!.Available.Select(node => node.Token).ShouldBe(["lives"]);
        (await new MySqlLeaseStore(database, TimeProvider.System).AwaitedAsync("host/other", 1, CancellationToken.None)).ShouldBe(["host/lives"]);
    }

    private Task<CommandResult> ApplyAsync(MySqlSharedLedger ledger, long token, CommandEnvelope envelope)
        => ledger.ApplyAsync(token, server.Identity, envelope, CancellationToken.None);

    [Fact]
    public async Task Directory_ServersThatRegistered_AreNamedWithTheAddressOfTheDatabaseAlone()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var nodes = Enumerable.Range(1, 2).Select(number => new ProcessIdentity($"host{number}", $"token{number}", DateTimeOffset.UtcNow)).ToList();
        (await TakeAsync(new MySqlLeaseStore(database, TimeProvider.System), nodes[1].Holder, 1)).ShouldBeTrue();

        // Who registered two seconds ago counts no more, and the machine may be slow.
        await Eventually.PassesAsync("both to be listed", async token =>
        {
            foreach (var node in nodes)
            {
                await new MySqlBackendHealth(database, null, node).CheckAsync(token);
            }

            var seen = await new MySqlNodeDirectory(database).ReadAsync(token);
            (seen!.Active!.Hostname, seen.Active.Token).ShouldBe(("host2", "token2"));
            seen.Available.Select(node => (node.Hostname, node.Token, node.DBBackend)).ShouldBe(
                nodes.Select(node => (node.Hostname, node.Token, $"127.0.0.1:{database.Options.Port}")));
        });
    }

    [Fact]
    public async Task Start_OnTheDatabaseOfARaftNodeThatRuns_IsRefused_AndOneThatIsSharedIsNoRaftNodesAnyMore()
    {
        await using var database = server.Open();
        await database.OpenAsync(CancellationToken.None);
        var ledger = new MySqlDecidedLedger(database, TimeProvider.System);
        await ledger.LoadAsync(CancellationToken.None);
        await ledger.ResetAsync("raft", CancellationToken.None);
        await ledger.ApplyAsync(new LogPosition(7, 50), Envelope(new PutTag(Key, "raft", "1")), CancellationToken.None);
        var leases = new MySqlLeaseStore(database, TimeProvider.System);
        var servers = new MySqlSharedBackend(database, leases);
        await using (var node = new MySqlDataLock(database.Options))
        {
            await node.HoldAsync(CancellationToken.None);

            (await Should.ThrowAsync<BackendException>(() => servers.StartAsync(CancellationToken.None))).Message
                .ShouldContain("belongs to a raft node that runs: set MySQLOrchestratorDatabase");
        }

        await Eventually.PassesAsync("the lock to be free", token => servers.StartAsync(token));
        var lease = await leases.ReadAsync(CancellationToken.None);
        (lease.Token, lease.Holder).ShouldBe((50, string.Empty));
        (await TakeAsync(leases, "a/1", 51)).ShouldBeTrue();
        var shared = new MySqlSharedLedger(database);
        await shared.ApplyAsync(51, lease.Database, Envelope(new PutTag(Key, "raft", "2")), CancellationToken.None);
        shared.Current.Tags[Key]["raft"].ShouldBe("2");

        var again = new MySqlDecidedLedger(database, TimeProvider.System);
        await again.LoadAsync(CancellationToken.None);
        again.Current.Tags[Key]["raft"].ShouldBe("2");
        again.LogId.ShouldBeNull();
        again.Position.ShouldNotBe(LogPosition.Start);
    }

    private static async Task<bool> TakeAsync(MySqlLeaseStore store, string holder, long token)
        => await store.TryTakeAsync(await store.ReadAsync(CancellationToken.None), holder, null, token, CancellationToken.None);

    private static CommandEnvelope Envelope(Command command) => new(Guid.NewGuid(), null, null, DateTimeOffset.UtcNow, command);

    /// <summary>One database server; each test has a database of its own.</summary>
    public sealed class Server : IAsyncLifetime, IAsyncDisposable
    {
        private readonly MariaDbServer _server = new();
        private int _databases;

        /// <summary>Identity of the server, as a lease tells it.</summary>
        internal string Identity { get; private set; } = string.Empty;

        public async Task InitializeAsync()
        {
            await _server.StartAsync();
            Identity = (string)(await _server.ScalarAsync($"SELECT {MySqlSession.OwnIdentity}"))!;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

        internal string ConnectionString => _server.ConnectionString;

        internal MySqlDatabase Open() => new(
            new MySqlBackendOptions
            {
                Host = "127.0.0.1",
                Port = _server.Port,
                Database = $"shared{Interlocked.Increment(ref _databases)}",
                User = MariaDbUsers.TopologyUser,
                Password = MariaDbUsers.TopologyPassword,
            },
            TimeProvider.System,
            NullLogger.Instance);
    }
}
