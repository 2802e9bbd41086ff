using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Three servers on one database.</summary>
internal sealed class DatabaseGround : SharedGround
{
    // What it has committed must be there after kill -9, as on any database that is used in earnest.
    private readonly MariaDbServer _database = new(readOnly: false, "--innodb-flush-log-at-trx-commit=2");

    private DatabaseGround(Action<int, string> onLine)
    {
        Servers = Prepare(_ => (_database.HostAddress, _database.Port), knowEachOther: false, onLine);
        Faults = [.. ServerFaults.Of(Servers), .. ElectionFaults.Of(Servers), .. DatabaseFaults.Of(() => _database)];
    }

    public override ServerCluster Servers { get; }

    public override IReadOnlyList<MariaDbServer> Databases => [_database];

    public override IReadOnlyList<SharedFault> Faults { get; }

    public static async Task<DatabaseGround> StartAsync(Action<int, string> onLine, CancellationToken cancellationToken)
    {
        var ground = new DatabaseGround(onLine);
        await ground._database.StartAsync(cancellationToken);
        await ground._database.ExecuteAsync(CreateUser, cancellationToken);
        return ground;
    }

    public override Task MendedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }
}
