using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Discovery;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Discovery;

public sealed class InventoryWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Inventory _inventory = new();
    private readonly MemoryInventoryStore _store = new();
    private readonly LogLines _log = new();

    [Fact]
    public async Task Change_Instance_IsStoredAndRemovedWithIt()
    {
        using var writer = await StartAsync();

        _inventory.Put(Seen(1));
        await Eventually.BecomesTrueAsync("the row", () => _store.Rows.ContainsKey(Key(1)));
        _inventory.Remove(Key(1));

        await Eventually.BecomesTrueAsync("the row to go", () => _store.Rows.IsEmpty);
        await writer.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Change_ManyAtOnce_BatchesAreBounded()
    {
        using var writer = await StartAsync();

        _inventory.Change(_ => Enumerable.Range(1, 2500).Select(Seen));

        await Eventually.BecomesTrueAsync("all rows", () => _store.Rows.Count == 2500);
        _store.LargestBatch.ShouldBeLessThanOrEqualTo(1000);
        await writer.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Change_TimesOnly_AreWrittenNowAndThenAndAtTheEnd()
    {
        using var writer = await StartAsync();
        _inventory.Put(Seen(1));
        await Eventually.BecomesTrueAsync("the row", () => _store.Rows.ContainsKey(Key(1)));

        _inventory.Put(Seen(1) with { LastSeen = Now.AddSeconds(1), LastChecked = Now.AddSeconds(1) });
        _inventory.Put(Seen(2));
        await Eventually.BecomesTrueAsync("the other row", () => _store.Rows.ContainsKey(Key(2)));
        var meanwhile = _store.Rows[Key(1)].LastSeen;
        await writer.StopAsync(CancellationToken.None);

        meanwhile.ShouldBe(Now);
        _store.Rows[Key(1)].LastSeen.ShouldBe(Now.AddSeconds(1));
    }

    [Fact]
    public async Task Store_Fails_IsLoggedOnceAndTheNewestIsWrittenLater()
    {
        using var writer = await StartAsync();
        _store.Trouble = "the disk is full";
        _inventory.Put(Seen(1));
        await Eventually.BecomesTrueAsync("the failure to be logged", () => _log.Count(LogLevel.Error) == 1);

        _inventory.Put(Seen(1) with { ReadOnly = true });
        _inventory.Put(Seen(2));
        _inventory.Remove(Key(2));
        _store.Trouble = null;

        await Eventually.BecomesTrueAsync("the row", () => _store.Rows.TryGetValue(Key(1), out var row) && row.ReadOnly);
        await Eventually.BecomesTrueAsync("the recovery to be logged", () => _log.Count(LogLevel.Information) == 1);
        _log.Count(LogLevel.Error).ShouldBe(1);
        _store.Rows.ContainsKey(Key(2)).ShouldBeFalse();
        await writer.StopAsync(CancellationToken.None);
    }

    private async Task<InventoryWriter> StartAsync()
    {
        var writer = new InventoryWriter(
            _inventory,
            _store,
            new FakeLeadership(),
            new FixedOptions(new ServerOptions { Discovery = new DiscoveryOptions { PollInterval = TimeSpan.FromMinutes(5) } }),
            TimeProvider.System,
            _log);
        await writer.StartAsync(CancellationToken.None);
        return writer;
    }

    private static InstanceKey Key(int port) => new("db", port);

    private static Instance Seen(int port) => new() { Key = Key(port), LastSeen = Now, LastChecked = Now };

    private sealed class LogLines : ILogger<InventoryWriter>
    {
        private readonly List<LogLevel> _levels = [];

        public int Count(LogLevel level)
        {
            lock (_levels)
            {
                return _levels.Count(one => one == level);
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_levels)
            {
                _levels.Add(logLevel);
            }
        }
    }
}
