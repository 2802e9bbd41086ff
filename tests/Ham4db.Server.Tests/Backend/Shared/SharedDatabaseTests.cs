using System.Globalization;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Configuration;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

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
        await old.ApplyAsync(1, Envelope(new PutTag(Key, "owner", "dba")), CancellationToken.None);
        await TakeAsync(store, "b/2", 2);

        await Should.ThrowAsync<StaleTokenException>(() => old.ApplyAsync(1, Envelope(new PutTag(Key, "owner", "late")), CancellationToken.None));

        await next.RefreshAsync(everything: false, CancellationToken.None);
        next.Current.Tags[Key]["owner"].ShouldBe("dba");
        await next.ApplyAsync(2, Envelope(new PutTag(Key, "owner", "new")), CancellationToken.None);
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
            n => ledger.ApplyAsync(1, Envelope(new PutTag(Key, $"tag{i}-{n}", "x")), CancellationToken.None))));

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

        (await one.ApplyAsync(1, envelope, CancellationToken.None)).IsReplay.ShouldBeFalse();
        await one.ApplyAsync(1, Envelope(new DeleteTag(Key, "owner", null)), CancellationToken.None);
        (await other.ApplyAsync(1, envelope with { Id = Guid.NewGuid() }, CancellationToken.None)).IsReplay.ShouldBeTrue();

        other.Current.Tags.ShouldNotContainKey(Key);
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
        await ledger.ApplyAsync(1, Envelope(new PutTag(Key, "kept", "x")), CancellationToken.None);
        await ledger.ApplyAsync(1, Envelope(new PutTag(Key, "dropped", "x")), CancellationToken.None);
        await ledger.ApplyAsync(1, Envelope(new DeleteTag(Key, "dropped", null)), CancellationToken.None);

        // The same statements, in two orders, on a database that saw none of them: what two masters do that replicate to each other.
        await TakeAsync(new MySqlLeaseStore(second, TimeProvider.System), "a/1", 2000);
        var elsewhere = new MySqlSharedLedger(second);
        await elsewhere.ApplyAsync(2000, Envelope(new PutTag(Key, "kept", "newer")), CancellationToken.None);
        await ledger.ReapplyToAsync(second, CancellationToken.None);

        await elsewhere.RefreshAsync(everything: true, CancellationToken.None);
        elsewhere.Current.Tags[Key].ShouldBe([KeyValuePair.Create("kept", "newer")]);
        (await Should.ThrowAsync<StaleTokenException>(() => elsewhere.ApplyAsync(1, Envelope(new PutTag(Key, "kept", "late")), CancellationToken.None)))
            .Message.ShouldContain("2000");
    }

    private static async Task<bool> TakeAsync(MySqlLeaseStore store, string holder, long token)
        => await store.TryTakeAsync(await store.ReadAsync(CancellationToken.None), holder, null, token, CancellationToken.None);

    private static CommandEnvelope Envelope(Command command) => new(Guid.NewGuid(), null, null, DateTimeOffset.UtcNow, command);

    /// <summary>One database server; each test has a database of its own.</summary>
    public sealed class Server : IAsyncLifetime, IAsyncDisposable
    {
        private readonly MariaDbServer _server = new();
        private int _databases;

        public Task InitializeAsync() => _server.StartAsync();

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

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
