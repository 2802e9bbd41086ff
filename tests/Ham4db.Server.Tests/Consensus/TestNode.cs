using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Sqlite;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>One node's backend and consensus in this process, started and stopped as the host does it.</summary>
internal sealed class TestNode(ServerOptions options, RaftTuning tuning) : IAsyncDisposable
{
    private ServiceProvider? _services;

    public RecordingExit Exit { get; } = new();

    public RecordingLogs Logs { get; init; } = new();

    public TestNetwork Network { get; init; } = new();

    /// <summary>How long the database takes to take a snapshot in.</summary>
    public TimeSpan RestoreTakes { get; set; }

    /// <summary>How long the database takes to take a command in.</summary>
    public TimeSpan ApplyTakes { get; set; }

    public ServerOptions Options => options;

    public string Address => options.Raft.Advertise.ToString()!;

    public bool IsRunning => _services is not null;

    public ILeadership Leadership => Get<ILeadership>();

    public ICommandLog Commands => Get<ICommandLog>();

    public IDecidedStore Store => Get<IDecidedStore>();

    public IDecidedLedger Ledger => Get<IDecidedLedger>();

    public IBackendHealth Health => Get<IBackendHealth>();

    public IRaftReport Report => Get<IRaftReport>();

    public IRaftControl Control => Get<IRaftControl>();

    public IElectionControl Election => Get<IElectionControl>();

    public bool HoldsLease => _services is { } running && running.GetRequiredService<ILeadership>().HoldsLease();

    public static CommandEnvelope Envelope(Command command, string? key = null, string digest = "digest")
        => new(Guid.NewGuid(), key, key is null ? null : digest, DateTimeOffset.UtcNow, command);

    public async Task StartAsync()
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ILiveOptions>(new FixedOptions(options))
            .AddSingleton<INodeExit>(Exit)
            .AddSingleton<ILoggerFactory>(Logs)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddBackend(options)
            .AddSingleton<IDecidedLedger>(provider => new SlowLedger(provider.GetRequiredService<SqliteDecidedLedger>(), () => RestoreTakes, () => ApplyTakes))
            .AddConsensus(options)
            .AddSingleton(tuning)
            .AddSingleton<IPeerCalls>(Network)
            .BuildServiceProvider();
        try
        {
            foreach (var service in services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }

        _services = services;
        Network.Add(this);
    }

    /// <summary>Stops as SIGTERM does.</summary>
    public async Task StopAsync()
    {
        if (_services is { } services)
        {
            foreach (var service in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            {
                await service.StoppingAsync(CancellationToken.None);
            }

            await CrashAsync();
        }
    }

    /// <summary>Stops without a word to the others.</summary>
    public async Task CrashAsync()
    {
        if (_services is not { } services)
        {
            return;
        }

        _services = null;
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }

    /// <summary>Replaces this node's files by those of another, as a mistaken copy does; only the list of members stays. Neither may run.</summary>
    public void TakeFilesOf(TestNode other)
    {
        foreach (var file in Directory.EnumerateFiles(HomeOf(other), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "members"))
        {
            var target = Path.Combine(HomeOf(this), Path.GetRelativePath(HomeOf(other), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        static string HomeOf(TestNode node) => Path.GetDirectoryName(((SqliteBackendOptions)node.Options.Backend).File)!;
    }

    public ValueTask<CommandResult> SubmitAsync(Command command, string? key = null, string digest = "digest")
        => Commands.SubmitAsync(Envelope(command, key, digest), new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);

    public async ValueTask DisposeAsync() => await StopAsync();

    private T Get<T>()
        where T : notnull
        => (_services ?? throw new InvalidOperationException("The node does not run.")).GetRequiredService<T>();

    private sealed class FixedOptions(ServerOptions options) : ILiveOptions
    {
        public ServerOptions Current => options;
    }

    internal sealed class RecordingExit : INodeExit
    {
        public string? Reason { get; private set; }

        public void Exit(string reason) => Reason ??= reason;
    }
}
