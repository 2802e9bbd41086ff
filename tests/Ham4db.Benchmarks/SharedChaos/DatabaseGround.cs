using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Three servers on one database.</summary>
internal sealed class DatabaseGround : SharedGround
{
    private readonly MariaDbServer _database;
    private readonly SteppedClock? _clock;

    private DatabaseGround(SteppedClock? clock, Action<int, string> onLine)
    {
        _clock = clock;
        // What it has committed must be there after kill -9, as on any database that is used in earnest. With its double-write buffer InnoDB takes a
        // clock that was set for a wait of ten minutes, and ends.
        _database = new MariaDbServer(readOnly: false, "--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0") { Variables = clock?.Variables };
        Servers = Prepare(_ => (_database.HostAddress, _database.Port), knowEachOther: false, onLine);
        Faults = [.. ServerFaults.Of(Servers), .. ElectionFaults.Of(Servers), .. DatabaseFaults.Of(() => _database), .. clock is null ? [] : new[] { DatabaseFaults.ClockSet(_database, clock, weight: 3) }];
    }

    public override ServerCluster Servers { get; }

    public override IReadOnlyList<MariaDbServer> Databases => [_database];

    public override IReadOnlyList<SharedFault> Faults { get; }

    public static async Task<DatabaseGround> StartAsync(Action<int, string> onLine, CancellationToken cancellationToken)
    {
        var ground = new DatabaseGround(SteppedClock.Unsupported is null ? await SteppedClock.CreateAsync(cancellationToken) : null, onLine);
        await ground._database.StartAsync(cancellationToken);
        return ground;
    }

    // It may end a moment after its clock was set.
    public override Task MendedAsync(CancellationToken cancellationToken) => _database.Process.HasExited ? _database.StartAsync(cancellationToken) : Task.CompletedTask;

    public override Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        _clock?.Dispose();
    }
}
