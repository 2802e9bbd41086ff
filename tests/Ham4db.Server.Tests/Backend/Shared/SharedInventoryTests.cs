using Ham4db.Client.Contract;
using Ham4db.Server.Backend.MySql;
using Ham4db.Server.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Server.Tests.Backend.Shared;

/// <summary>What a server that does not lead reads, again and again, of what the leader has seen.</summary>
[Collection(MariaDbBackend.Collection)]
public sealed class SharedInventoryTests(MariaDbBackend backend) : IAsyncLifetime
{
    private static readonly InstanceKey A = new("a", 1);
    private static readonly InstanceKey B = new("b", 1);
    private static readonly InstanceKey C = new("c", 1);

    private readonly MySqlBackendOptions _options = backend.NewOptions();
    private MySqlDatabase _database = null!;
    private MySqlInventoryStore _reader = null!;

    public async Task InitializeAsync()
    {
        _database = await MariaDbBackend.OpenAsync(_options);
        _reader = Store(term: 0);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Fact]
    public async Task ReadAll_Again_FollowsWhatWasChangedAddedAndRemoved()
    {
        var leader = Store(term: 1);
        await leader.WriteAsync([Seen(A, "1"), Seen(B, "1")], [], CancellationToken.None);
        (await ReadAsync()).ShouldBe(["a 1", "b 1"]);

        await leader.WriteAsync([Seen(A, "2"), Seen(C, "2")], [B], CancellationToken.None);
        (await ReadAsync()).ShouldBe(["a 2", "c 2"]);

        await leader.WriteAsync([Seen(B, "3")], [], CancellationToken.None);
        (await ReadAsync()).ShouldBe(["a 2", "b 3", "c 2"]);
    }

    [Fact]
    public async Task ReadAll_Again_ReadsOnlyRowsThatWereWrittenSince()
    {
        var leader = Store(term: 1);
        await leader.WriteAsync([Seen(A, "1")], [], CancellationToken.None);
        await leader.WriteAsync([Seen(B, "1")], [], CancellationToken.None);
        var first = await _reader.ReadAllAsync(CancellationToken.None);

        // Nothing writes in this way: it shows what is read.
        await backend.Server.ExecuteAsync($"UPDATE `{_options.Database}`.instance SET document = '{{' WHERE hostname = 'a'");
        await leader.WriteAsync([Seen(B, "2")], [], CancellationToken.None);

        var again = await _reader.ReadAllAsync(CancellationToken.None);
        again.Single(instance => instance.Key == A).ShouldBeSameAs(first.Single(instance => instance.Key == A));
        again.Single(instance => instance.Key == B).Version.ShouldBe("2");
    }

    [Fact]
    public async Task ReadAll_RowOfAnOlderTermThatArrivesLate_IsRead()
    {
        await Store(term: 2).WriteAsync([Seen(A, "new")], [], CancellationToken.None);
        (await ReadAsync()).ShouldBe(["a new"]);

        await Store(term: 1).WriteAsync([Seen(A, "late"), Seen(B, "late")], [], CancellationToken.None);

        (await ReadAsync()).ShouldBe(["a new", "b late"]);
    }

    [Fact]
    public async Task ReadAll_MoreWritesThanAreAskedForOneByOne_ReadsAll()
    {
        var leader = Store(term: 1);
        for (var port = 1; port <= 120; port++)
        {
            await leader.WriteAsync([Seen(new InstanceKey("a", port), "1")], [], CancellationToken.None);
        }

        (await _reader.ReadAllAsync(CancellationToken.None)).Select(instance => instance.Key.Port).Order().ShouldBe(Enumerable.Range(1, 120));
    }

    private static Instance Seen(InstanceKey key, string version) => new() { Key = key, Version = version };

    private async Task<IEnumerable<string>> ReadAsync()
        => (await _reader.ReadAllAsync(CancellationToken.None)).Select(instance => $"{instance.Key.Hostname} {instance.Version}").Order();

    private MySqlInventoryStore Store(long term)
        => new(_database, isShared: true, () => term, TimeProvider.System, NullLogger<MySqlInventoryStore>.Instance);
}
