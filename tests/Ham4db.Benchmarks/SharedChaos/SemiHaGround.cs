using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Three servers that know each other, each behind a proxy of its own to two databases that replicate to each other by statements.</summary>
internal sealed class SemiHaGround : SharedGround
{
    private static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(2);

    private readonly MasterMasterPair _pair;
    private readonly IReadOnlyList<MySqlProxy> _proxies;

    private SemiHaGround(MasterMasterPair pair, IReadOnlyList<MySqlProxy> proxies, Action<int, string> onLine)
    {
        _pair = pair;
        _proxies = proxies;
        Servers = Prepare(position => ("127.0.0.1", proxies[position].Port), knowEachOther: true, onLine);
        Faults =
        [
            .. ServerFaults.Of(Servers), .. ElectionFaults.Of(Servers), .. PairFaults.Of(pair), .. PairFaults.Of(proxies),
            DatabaseFaults.KilledConnections(random => pair.Servers[random.Next(2)], weight: 4),
            DatabaseFaults.ReadOnly(random => pair.Servers[random.Next(2)], weight: 2),
        ];
    }

    public override ServerCluster Servers { get; }

    public override IReadOnlyList<MariaDbServer> Databases => _pair.Servers;

    public override IReadOnlyList<SharedFault> Faults { get; }

    public override bool MayLoseSight => true;

    public static async Task<SemiHaGround> StartAsync(Action<int, string> onLine, CancellationToken cancellationToken)
    {
        var pair = await MasterMasterPair.StartAsync(cancellationToken: cancellationToken);
        await pair.WaitForCaughtUpAsync(cancellationToken: cancellationToken);
        var proxies = new List<MySqlProxy>();
        for (var server = 0; server < 3; server++)
        {
            proxies.Add(await MySqlProxy.StartAsync(pair.Servers, cancellationToken));
        }

        return new SemiHaGround(pair, proxies, onLine);
    }

    public override Task MendedAsync(CancellationToken cancellationToken)
        => Eventually.SeeAsync("both sides to replicate", _pair.ReplicationErrorsAsync, errors => errors.Count == 0, CatchingUp, cancellationToken);

    public override async Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken)
    {
        await _pair.WaitForCaughtUpAsync(CatchingUp, cancellationToken);
        var rows = await _pair.DumpRowsAsync(0, Database, cancellationToken);
        var others = await _pair.DumpRowsAsync(1, Database, cancellationToken);
        return
        [
            .. rows.Except(others).Select(row => $"only on the first database: {row}"),
            .. others.Except(rows).Select(row => $"only on the second database: {row}"),
            .. _pair.Servers.SelectMany(server => server.Process.Errors).Where(line => line.Contains("unsafe", StringComparison.OrdinalIgnoreCase)),
        ];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await _pair.DisposeAsync();
    }
}
