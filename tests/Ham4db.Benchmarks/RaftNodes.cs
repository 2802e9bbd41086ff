using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Benchmarks;

/// <summary>Backend and consensus of three raft nodes in this process, with nothing before or behind them.</summary>
internal sealed class RaftNodes : IAsyncDisposable
{
    private const int Tags = 100;

    private static readonly InstanceKey Instance = new("127.0.0.1", 1);

    private readonly TemporaryDirectory _directory = new("raft");
    private readonly List<ServiceProvider> _nodes = [];
    private ICommandLog? _leader;
    private long _next;

    private RaftNodes()
    {
    }

    /// <summary>Starts them and waits until one leads.</summary>
    public static async Task<RaftNodes> StartAsync(CancellationToken cancellationToken)
    {
        var started = new RaftNodes();
        try
        {
            var members = FreePort.Next(3).Select(port => (EndPoint)new IPEndPoint(IPAddress.Loopback, port)).ToImmutableArray();
            started._nodes.AddRange(Enumerable.Range(0, members.Length).Select(position => Build(started.OptionsOf(position, members))));
            await Task.WhenAll(started._nodes.Select(node => StartAsync(node, cancellationToken)));
            await Eventually.BecomesTrueAsync("a leader", () => started.FindLeader(), cancellationToken: cancellationToken);
            await started.SubmitAsync(new RegisterInstance(Instance), cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sets a tag to a value that it did not have, through the leader's command log.</summary>
    public Task SetTagAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _next);
        return SubmitAsync(
            new PutTag(Instance, string.Create(CultureInfo.InvariantCulture, $"t{number % Tags}"), number.ToString(CultureInfo.InvariantCulture)), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            foreach (var service in node.GetServices<IHostedService>().Reverse())
            {
                await service.StopAsync(CancellationToken.None);
            }

            await node.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static ServiceProvider Build(ServerOptions options) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ILiveOptions>(new FixedOptions(options))
        .AddSingleton<INodeExit, NoExit>()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
        .AddBackend(options)
        .AddConsensus(options)
        .BuildServiceProvider();

    private static async Task StartAsync(ServiceProvider node, CancellationToken cancellationToken)
    {
        foreach (var service in node.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
        }
    }

    private bool FindLeader()
    {
        _leader = _nodes.FirstOrDefault(node => node.GetRequiredService<ILeadership>().HoldsLease())?.GetRequiredService<ICommandLog>();
        return _leader is not null;
    }

    private async Task SubmitAsync(Command command, CancellationToken cancellationToken)
        => await _leader!.SubmitAsync(
            new CommandEnvelope(Guid.NewGuid(), Guid.NewGuid().ToString(), "digest", TimeProvider.System.GetUtcNow(), command), cancellationToken);

    private ServerOptions OptionsOf(int position, ImmutableArray<EndPoint> members) => new()
    {
        Http = new HttpOptions { Advertise = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://node-{position}:3000")) },
        Backend = new SqliteBackendOptions { File = Path.Combine(_directory.CreateSubdirectory($"n{position}"), "ham4db.sqlite3") },
        Raft = new RaftOptions
        {
            Enabled = true,
            Bind = (IPEndPoint)members[position],
            Advertise = members[position],
            DataDirectory = _directory.Combine($"n{position}", "raft"),
            Nodes = members,
        },
    };

    private sealed class FixedOptions(ServerOptions options) : ILiveOptions
    {
        public ServerOptions Current => options;
    }

    private sealed class NoExit : INodeExit
    {
        public void Exit(string reason) => Console.Error.WriteLine(reason);
    }
}
